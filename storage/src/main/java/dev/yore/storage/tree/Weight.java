package dev.yore.storage.tree;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.Layout;

/** How many bytes values take that are not of a fixed width. */
final class Weight {
  private Weight() {}

  static long ofValues(Run rows) {
    long sum = 0;
    for (Vector values : rows.values()) {
      sum += ofValues(values);
    }
    return sum;
  }

  /** The same of some rows. */
  static long ofValues(Run rows, int from, int to) {
    if (rows.attributeIndexes() == null) {
      Vector values = rows.values()[0];
      return values instanceof BytesVector bytes
          ? (long) bytes.start(to) - bytes.start(from)
          : values.layout() == Layout.BYTES ? ofValues(values.slice(from, to)) : 0;
    }
    return ofValues(rows.slice(from, to));
  }

  /** The bytes of the values that a directory keeps of a child. */
  static long ofKeys(Child child) {
    Directory node = child.node();
    int row = child.index();
    long sum = ofValue(node.first(), row) + ofValue(node.last(), row);
    Run least = node.least();
    Run greatest = node.greatest();
    return sum
        + (least == null ? 0 : ofValue(least, row))
        + (greatest == null ? 0 : ofValue(greatest, row));
  }

  private static long ofValue(Run run, int row) {
    int slot = run.slot(row);
    return switch (run.vector(row)) {
      case BytesVector bytes -> bytes.length(slot);
      case DictionaryVector coded -> coded.dictionary().length(coded.codes()[slot]);
      case ConstantVector constant when constant.value() instanceof BytesVector bytes ->
          bytes.length(0);
      default -> 0;
    };
  }

  private static long ofValues(Vector values) {
    return switch (values) {
      case BytesVector bytes when bytes.size() > 0 ->
          (long) bytes.end(bytes.size() - 1) - bytes.start(0);
      case DictionaryVector coded -> {
        long sum = 0;
        for (int row = 0; row < coded.size(); row++) {
          sum += coded.dictionary().length(coded.codes()[row]);
        }
        yield sum;
      }
      case ConstantVector constant -> constant.size() * ofValues(constant.value());
      default -> 0;
    };
  }
}
