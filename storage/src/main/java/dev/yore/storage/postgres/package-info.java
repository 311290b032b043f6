/**
 * The key-value store in PostgreSQL: {@link dev.yore.storage.postgres.PostgresStore}.
 *
 * <p>A {@link dev.yore.storage.postgres.PostgresLocation} says where it is and who asks, {@link
 * dev.yore.storage.postgres.PostgresOptions} how long to try. {@code Table} has the two tables and
 * all SQL, {@code Connections} the pool and the repetition of what a lost connection ended, {@code
 * SqlStates} what the server's errors mean; {@code Connector} makes one connection. {@code
 * docs/operations.md} has the tables and the rights on them. {@code java.sql} and the types of
 * pgjdbc and HikariCP stay here. All of it may be used by any thread.
 */
@NullMarked
package dev.yore.storage.postgres;

import org.jspecify.annotations.NullMarked;
