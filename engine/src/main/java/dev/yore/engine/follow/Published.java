package dev.yore.engine.follow;

import dev.yore.engine.db.Db;

/**
 * A durable database.
 *
 * @param nextEntry the number of the log entry that comes after it
 */
public record Published(Db db, long nextEntry) {}
