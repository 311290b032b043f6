package dev.yore.engine.exec;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;

/** Key columns whose values lie as longs, as arrays. */
final class LongKeys {
  private LongKeys() {}

  /** The values; those of a constant are repeated. */
  static long[] values(Vector vector) {
    return ((LongVector) (vector instanceof ConstantVector constant ? constant.flatten() : vector))
        .values();
  }

  /** The vector with its rows laid out. */
  static Vector flat(Vector vector) {
    return vector instanceof ConstantVector constant ? constant.flatten() : vector;
  }
}
