/**
 * What functions do, by name: {@link dev.yore.engine.exec.function.Functions} is the registry,
 * {@link dev.yore.engine.exec.function.Conversions} are the casts, and texts of values are
 * PostgreSQL's. Functions here work on one row of boxed values; those worth a kernel of their own
 * are in {@code engine.exec.expression}.
 */
@NullMarked
package dev.yore.engine.exec.function;

import org.jspecify.annotations.NullMarked;
