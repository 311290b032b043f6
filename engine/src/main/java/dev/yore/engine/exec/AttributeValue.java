package dev.yore.engine.exec;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/** Key prefixes of an attribute and a value that stands in a vector. */
final class AttributeValue {
  private AttributeValue() {}

  /** The prefix of a row's value, or null when that is null. */
  static @Nullable KeyPrefix prefix(
      IndexOrder order, int attribute, DataType type, Vector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return new KeyPrefix(order, 2, 0, attribute, type, single(vector, row));
  }

  private static Vector single(Vector vector, int row) {
    return switch (vector) {
      case ConstantVector constant -> constant.value();
      case DictionaryVector coded ->
          coded.dictionary().slice(coded.codes()[row], coded.codes()[row] + 1);
      default -> vector.size() == 1 ? vector : vector.slice(row, row + 1);
    };
  }
}
