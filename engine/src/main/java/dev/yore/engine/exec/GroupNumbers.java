package dev.yore.engine.exec;

import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers groups by their keys. Where all keys are dictionary-coded with few combinations of codes,
 * a table from combinations to numbers stands before the hash table.
 */
final class GroupNumbers {
  /** The most combinations of codes that get a table, which takes 4 bytes each. */
  private static final int COMBINATIONS_MAX = 1 << 13;

  private final int[] columns;
  private final KeyTable table;

  GroupNumbers(DataType[] types, int[] columns) {
    this.columns = columns;
    this.table = KeyTable.of(types, true);
  }

  int count() {
    return columns.length == 0 ? 1 : table.size();
  }

  Vector[] keys() {
    return columns.length == 0 ? new Vector[0] : table.keys();
  }

  static int[] ascending(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  /** The number of the group of each row that the batch means. */
  int[] of(Batch batch) {
    int[] numbers = new int[batch.count()];
    if (columns.length == 0) {
      return numbers;
    }
    Vector[] keys = new Vector[columns.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = batch.columns()[columns[i]];
    }
    int[] combined = combinations(keys, batch);
    if (combined == null) {
      table.ids(keys, batch, true, numbers);
    } else {
      byCombination(keys, batch, combined, numbers);
    }
    return numbers;
  }

  /** For each row the combination of its keys' codes; null when there are too many, or none. */
  private static int @Nullable [] combinations(Vector[] keys, Batch batch) {
    long product = 1;
    for (Vector key : keys) {
      if (!(key instanceof DictionaryVector coded) || !coded.noNulls()) {
        return null;
      }
      product *= Math.max(1, coded.dictionary().size());
      if (product > COMBINATIONS_MAX || product > batch.count()) {
        return null;
      }
    }
    int[] combined = new int[batch.count()];
    for (Vector key : keys) {
      DictionaryVector coded = (DictionaryVector) key;
      int[] codes = coded.codes();
      int size = Math.max(1, coded.dictionary().size());
      for (int i = 0; i < combined.length; i++) {
        combined[i] = combined[i] * size + codes[batch.row(i)];
      }
    }
    return combined;
  }

  private void byCombination(Vector[] keys, Batch batch, int[] combined, int[] numbers) {
    int[] known = new int[COMBINATIONS_MAX];
    int[] one = new int[1];
    for (int i = 0; i < combined.length; i++) {
      int number = known[combined[i]];
      if (number == 0) {
        Batch row = new Batch(batch.columns(), new int[] {batch.row(i)}, 1);
        table.ids(keys, row, true, one);
        number = one[0] + 1;
        known[combined[i]] = number;
      }
      numbers[i] = number - 1;
    }
  }
}
