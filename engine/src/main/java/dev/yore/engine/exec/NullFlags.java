package dev.yore.engine.exec;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;

/** Makes more rows of vectors null. */
final class NullFlags {
  private NullFlags() {}

  /**
   * The vector with more null rows.
   *
   * @param more as long as the vector; it is the result's from then on
   */
  static Vector with(Vector vector, boolean[] more) {
    int size = vector.size();
    boolean[] own = vector.nulls();
    if (own != null) {
      for (int i = 0; i < size; i++) {
        more[i] |= own[i];
      }
    }
    return switch (vector) {
      case LongVector longs -> new LongVector(longs.values(), size, more);
      case DoubleVector doubles -> new DoubleVector(doubles.values(), size, more);
      case Int128Vector wide ->
          wide.isNarrow()
              ? Int128Vector.narrow(wide.low(), size, more)
              : new Int128Vector(wide.high(), wide.low(), size, more);
      case BytesVector bytes -> new BytesVector(bytes.data(), bytes.offsets(), size, more);
      case DictionaryVector coded ->
          new DictionaryVector(coded.codes(), size, coded.dictionary(), more);
      case ConstantVector constant -> with(constant.flatten(), more);
    };
  }
}
