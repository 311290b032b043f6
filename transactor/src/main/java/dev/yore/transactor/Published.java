package dev.yore.transactor;

import dev.yore.engine.db.Db;

/**
 * A durable database.
 *
 * @param nextEntry the number of the log entry that comes after it
 */
record Published(Db db, long nextEntry) {}
