package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import java.util.List;

/** Rows of expressions that refer to no columns. */
public final class ValuesOperator extends OperatorNode {
  private final List<List<Evaluator>> rows;

  public ValuesOperator(List<Plan.Field> fields, List<List<Evaluator>> rows) {
    super(fields, List.of());
    this.rows = List.copyOf(rows);
  }

  @Override
  List<Evaluator> evaluators() {
    return rows.stream().flatMap(List::stream).toList();
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    context.check();
    return new OnceCursor(rows.isEmpty() ? List.of() : List.of(batch(context)));
  }

  private Batch batch(ExecutionContext context) {
    Vector[] columns = new Vector[width()];
    for (int c = 0; c < columns.length; c++) {
      if (rows.size() == 1) {
        columns[c] = rows.getFirst().get(c).evaluate(Evaluator.NO_COLUMNS, context);
        continue;
      }
      VectorBuilder builder = VectorBuilder.of(fields().get(c).type(), rows.size());
      for (List<Evaluator> row : rows) {
        builder.append(row.get(c).evaluate(Evaluator.NO_COLUMNS, context), 0);
      }
      columns[c] = builder.build();
    }
    return new Batch(columns, null, rows.size());
  }

  @Override
  public String describe() {
    return "Values " + rows.size() + (rows.size() == 1 ? " row" : " rows");
  }
}
