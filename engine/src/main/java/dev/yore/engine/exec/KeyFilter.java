package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hash join tells scans on its other side: the keys that it has. Rows with another key are
 * left out where they are read, before anything else is read of them. The join publishes the keys
 * of an execution once its table is full; a scan that finds none published leaves out nothing.
 *
 * <p>Keys that lie close together are kept exactly, a bit each; others by a bit of their hash, so
 * that some rows pass which the join then drops. Where most rows pass, testing stops.
 */
public final class KeyFilter {
  private static final int KEYS_MAX = 1 << 22;

  /** So many bits lie in the second level cache of a core. */
  private static final long SPAN_MIN = 1 << 20;

  private static final int SPAN_PER_KEY = 64;
  private static final int HASH_BITS_PER_KEY = 16;

  /** Hashed keys get more bits, and fewer rows pass by chance, while the bits are this few. */
  private static final int HASH_BITS_NEAR = 1 << 18;

  private static final int HASH_BITS_PER_KEY_NEAR = 64;

  /** After so many rows a filter that keeps {@value #USELESS} of them is given up. */
  private static final long TRIAL_ROWS = 1 << 14;

  private static final double USELESS = 0.8;

  /** The keys of one execution. */
  private static final class Keys {
    final long min;
    final long max;
    final boolean exact;
    final long[] bits;
    final int mask;
    // Several threads may count at once; a lost count does no harm.
    long tested;
    long passed;

    Keys(long min, long max, boolean exact, long[] bits) {
      this.min = min;
      this.max = max;
      this.exact = exact;
      this.bits = bits;
      this.mask = exact ? 0 : 64 * bits.length - 1;
    }

    int bit(long key) {
      return exact ? (int) (key - min) : hash(key) & mask;
    }

    void add(long key) {
      int bit = bit(key);
      bits[bit >>> 6] |= 1L << bit;
    }

    boolean useless() {
      return tested > TRIAL_ROWS && passed > USELESS * tested;
    }
  }

  /** Holds the keys of the execution that it belongs to. */
  private static final class Slot {
    volatile @Nullable Keys keys;
  }

  private Slot slot(ExecutionContext context) {
    return context.execution().memo(this, Slot::new);
  }

  /** Tells the keys, which are the first {@code rows} values; of other types than long none. */
  void publish(ExecutionContext context, Vector values, int rows) {
    slot(context).keys =
        values instanceof LongVector longs && rows <= KEYS_MAX
            ? keys(longs.values(), longs.nulls(), rows)
            : null;
  }

  /** Takes back what another run of the join has told in this execution. */
  void withdraw(ExecutionContext context) {
    slot(context).keys = null;
  }

  private static Keys keys(long[] values, boolean @Nullable [] nulls, int rows) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      if (nulls == null || !nulls[i]) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
    }
    long span = max - min + 1;
    boolean exact =
        min <= max && span > 0 && span <= Math.max(SPAN_MIN, (long) SPAN_PER_KEY * rows);
    int bits = exact ? (int) span : hashBits(rows);
    Keys keys = new Keys(min, max, exact, new long[(bits + 63) / 64]);
    for (int i = 0; i < rows; i++) {
      if (nulls == null || !nulls[i]) {
        keys.add(values[i]);
      }
    }
    return keys;
  }

  private static int hashBits(int rows) {
    int near = (int) Math.min(HASH_BITS_NEAR, (long) HASH_BITS_PER_KEY_NEAR * rows);
    return Integer.highestOneBit(Math.max(64, Math.max(near, HASH_BITS_PER_KEY * rows)));
  }

  private static int hash(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32 ^ mixed >>> 52);
  }

  /** The condition that a column's value is among the keys. */
  public Evaluator test(int column, DataType type) {
    return new Test(new Expr.Column(column, type));
  }

  private final class Test extends Evaluator {
    private final int column;

    Test(Expr.Column column) {
      super(new Expr.Call("in join keys", List.of(column), DataType.BOOLEAN));
      this.column = column.index();
    }

    @Override
    public int select(Batch batch, ExecutionContext context, int[] out) {
      Keys keys = slot(context).keys;
      if (keys == null
          || !(batch.columns()[column] instanceof LongVector values)
          || keys.useless()) {
        return selectAll(batch, out);
      }
      int count = batch.count();
      int found = selected(keys, values, batch, out);
      keys.tested += count;
      keys.passed += found;
      return found;
    }

    private static int selected(Keys keys, LongVector values, Batch batch, int[] out) {
      if (keys.exact && values.nulls() == null && batch.selection() == null) {
        return selectedOfAll(keys, values.values(), batch.count(), out);
      }
      long[] longs = values.values();
      boolean[] nulls = values.nulls();
      int[] selection = batch.selection();
      int count = batch.count();
      int found = 0;
      for (int i = 0; i < count; i++) {
        int row = selection == null ? i : selection[i];
        long key = longs[row];
        if (key >= keys.min && key <= keys.max && (nulls == null || !nulls[row])) {
          int bit = keys.bit(key);
          out[found] = row;
          found += (int) (keys.bits[bit >>> 6] >>> bit & 1);
        }
      }
      return found;
    }

    /** The loop of most scans: all rows of a column against exact keys. */
    private static int selectedOfAll(Keys keys, long[] longs, int count, int[] out) {
      long[] bits = keys.bits;
      long min = keys.min;
      long span = keys.max - min;
      int found = 0;
      for (int row = 0; row < count; row++) {
        long place = longs[row] - min;
        if (place >= 0 && place <= span) {
          out[found] = row;
          found += (int) (bits[(int) (place >>> 6)] >>> place & 1);
        }
      }
      return found;
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      int[] selected = new int[batch.count()];
      int found = select(batch, context, selected);
      long[] flags = new long[batch.extent()];
      for (int i = 0; i < found; i++) {
        flags[selected[i]] = 1;
      }
      return new LongVector(flags);
    }
  }
}
