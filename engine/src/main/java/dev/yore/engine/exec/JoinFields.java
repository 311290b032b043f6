package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** The columns of operators that join. */
final class JoinFields {
  private JoinFields() {}

  static List<Plan.Field> of(Plan.Join.Kind kind, Operator left, Operator right) {
    return joined(kind, left.fields(), right.fields());
  }

  static List<Plan.Field> of(Plan.Join.Kind kind, Operator input, List<StarColumn> columns) {
    return joined(kind, input.fields(), columns.stream().map(c -> c.field(false)).toList());
  }

  private static List<Plan.Field> joined(
      Plan.Join.Kind kind, List<Plan.Field> left, List<Plan.Field> right) {
    List<Plan.Field> fields = new ArrayList<>();
    boolean leftNull = kind == Plan.Join.Kind.RIGHT || kind == Plan.Join.Kind.FULL;
    boolean rightNull = kind == Plan.Join.Kind.LEFT || kind == Plan.Join.Kind.FULL;
    left.forEach(field -> fields.add(leftNull ? nullable(field) : field));
    if (kind != Plan.Join.Kind.SEMI && kind != Plan.Join.Kind.ANTI) {
      right.forEach(field -> fields.add(rightNull ? nullable(field) : field));
    }
    return fields;
  }

  private static Plan.Field nullable(Plan.Field field) {
    return new Plan.Field(field.name(), field.type(), true);
  }
}
