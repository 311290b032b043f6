package dev.yore.engine.plan;

import java.util.ArrayList;
import java.util.List;

/** Columns of plans that are made of other plans. */
public final class Fields {
  private Fields() {}

  /** The columns of a join: all of both sides, or those of the left one where it only tests. */
  public static List<Plan.Field> joined(
      Plan.Join.Kind kind, List<Plan.Field> left, List<Plan.Field> right) {
    List<Plan.Field> fields = new ArrayList<>();
    boolean leftNull = kind == Plan.Join.Kind.RIGHT || kind == Plan.Join.Kind.FULL;
    boolean rightNull = kind == Plan.Join.Kind.LEFT || kind == Plan.Join.Kind.FULL;
    left.forEach(field -> fields.add(leftNull ? nullable(field) : field));
    if (kind != Plan.Join.Kind.SEMI && kind != Plan.Join.Kind.ANTI) {
      right.forEach(field -> fields.add(rightNull ? nullable(field) : field));
    }
    return List.copyOf(fields);
  }

  private static Plan.Field nullable(Plan.Field field) {
    return new Plan.Field(field.name(), field.type(), true);
  }
}
