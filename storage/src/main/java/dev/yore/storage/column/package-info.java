/**
 * Columns in memory. A {@link dev.yore.storage.column.Vector} holds the values of one type as
 * primitive arrays, the same whether they come from a stored segment, from novelty or from an
 * expression, so that nothing is copied between storage and execution; {@link
 * dev.yore.storage.column.Longs} holds entity ids and transaction numbers more tightly. {@link
 * dev.yore.storage.column.Vectors} goes between boxed values and vectors. Vectors are written once,
 * by their builder, and may then be read by any thread; who is handed an array must not write to
 * it.
 */
@NullMarked
package dev.yore.storage.column;

import org.jspecify.annotations.NullMarked;
