package dev.yore.engine.exec;

import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The columns of runs of one attribute as vectors. */
final class DatomColumns {
  private DatomColumns() {}

  /** What a column shows of a run that is not empty. */
  static Vector of(StarColumn column, Run run) {
    return switch (column.kind()) {
      case ENTITY -> entities(run.entities());
      case VALUE -> run.values()[0];
      case TX -> transactions(run.added());
    };
  }

  /** What a column shows of rows of one attribute, of which there is one at least. */
  static Vector of(StarColumn column, Slice rows) {
    Run run = rows.run();
    int from = rows.from();
    int last = rows.to() - 1;
    if (from == last) {
      return single(column, run, from);
    }
    return run.slot(last) - run.slot(from) == last - from
        ? of(column, run, from, last + 1)
        : of(column, run.slice(from, last + 1));
  }

  /** What a column shows of some rows of a run, all of one entity and attribute. */
  static Vector of(StarColumn column, Run run, int from, int to) {
    return switch (column.kind()) {
      case ENTITY -> entities(run.entities().slice(from, to));
      case VALUE -> run.vector(from).slice(run.slot(from), run.slot(to - 1) + 1);
      case TX -> transactions(run.added().slice(from, to));
    };
  }

  /** What a column shows of one row of a run. */
  static Vector single(StarColumn column, Run run, int row) {
    return switch (column.kind()) {
      case ENTITY -> new LongVector(new long[] {run.entity(row)});
      case VALUE -> run.single(row);
      case TX -> new LongVector(new long[] {EntityIds.ofTx(run.added(row))});
    };
  }

  /** What a column shows of some rows of a run of one attribute, ascending. */
  static Vector gather(StarColumn column, Run run, int[] rows, int count) {
    boolean together = rows[count - 1] - rows[0] == count - 1;
    return switch (column.kind()) {
      case VALUE ->
          together
              ? run.values()[0].slice(rows[0], rows[0] + count)
              : run.values()[0].gather(rows, count);
      case ENTITY -> new LongVector(picked(run.entities(), rows, count));
      case TX -> {
        long[] transactions = picked(run.added(), rows, count);
        for (int i = 0; i < count; i++) {
          transactions[i] = EntityIds.ofTx(transactions[i]);
        }
        yield new LongVector(transactions);
      }
    };
  }

  private static long[] picked(Longs numbers, int[] rows, int count) {
    long[] picked = new long[count];
    for (int i = 0; i < count; i++) {
      picked[i] = numbers.get(rows[i]);
    }
    return picked;
  }

  static Vector entities(Longs entities) {
    return new LongVector(entities.toArray());
  }

  static Vector transactions(Longs added) {
    if (added instanceof Longs.Constant constant) {
      return new ConstantVector(
          new LongVector(new long[] {EntityIds.ofTx(constant.value())}), added.size());
    }
    long[] transactions = added.toArray();
    for (int i = 0; i < transactions.length; i++) {
      transactions[i] = EntityIds.ofTx(transactions[i]);
    }
    return new LongVector(transactions);
  }

  static Vector nulls(DataType type, int size) {
    return new ConstantVector(Vectors.single(type, null), size);
  }

  /** Rows of a vector, with null where the row is -1. */
  static Vector gather(DataType type, Vector vector, int[] rows, int count) {
    boolean[] missing = null;
    int[] places = rows;
    for (int i = 0; i < count; i++) {
      if (rows[i] < 0) {
        if (missing == null) {
          missing = new boolean[count];
          places = rows.clone();
        }
        missing[i] = true;
        places[i] = 0;
      }
    }
    if (missing == null) {
      if (count == vector.size() && isIdentity(rows, count)) {
        return vector;
      }
      return vector.gather(rows, count);
    }
    return vector.size() == 0
        ? nulls(type, count)
        : NullFlags.with(vector.gather(places, count), missing);
  }

  private static boolean isIdentity(int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** True when two columns surely have the same numbers. */
  static boolean same(Longs a, Longs b) {
    if (a.size() != b.size()) {
      return false;
    }
    if (a instanceof Longs.Dense x && b instanceof Longs.Dense y) {
      return x.base() == y.base();
    }
    if (a instanceof Longs.Offsets x && b instanceof Longs.Offsets y) {
      return x.base() == y.base()
          && (x.offsets() == y.offsets()
              || Arrays.equals(x.offsets(), 0, x.size(), y.offsets(), 0, y.size()));
    }
    return equal(a, b);
  }

  private static boolean equal(Longs a, Longs b) {
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The distinct numbers of both, ascending. */
  static Longs union(@Nullable Longs a, Longs b) {
    if (a == null || same(a, b)) {
      return distinct(b);
    }
    long[] merged = new long[a.size() + b.size()];
    int i = 0;
    int j = 0;
    int count = 0;
    while (i < a.size() || j < b.size()) {
      long next = j == b.size() || (i < a.size() && a.get(i) <= b.get(j)) ? a.get(i++) : b.get(j++);
      if (count == 0 || merged[count - 1] != next) {
        merged[count++] = next;
      }
    }
    return Longs.of(merged, count);
  }

  private static Longs distinct(Longs sorted) {
    if (sorted instanceof Longs.Dense) {
      return sorted;
    }
    long[] kept = new long[sorted.size()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      long next = sorted.get(i);
      if (count == 0 || kept[count - 1] != next) {
        kept[count++] = next;
      }
    }
    return Longs.of(kept, count);
  }
}
