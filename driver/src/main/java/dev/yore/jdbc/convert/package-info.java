/**
 * Values between the engine and Java programs. {@link dev.yore.jdbc.convert.JdbcType} is what JDBC
 * calls a type, {@link dev.yore.jdbc.convert.JavaValues} makes what getters return out of engine
 * values, {@link dev.yore.jdbc.convert.EngineValues} makes engine values out of what setters are
 * given. Errors are the product's own; nothing here knows connections.
 */
@NullMarked
package dev.yore.jdbc.convert;

import org.jspecify.annotations.NullMarked;
