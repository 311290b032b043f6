package dev.yore.engine.exec;

import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;

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
    this.table = KeyTable.of(types);
  }

  int count() {
    return columns.length == 0 ? 1 : table.size();
  }

  Vector[] keys() {
    return columns.length == 0 ? new Vector[0] : table.keys();
  }

  static int[] ascending(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  /** The numbers here of the groups of another grouping by the same keys. */
  int[] of(GroupNumbers others) {
    int[] numbers = new int[others.count()];
    if (columns.length > 0) {
      Vector[] keys = others.keys();
      table.ids(keys, new Batch(keys, null, numbers.length), true, numbers);
    }
    return numbers;
  }

  /** The number of the group of each row that the batch means. */
  int[] of(Batch batch) {
    int[] numbers = new int[batch.count()];
    if (columns.length == 0) {
      return numbers;
    }
    Vector[] keys = keys(batch);
    if (!byCombination(keys, batch, numbers)) {
      table.ids(keys, batch, true, numbers);
    }
    return numbers;
  }

  /** The number of the group of each row, -1 where no row before had its keys. */
  int[] known(Batch batch) {
    int[] numbers = new int[batch.count()];
    if (columns.length > 0) {
      table.ids(keys(batch), batch, false, numbers);
    }
    return numbers;
  }

  Vector[] keys(Batch batch) {
    Vector[] keys = new Vector[columns.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = batch.columns()[columns[i]];
    }
    return keys;
  }

  /** Numbers groups by the combinations of their keys' codes; false when there are too many. */
  private boolean byCombination(Vector[] keys, Batch batch, int[] numbers) {
    long combinations = 1;
    for (Vector key : keys) {
      if (!(key instanceof DictionaryVector coded) || !coded.noNulls()) {
        return false;
      }
      combinations *= Math.max(1, coded.dictionary().size());
      if (combinations > COMBINATIONS_MAX || combinations > batch.count()) {
        return false;
      }
    }
    for (Vector key : keys) {
      combine(numbers, (DictionaryVector) key, batch);
    }
    int[] known = new int[(int) combinations];
    for (int i = 0; i < numbers.length; i++) {
      int number = known[numbers[i]];
      if (number == 0) {
        number = number(keys, batch, i) + 1;
        known[numbers[i]] = number;
      }
      numbers[i] = number - 1;
    }
    return true;
  }

  private static void combine(int[] combined, DictionaryVector key, Batch batch) {
    int[] codes = key.codes();
    int[] selection = batch.selection();
    int size = Math.max(1, key.dictionary().size());
    if (selection == null) {
      for (int i = 0; i < combined.length; i++) {
        combined[i] = combined[i] * size + codes[i];
      }
    } else {
      for (int i = 0; i < combined.length; i++) {
        combined[i] = combined[i] * size + codes[selection[i]];
      }
    }
  }

  private int number(Vector[] keys, Batch batch, int i) {
    int[] one = new int[1];
    table.ids(keys, batch.with(new int[] {batch.row(i)}, 1), true, one);
    return one[0];
  }
}
