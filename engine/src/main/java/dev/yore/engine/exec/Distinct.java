package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows without repeats; nulls are alike. */
public final class Distinct extends OperatorNode {

  public Distinct(Operator input) {
    super(input.fields(), List.of(input));
  }

  static DataType[] types(List<Plan.Field> fields) {
    return fields.stream().map(Plan.Field::type).toArray(DataType[]::new);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    BatchCursor input = input().open(context);
    DistinctRows seen = new DistinctRows(fields(), context);
    return new BatchCursor() {
      @Override
      public @Nullable Batch next() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
          Batch fresh = seen.fresh(batch);
          if (fresh != null) {
            return fresh;
          }
        }
        return seen.later();
      }

      @Override
      public void close() {
        input.close();
        seen.close();
      }
    };
  }

  @Override
  public String describe() {
    return "Distinct";
  }
}
