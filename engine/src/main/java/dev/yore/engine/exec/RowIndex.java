package dev.yore.engine.exec;

import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;

/** Rows by keys of any types, by their hashes. */
final class RowIndex extends JoinIndex {
  private final DataType[] types;
  private final Vector[] built;
  private final int[] hashes;
  private final int[] places;

  RowIndex(DataType[] types, Vector[] keys, int rows) {
    super(rows);
    this.types = types;
    this.built = keys;
    this.hashes = Hashes.of(keys, new Batch(keys, null, rows));
    this.places = new int[Integer.highestOneBit(Math.max(8, rows)) << 2];
    for (int row = rows - 1; row >= 0; row--) {
      if (!anyNull(keys, row)) {
        put(row);
      }
    }
  }

  private void put(int row) {
    int place = place(built, row, hashes[row]);
    if (places[place] != 0) {
      chain(row, places[place] - 1);
    }
    places[place] = row + 1;
  }

  /** Where the key is, or where it would be. */
  private int place(Vector[] keys, int row, int hash) {
    int mask = places.length - 1;
    int place = hash & mask;
    while (places[place] != 0) {
      int other = places[place] - 1;
      if (hashes[other] == hash && equal(keys, row, other)) {
        return place;
      }
      place = place + 1 & mask;
    }
    return place;
  }

  private boolean equal(Vector[] keys, int row, int other) {
    for (int k = 0; k < types.length; k++) {
      if (Vectors.compare(types[k], keys[k], row, built[k], other) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyNull(Vector[] keys, int row) {
    for (Vector key : keys) {
      if (key.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  @Override
  void first(Vector[] keys, Batch batch, int[] out) {
    if (constant(this, keys, batch, out) || byCode(keys, batch, out)) {
      return;
    }
    int[] by = Hashes.of(keys, batch);
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      out[i] = anyNull(keys, row) ? -1 : places[place(keys, row, by[i])] - 1;
    }
  }

  /** Looks for each entry of a small dictionary once. */
  private boolean byCode(Vector[] keys, Batch batch, int[] out) {
    if (keys.length != 1
        || !(keys[0] instanceof DictionaryVector coded)
        || coded.dictionary().size() * 2 > batch.count()) {
      return false;
    }
    Vector[] entries = {coded.dictionary()};
    int[] found = new int[coded.dictionary().size()];
    first(entries, new Batch(entries, null, found.length), found);
    int[] codes = coded.codes();
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      out[i] = coded.isNull(row) ? -1 : found[codes[row]];
    }
    return true;
  }
}
