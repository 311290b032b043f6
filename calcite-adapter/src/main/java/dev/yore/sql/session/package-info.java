/**
 * SQL sessions: what a connection is, without JDBC. {@link dev.yore.sql.session.SqlSession} holds
 * the transaction and the settings, {@link dev.yore.sql.session.PreparedSql} is one statement ready
 * to be executed any number of times. A session belongs to one thread at a time; only cancelling
 * may come from another.
 */
@NullMarked
package dev.yore.sql.session;

import org.jspecify.annotations.NullMarked;
