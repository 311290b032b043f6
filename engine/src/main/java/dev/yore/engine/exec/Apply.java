package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For each left row runs the right input, once for each distinct set of outer values. */
public final class Apply extends OperatorNode {
  /** The most results kept in one execution. */
  private static final int MEMO_MAX = 100_000;

  private final OuterValues outer;
  private final Matches matches;

  /**
   * @param kind INNER, LEFT, SEMI or ANTI
   * @param correlation what the right input calls the left row
   * @param outer all outer columns that the right input refers to, by {@link OuterReferences#of}
   */
  public Apply(
      Plan.Join.Kind kind, Operator left, Operator right, int correlation, List<Expr.Outer> outer) {
    super(JoinFields.of(kind, left, right), List.of(left, right));
    this.outer = new OuterValues(correlation, outer);
    this.matches =
        new Matches(
            kind, null, right.fields().stream().map(Plan.Field::type).toArray(DataType[]::new));
  }

  /** The rows that the right input gave for one set of outer values. */
  private record Result(Vector[] columns, int count) {}

  @Override
  BatchCursor start(ExecutionContext context) {
    BatchCursor left = inputs().get(0).open(context);
    Map<List<@Nullable Object>, Result> memo = new HashMap<>();
    return new BatchCursor() {
      @Override
      public @Nullable Batch next() {
        for (Batch batch = left.next(); batch != null; batch = left.next()) {
          Batch joined = join(batch, memo, context);
          if (joined != null) {
            return joined;
          }
        }
        return null;
      }

      @Override
      public void close() {
        left.close();
        memo.clear();
      }
    };
  }

  private @Nullable Batch join(
      Batch batch, Map<List<@Nullable Object>, Result> memo, ExecutionContext context) {
    VectorBuilder[] builders = new VectorBuilder[matches.rightTypes().length];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(matches.rightTypes()[c], batch.count());
    }
    int[] leftRows = new int[batch.count()];
    int pairs = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      Result result = result(batch, row, memo, context);
      if (pairs + result.count > leftRows.length) {
        leftRows = Arrays.copyOf(leftRows, Math.max(2 * leftRows.length, pairs + result.count));
      }
      Arrays.fill(leftRows, pairs, pairs + result.count, row);
      pairs += result.count;
      for (int c = 0; c < builders.length; c++) {
        builders[c].append(result.columns[c], 0, result.count);
      }
    }
    Vector[] right = new Vector[builders.length];
    for (int c = 0; c < right.length; c++) {
      right[c] = builders[c].build();
    }
    return matches.of(batch, leftRows, pairs, right, context);
  }

  private Result result(
      Batch batch, int row, Map<List<@Nullable Object>, Result> memo, ExecutionContext context) {
    List<@Nullable Object> key = outer.of(batch, row, context.scope());
    Result known = memo.get(key);
    if (known != null) {
      return known;
    }
    ExecutionContext inner = context.within(outer.scope(batch, row, context.scope()));
    Operator right = inputs().get(1);
    RowStore store = new RowStore(right.fields(), context, "Apply");
    store.fill(right.open(inner));
    Result result = new Result(store.build(), store.size());
    if (memo.size() < MEMO_MAX) {
      memo.put(key, result);
    } else {
      store.release();
    }
    return result;
  }

  @Override
  public String describe() {
    return "Apply " + matches.kind() + (outer.independent() ? " (runs once)" : "");
  }
}
