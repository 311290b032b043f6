/**
 * The JDBC driver: {@code java.sql} on top of {@link dev.yore.sql.session.SqlSession}. {@link
 * dev.yore.jdbc.YoreDriver} and {@link dev.yore.jdbc.YoreDataSource} are its doors.
 *
 * <p>A connection is a session and a hold on a database that {@link dev.yore.jdbc.Databases} shares
 * within the process. A result set reads the executor's batches: a cursor stands on a row of a
 * batch, and a reader for each column takes values out of its vector. No exception but {@code
 * SQLException} leaves a JDBC method; {@link dev.yore.jdbc.error.SqlErrors} makes them.
 */
@NullMarked
package dev.yore.jdbc;

import org.jspecify.annotations.NullMarked;
