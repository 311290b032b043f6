package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.Arrays;
import java.util.List;

/** INTERSECT or EXCEPT of two inputs, by counting equal rows. */
public final class SetOperation extends OperatorNode {
  private final Plan.SetOperation.Kind kind;
  private final boolean all;

  /**
   * @param kind INTERSECT or EXCEPT
   * @param all true to count repeats, false for rows without repeats
   */
  public SetOperation(Plan.SetOperation.Kind kind, boolean all, Operator left, Operator right) {
    super(left.fields(), List.of(left, right));
    if (kind == Plan.SetOperation.Kind.UNION) {
      throw new IllegalArgumentException("a union is made of UnionAll and Distinct");
    }
    this.kind = kind;
    this.all = all;
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    KeyTable table = KeyTable.of(Distinct.types(fields()));
    long[] left = counts(table, inputs().get(0), context, new long[0], true);
    int rows = table.size();
    long[] right = counts(table, inputs().get(1), context, new long[rows], false);
    int[] repeats = new int[rows];
    long total = 0;
    for (int id = 0; id < rows; id++) {
      repeats[id] = (int) repeats(left[id], right[id]);
      total += repeats[id];
    }
    int[] order = new int[Math.toIntExact(total)];
    int next = 0;
    for (int id = 0; id < rows; id++) {
      Arrays.fill(order, next, next + repeats[id], id);
      next += repeats[id];
    }
    return new SortedCursor(table.keys(), order, 0, order.length, () -> {});
  }

  private long repeats(long left, long right) {
    if (kind == Plan.SetOperation.Kind.INTERSECT) {
      return all ? Math.min(left, right) : right > 0 ? 1 : 0;
    }
    return all ? Math.max(0, left - right) : right > 0 ? 0 : 1;
  }

  private static long[] counts(
      KeyTable table, Operator input, ExecutionContext context, long[] start, boolean add) {
    long[] counts = start;
    try (BatchCursor cursor = input.open(context)) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        context.check();
        int before = table.size();
        int[] ids = new int[batch.count()];
        table.ids(batch.columns(), batch, add, ids);
        context
            .memory()
            .take(
                RowStore.VALUE_BYTES * batch.columns().length * (table.size() - before),
                "SetOperation");
        if (table.size() > counts.length) {
          counts = Arrays.copyOf(counts, Math.max(table.size(), 2 * counts.length));
        }
        for (int id : ids) {
          if (id >= 0) {
            counts[id]++;
          }
        }
      }
    }
    return counts;
  }

  @Override
  public String describe() {
    return "SetOperation " + kind + (all ? " ALL" : "");
  }
}
