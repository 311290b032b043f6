package dev.yore.engine.exec;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.Arrays;

/**
 * Keys of one number each. A number and what it is numbered lie beside each other, so that a look
 * costs one cache miss; a number that follows itself costs none.
 */
final class LongKeyTable extends KeyTable {
  private static final int ROOM = 64;

  private long[] table = new long[2 * ROOM];
  private int mask = ROOM - 1;
  private long[] byId = new long[ROOM];
  private int nullId = -1;

  @Override
  void ids(Vector[] keys, Batch batch, boolean add, int[] out) {
    Vector key = keys[0];
    if (key instanceof ConstantVector constant) {
      Vector one = constant.value();
      boolean nothing = batch.count() == 0;
      int id = nothing ? 0 : one.isNull(0) ? ofNull(add) : id(((LongVector) one).get(0), add);
      Arrays.fill(out, 0, batch.count(), id);
      return;
    }
    long[] values = ((LongVector) key).values();
    boolean[] nulls = key.nulls();
    int[] selection = batch.selection();
    int count = batch.count();
    long last = 0;
    int lastId = -1;
    for (int i = 0; i < count; i++) {
      int row = selection == null ? i : selection[i];
      if (nulls != null && nulls[row]) {
        out[i] = ofNull(add);
        continue;
      }
      long value = values[row];
      if (value != last || lastId < 0) {
        lastId = id(value, add);
        last = value;
      }
      out[i] = lastId;
    }
  }

  private int id(long value, boolean add) {
    int place = Hashes.mix(value) & mask;
    long[] places = table;
    while (true) {
      int id = (int) places[2 * place + 1] - 1;
      if (id < 0) {
        return add ? put(place, value) : -1;
      }
      if (places[2 * place] == value) {
        return id;
      }
      place = place + 1 & mask;
    }
  }

  private int put(int place, long value) {
    int id = number(value);
    table[2 * place] = value;
    table[2 * place + 1] = id + 1;
    if (size * 2 > mask) {
      grow();
    }
    return id;
  }

  private int ofNull(boolean add) {
    if (nullId < 0 && add) {
      nullId = number(0);
    }
    return nullId;
  }

  private int number(long value) {
    if (size == byId.length) {
      byId = Arrays.copyOf(byId, 2 * size);
    }
    byId[size] = value;
    return size++;
  }

  private void grow() {
    long[] old = table;
    table = new long[Math.multiplyExact(2, old.length)];
    mask = table.length / 2 - 1;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int place = Hashes.mix(old[i]) & mask;
        while (table[2 * place + 1] != 0) {
          place = place + 1 & mask;
        }
        table[2 * place] = old[i];
        table[2 * place + 1] = old[i + 1];
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
