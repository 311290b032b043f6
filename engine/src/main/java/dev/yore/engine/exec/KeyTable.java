package dev.yore.engine.exec;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers distinct keys 0, 1, 2 … by open addressing. */
abstract sealed class KeyTable {
  private static final int ROOM = 64;

  final DataType[] types;
  final boolean nullsAlike;
  int size;

  private KeyTable(DataType[] types, boolean nullsAlike) {
    this.types = types;
    this.nullsAlike = nullsAlike;
  }

  /**
   * @param nullsAlike true when nulls are one key, false when they are none
   */
  static KeyTable of(DataType[] types, boolean nullsAlike) {
    return types.length == 1 && types[0].layout() == Layout.LONG
        ? new OfLong(types, nullsAlike)
        : new OfRows(types, nullsAlike);
  }

  /** How many distinct keys there are. */
  final int size() {
    return size;
  }

  /**
   * Finds the numbers of the rows that the batch means, -1 for a key that has none.
   *
   * @param add true to number new keys
   */
  abstract void ids(Vector[] keys, Batch batch, boolean add, int[] out);

  /** The keys in the order of their numbers. */
  abstract Vector[] keys();

  private static final class OfLong extends KeyTable {
    private long[] table = new long[ROOM];
    private int[] ids = new int[ROOM];
    private long[] byId = new long[ROOM];
    private int nullId = -1;

    OfLong(DataType[] types, boolean nullsAlike) {
      super(types, nullsAlike);
    }

    @Override
    void ids(Vector[] keys, Batch batch, boolean add, int[] out) {
      Vector key = keys[0];
      if (key instanceof ConstantVector constant) {
        Vector one = constant.value();
        Arrays.fill(out, 0, batch.count(), one.isNull(0) ? ofNull(add) : id(one, 0, add));
        return;
      }
      boolean[] nulls = key.nulls();
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        out[i] = nulls != null && nulls[row] ? ofNull(add) : id(key, row, add);
      }
    }

    private int id(Vector key, int row, boolean add) {
      long value = ((LongVector) key).get(row);
      int mask = table.length - 1;
      int slot = Hashes.mix(value) & mask;
      while (ids[slot] != 0) {
        if (table[slot] == value) {
          return ids[slot] - 1;
        }
        slot = slot + 1 & mask;
      }
      if (!add) {
        return -1;
      }
      table[slot] = value;
      ids[slot] = number(value) + 1;
      if (size * 2 > table.length) {
        grow();
      }
      return size - 1;
    }

    private int ofNull(boolean add) {
      if (nullsAlike && nullId < 0 && add) {
        nullId = number(0);
      }
      return nullsAlike ? nullId : -1;
    }

    private int number(long value) {
      if (size == byId.length) {
        byId = Arrays.copyOf(byId, 2 * size);
      }
      byId[size] = value;
      return size++;
    }

    private void grow() {
      long[] oldTable = table;
      int[] oldIds = ids;
      table = new long[2 * oldTable.length];
      ids = new int[table.length];
      int mask = table.length - 1;
      for (int i = 0; i < oldIds.length; i++) {
        if (oldIds[i] != 0) {
          int slot = Hashes.mix(oldTable[i]) & mask;
          while (ids[slot] != 0) {
            slot = slot + 1 & mask;
          }
          table[slot] = oldTable[i];
          ids[slot] = oldIds[i];
        }
      }
    }

    @Override
    Vector[] keys() {
      boolean[] nulls = null;
      if (nullId >= 0) {
        nulls = new boolean[size];
        nulls[nullId] = true;
      }
      return new Vector[] {new LongVector(Arrays.copyOf(byId, size), size, nulls)};
    }
  }

  private static final class OfRows extends KeyTable {
    private int[] slots = new int[ROOM];
    private int[] hashes = new int[ROOM];
    private int[] rows = new int[ROOM];
    private final List<Vector[]> owners = new ArrayList<>();

    OfRows(DataType[] types, boolean nullsAlike) {
      super(types, nullsAlike);
    }

    @Override
    void ids(Vector[] keys, Batch batch, boolean add, int[] out) {
      int[] batchHashes = Hashes.of(keys, batch);
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.row(i);
        out[i] = !nullsAlike && anyNull(keys, row) ? -1 : id(keys, row, batchHashes[i], add);
      }
    }

    private static boolean anyNull(Vector[] keys, int row) {
      for (Vector key : keys) {
        if (key.isNull(row)) {
          return true;
        }
      }
      return false;
    }

    private int id(Vector[] keys, int row, int hash, boolean add) {
      int mask = slots.length - 1;
      int slot = hash & mask;
      while (slots[slot] != 0) {
        int id = slots[slot] - 1;
        if (hashes[id] == hash && equal(keys, row, owners.get(id), rows[id])) {
          return id;
        }
        slot = slot + 1 & mask;
      }
      if (!add) {
        return -1;
      }
      if (size == rows.length) {
        hashes = Arrays.copyOf(hashes, 2 * size);
        rows = Arrays.copyOf(rows, 2 * size);
      }
      hashes[size] = hash;
      rows[size] = row;
      owners.add(keys);
      slots[slot] = ++size;
      if (size * 2 > slots.length) {
        grow();
      }
      return size - 1;
    }

    private void grow() {
      slots = new int[2 * slots.length];
      int mask = slots.length - 1;
      for (int id = 0; id < size; id++) {
        int slot = hashes[id] & mask;
        while (slots[slot] != 0) {
          slot = slot + 1 & mask;
        }
        slots[slot] = id + 1;
      }
    }

    private boolean equal(Vector[] left, int l, Vector[] right, int r) {
      for (int c = 0; c < types.length; c++) {
        boolean leftNull = left[c].isNull(l);
        if (leftNull != right[c].isNull(r)
            || (!leftNull && Vectors.compare(types[c], left[c], l, right[c], r) != 0)) {
          return false;
        }
      }
      return true;
    }

    @Override
    Vector[] keys() {
      Vector[] built = new Vector[types.length];
      for (int c = 0; c < built.length; c++) {
        VectorBuilder builder = VectorBuilder.of(types[c], size);
        for (int id = 0; id < size; id++) {
          builder.append(owners.get(id)[c], rows[id]);
        }
        built[c] = builder.build();
      }
      return built;
    }
  }
}
