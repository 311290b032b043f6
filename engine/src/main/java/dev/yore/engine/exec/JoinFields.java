package dev.yore.engine.exec;

import dev.yore.engine.plan.Fields;
import dev.yore.engine.plan.Plan;
import java.util.List;

/** The columns of operators that join. */
final class JoinFields {
  private JoinFields() {}

  static List<Plan.Field> of(Plan.Join.Kind kind, Operator left, Operator right) {
    return Fields.joined(kind, left.fields(), right.fields());
  }

  static List<Plan.Field> of(Plan.Join.Kind kind, Operator input, List<StarColumn> columns) {
    return Fields.joined(kind, input.fields(), columns.stream().map(c -> c.field(false)).toList());
  }
}
