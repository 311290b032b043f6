package dev.yore.storage.tree;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.Run;

/** How many bytes the values of a run take that are not of a fixed width. */
final class Weight {
  private Weight() {}

  static long ofValues(Run rows) {
    long sum = 0;
    for (Vector values : rows.values()) {
      sum += ofValues(values);
    }
    return sum;
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
      default -> 0;
    };
  }
}
