/**
 * Types, functions and rules of our SQL dialect.
 *
 * <p>{@link dev.yore.sql.type.SqlType} is the type of a column, {@link dev.yore.sql.type.TypeNames}
 * reads the names PostgreSQL users write. {@link dev.yore.sql.type.Dialect} holds the singletons
 * that Calcite asks: type system, type factory, conformance; {@link dev.yore.sql.type.Operators}
 * the functions. Everything is immutable.
 */
@NullMarked
package dev.yore.sql.type;

import org.jspecify.annotations.NullMarked;
