package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose columns are variables: the rows that some clauses leave.
 *
 * @param variables the variable of each column; each once
 */
record Relation(Plan plan, List<String> variables) {
  Relation {
    variables = List.copyOf(variables);
    if (plan.fields().size() != variables.size()) {
      throw new IllegalArgumentException("each column is a variable");
    }
  }

  /** One row without columns. */
  static Relation unit() {
    return new Relation(new Plan.Values(List.of(), List.of(List.of())), List.of());
  }

  boolean isUnit() {
    return variables.isEmpty() && plan instanceof Plan.Values;
  }

  boolean has(String variable) {
    return variables.contains(variable);
  }

  DataType type(String variable) {
    return plan.fields().get(variables.indexOf(variable)).type();
  }

  Expr.Column column(String variable) {
    return new Expr.Column(variables.indexOf(variable), type(variable));
  }

  Relation filter(Expr condition) {
    return new Relation(new Plan.Filter(plan, condition), variables);
  }

  /** With one more column. */
  Relation with(String variable, Expr value) {
    List<Expr> columns = columns(variables);
    List<Plan.Field> fields = new ArrayList<>(plan.fields());
    columns.add(value);
    fields.add(new Plan.Field(variable, value.type(), false));
    List<String> names = new ArrayList<>(variables);
    names.add(variable);
    return new Relation(new Plan.Project(plan, columns, fields), names);
  }

  private List<Expr> columns(Collection<String> wanted) {
    List<Expr> columns = new ArrayList<>();
    wanted.forEach(variable -> columns.add(column(variable)));
    return columns;
  }

  /** With these columns only, in this order. */
  Relation only(Collection<String> wanted) {
    List<String> names = List.copyOf(wanted);
    if (names.equals(variables)) {
      return this;
    }
    if (plan instanceof Plan.Block block) {
      List<Integer> output =
          names.stream().map(name -> block.output().get(variables.indexOf(name))).toList();
      return new Relation(
          new Plan.Block(block.variables(), block.patterns(), block.predicates(), output), names);
    }
    List<Plan.Field> fields =
        names.stream().map(variable -> plan.fields().get(variables.indexOf(variable))).toList();
    return new Relation(new Plan.Project(plan, columns(names), fields), names);
  }

  Relation distinct() {
    return plan instanceof Plan.Distinct ? this : new Relation(new Plan.Distinct(plan), variables);
  }

  /** The rows of both that agree on the variables that both have. */
  Relation join(Relation other) {
    if (isUnit()) {
      return other;
    }
    if (other.isUnit()) {
      return this;
    }
    Plan joined = new Plan.Join(Plan.Join.Kind.INNER, plan, other.plan, agreement(other));
    List<Expr> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>();
    for (int i = 0; i < joined.fields().size(); i++) {
      String name =
          i < variables.size() ? variables.get(i) : other.variables.get(i - variables.size());
      if (!names.contains(name)) {
        names.add(name);
        fields.add(joined.fields().get(i));
        columns.add(new Expr.Column(i, joined.fields().get(i).type()));
      }
    }
    return new Relation(
        columns.size() == joined.fields().size()
            ? joined
            : new Plan.Project(joined, columns, fields),
        names);
  }

  /** The rows that no row of another agrees with. */
  Relation without(Relation other) {
    return new Relation(
        new Plan.Join(Plan.Join.Kind.ANTI, plan, other.plan, agreement(other)), variables);
  }

  private @Nullable Expr agreement(Relation other) {
    List<Expr> equalities = new ArrayList<>();
    for (String variable : variables) {
      if (other.has(variable)) {
        Expr.Column theirs = other.column(variable);
        equalities.add(
            Expr.Call.of(
                "=",
                DataType.BOOLEAN,
                column(variable),
                new Expr.Column(theirs.index() + variables.size(), theirs.type())));
      }
    }
    return Expressions.conjunction(equalities);
  }
}
