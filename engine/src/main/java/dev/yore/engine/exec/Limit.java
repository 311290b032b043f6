package dev.yore.engine.exec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Skips rows, then gives no more than a number of them. */
public final class Limit extends OperatorNode {
  private final @Nullable Evaluator offset;
  private final @Nullable Evaluator limit;

  /**
   * @param offset refers to no columns; null for none
   * @param limit refers to no columns; null for none
   */
  public Limit(Operator input, @Nullable Evaluator offset, @Nullable Evaluator limit) {
    super(input.fields(), List.of(input));
    this.offset = offset;
    this.limit = limit;
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return new Rows(
        input().open(context), Bounds.offset(offset, context), Bounds.limit(limit, context));
  }

  @Override
  public String describe() {
    return "Limit"
        + (limit == null ? "" : " " + limit)
        + (offset == null ? "" : " after " + offset);
  }

  private static final class Rows implements BatchCursor {
    private final BatchCursor input;
    private long skip;
    private long give;

    Rows(BatchCursor input, long skip, long give) {
      this.input = input;
      this.skip = skip;
      this.give = give;
    }

    @Override
    public @Nullable Batch next() {
      while (give > 0) {
        Batch batch = input.next();
        if (batch == null) {
          return null;
        }
        if (skip >= batch.count()) {
          skip -= batch.count();
          continue;
        }
        int from = (int) skip;
        int to = (int) Math.min(batch.count(), skip + Math.min(give, batch.count()));
        skip = 0;
        give -= to - from;
        return part(batch, from, to);
      }
      return null;
    }

    private static Batch part(Batch batch, int from, int to) {
      if (from == 0) {
        return new Batch(batch.columns(), batch.selection(), to);
      }
      int[] rows = new int[to - from];
      Arrays.setAll(rows, i -> batch.row(from + i));
      return batch.with(rows, rows.length);
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
