package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the rows of several relations with the same variables together. */
final class Unions {
  private Unions() {}

  /** The rows of all, each once. */
  static Relation distinct(List<Relation> branches, @Nullable SourcePosition position) {
    Relation first = branches.getFirst();
    if (branches.size() == 1) {
      return first;
    }
    List<Plan> inputs = new ArrayList<>();
    List<Plan.Field> fields = fields(branches, position);
    branches.forEach(branch -> inputs.add(as(branch, fields).plan()));
    return new Relation(
        new Plan.SetOperation(Plan.SetOperation.Kind.UNION, false, inputs), first.variables());
  }

  private static List<Plan.Field> fields(
      List<Relation> branches, @Nullable SourcePosition position) {
    List<Plan.Field> fields = new ArrayList<>();
    for (String variable : branches.getFirst().variables()) {
      DataType type = branches.getFirst().type(variable);
      for (Relation branch : branches) {
        Types.requireComparable(variable, type, branch.type(variable), position);
        type = Types.common(type, branch.type(variable));
      }
      fields.add(new Plan.Field(variable, type, false));
    }
    return fields;
  }

  /** The relation with its columns as these types. */
  static Relation as(Relation relation, List<Plan.Field> fields) {
    boolean same = true;
    List<Expr> columns = new ArrayList<>();
    for (Plan.Field field : fields) {
      Expr column = relation.column(field.name());
      boolean equal = column.type().equals(field.type());
      same &= equal;
      columns.add(equal ? column : new Expr.Cast(column, field.type()));
    }
    return same
        ? relation
        : new Relation(new Plan.Project(relation.plan(), columns, fields), relation.variables());
  }
}
