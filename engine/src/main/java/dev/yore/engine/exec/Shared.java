package dev.yore.engine.exec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that several places of a plan ask for: computed once for an execution, or, when memory has
 * no room for them, by each that asks.
 */
public final class Shared extends OperatorNode {

  public Shared(Operator input) {
    super(input.fields(), List.of(input));
  }

  /** What one execution knows of the rows. */
  private final class Kept {
    private @Nullable List<Batch> rows;
    private boolean tooMany;

    synchronized @Nullable List<Batch> rows(ExecutionContext context) {
      if (rows == null && !tooMany) {
        rows = read(context);
        tooMany = rows == null;
      }
      return rows;
    }
  }

  /** All rows, or null when there is no room for them. */
  private @Nullable List<Batch> read(ExecutionContext context) {
    List<Batch> rows = new ArrayList<>();
    long taken = 0;
    try (BatchCursor cursor = input().open(context)) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        context.check();
        long bytes = RowSizes.of(batch);
        if (!context.memory().tryTake(bytes)) {
          context.memory().give(taken);
          return null;
        }
        taken += bytes;
        rows.add(batch);
      }
    }
    return rows;
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    Kept kept = context.execution().memo(this, Kept::new);
    List<Batch> rows = kept.rows(context);
    return rows == null ? input().open(context) : new OnceCursor(rows);
  }

  @Override
  public String describe() {
    return "Shared";
  }
}
