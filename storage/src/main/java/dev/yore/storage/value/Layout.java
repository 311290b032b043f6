package dev.yore.storage.value;

/** How the values of a type lie in memory, one after the other, in a column. */
public enum Layout {
  /** One {@code long} a value: numbers, moments, booleans (0 and 1), references, short decimals. */
  LONG,
  /** One {@code double} a value. */
  DOUBLE,
  /** Two {@code long}s a value, high and low: UUIDs, and decimals of more than 18 digits. */
  INT128,
  /** A run of bytes a value whose unsigned order is the order of the values. */
  BYTES
}
