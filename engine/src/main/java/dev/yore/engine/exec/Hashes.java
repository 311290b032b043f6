package dev.yore.engine.exec;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;

/** Hashes of rows; equal values have equal hashes, however their vectors keep them. */
final class Hashes {
  private Hashes() {}

  static int mix(long value) {
    long hash = value * 0x9E3779B97F4A7C15L;
    return (int) (hash ^ hash >>> 32);
  }

  /** The hash of each row that the batch means, in order. */
  static int[] of(Vector[] keys, Batch batch) {
    int[] hashes = new int[batch.count()];
    for (Vector key : keys) {
      int[] byCode = key instanceof DictionaryVector coded ? codes(coded, batch) : null;
      for (int i = 0; i < hashes.length; i++) {
        int row = batch.row(i);
        int hash =
            key.isNull(row)
                ? 1
                : byCode != null ? byCode[((DictionaryVector) key).codes()[row]] : of(key, row);
        hashes[i] = hashes[i] * 31 + hash;
      }
    }
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = mix(hashes[i]);
    }
    return hashes;
  }

  private static int @org.jspecify.annotations.Nullable [] codes(
      DictionaryVector coded, Batch batch) {
    BytesVector dictionary = coded.dictionary();
    if (dictionary.size() > batch.count()) {
      return null;
    }
    int[] hashes = new int[dictionary.size()];
    for (int code = 0; code < hashes.length; code++) {
      hashes[code] = of(dictionary, code);
    }
    return hashes;
  }

  private static int of(Vector vector, int row) {
    return switch (vector) {
      case LongVector longs -> mix(longs.get(row));
      case DoubleVector doubles -> {
        double value = doubles.get(row);
        yield mix(Double.doubleToLongBits(value == 0 ? 0.0 : value));
      }
      case Int128Vector wide -> mix(wide.high()[row] * 31 + wide.low()[row]);
      case BytesVector bytes -> of(bytes.data(), bytes.start(row), bytes.end(row));
      case DictionaryVector coded -> of(coded.dictionary(), coded.codes()[row]);
      case ConstantVector constant -> of(constant.value(), 0);
    };
  }

  static int of(byte[] data, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + data[i];
    }
    return mix(hash);
  }
}
