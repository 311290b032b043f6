/**
 * Values and their types: what a fact may say. {@link dev.yore.storage.value.ValueType} names the
 * kinds, {@link dev.yore.storage.value.DataType} adds precision and scale and fixes how a column of
 * the type is laid out in memory, {@link dev.yore.storage.value.ValueOrder} is the one total order
 * that indexes, sort, joins and SQL comparisons share. Everything here is immutable.
 */
@NullMarked
package dev.yore.storage.value;

import org.jspecify.annotations.NullMarked;
