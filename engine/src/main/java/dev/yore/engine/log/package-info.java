/**
 * What a database keeps besides its segments, and the codecs of it: {@link
 * dev.yore.engine.log.LogEntry}, the transactions of one group commit, {@link
 * dev.yore.engine.log.RootRecord}, the one mutable record that names the index trees, and {@link
 * dev.yore.engine.log.DatabaseKeys}, under which keys they are. Opening a database is reading the
 * root and then the log entries from its position on until one is missing. Log entries are never
 * deleted: they are the history of transactions as transactions.
 */
@NullMarked
package dev.yore.engine.log;

import org.jspecify.annotations.NullMarked;
