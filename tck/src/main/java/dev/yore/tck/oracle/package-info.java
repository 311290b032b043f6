/**
 * Yore beside PostgreSQL: the same statements on both, through JDBC, and the same answers.
 *
 * <p>{@link dev.yore.tck.oracle.Answer} is what a query returned, in a form that makes two
 * databases comparable. The PostgreSQL is that of the storage tests, {@code TestPostgres}.
 */
@NullMarked
package dev.yore.tck.oracle;

import org.jspecify.annotations.NullMarked;
