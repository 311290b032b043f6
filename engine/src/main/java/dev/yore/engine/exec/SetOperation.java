package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    CountedRows counted = new CountedRows(fields(), context);
    try (BatchCursor left = inputs().get(0).open(context);
        BatchCursor right = inputs().get(1).open(context)) {
      counted.count(left, right);
      return new Results(counted);
    } catch (RuntimeException | Error e) {
      counted.close();
      throw e;
    }
  }

  /** The rows of one count after the other. */
  private final class Results implements BatchCursor {
    private final CountedRows counted;
    private SortedCursor rows;

    Results(CountedRows counted) {
      this.counted = counted;
      this.rows = rows(counted);
    }

    @Override
    public @Nullable Batch next() {
      while (true) {
        Batch batch = rows.next();
        if (batch != null) {
          return batch;
        }
        if (!counted.next()) {
          return null;
        }
        rows = rows(counted);
      }
    }

    @Override
    public void close() {
      rows.close();
      counted.close();
    }
  }

  private SortedCursor rows(CountedRows counted) {
    int size = counted.rows().size();
    int[] repeats = new int[size];
    long total = 0;
    for (int id = 0; id < size; id++) {
      repeats[id] = (int) repeats(counted.left(id), counted.right(id));
      total += repeats[id];
    }
    int[] order = new int[Math.toIntExact(total)];
    int next = 0;
    for (int id = 0; id < size; id++) {
      Arrays.fill(order, next, next + repeats[id], id);
      next += repeats[id];
    }
    return new SortedCursor(counted.rows().keys(), order, 0, order.length, () -> {});
  }

  private long repeats(long left, long right) {
    if (kind == Plan.SetOperation.Kind.INTERSECT) {
      return all ? Math.min(left, right) : right > 0 ? 1 : 0;
    }
    return all ? Math.max(0, left - right) : right > 0 ? 0 : 1;
  }

  @Override
  public String describe() {
    return "SetOperation " + kind + (all ? " ALL" : "");
  }
}
