package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles a pattern over datoms with their operation, as history has them. */
final class EventPattern {
  private static final int ENTITY = 0;
  private static final int VALUE = 1;
  private static final int TX = 2;
  private static final int OP = 3;

  private final Compilation compilation;
  private final Clause.Pattern pattern;
  private final Attribute attribute;
  private final int input;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final List<EventPattern> lookups = new ArrayList<>();
  private Plan plan;

  EventPattern(Compilation compilation, Clause.Pattern pattern, Attribute attribute, int input) {
    this.compilation = compilation;
    this.pattern = pattern;
    this.attribute = attribute;
    this.input = input;
    this.plan = HistoryPatterns.datoms(attribute, input);
  }

  Relation relation() {
    match(ENTITY, pattern.entity());
    match(VALUE, pattern.value());
    match(TX, pattern.tx());
    match(OP, pattern.op());
    Relation rows = named();
    for (EventPattern lookup : lookups) {
      rows = rows.join(lookup.relation());
    }
    return rows;
  }

  private Relation named() {
    if (columns.isEmpty()) {
      columns.put(compilation.fresh("?_"), ENTITY);
    }
    List<Expr> values = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>();
    columns.forEach((name, column) -> {
      DataType type = type(column);
      values.add(new Expr.Column(column, type));
      fields.add(new Plan.Field(name, type, false));
    });
    return new Relation(new Plan.Project(plan, values, fields), List.copyOf(columns.keySet()));
  }

  private DataType type(int column) {
    return plan.fields().get(column).type();
  }

  private void match(int column, Term term) {
    switch (term) {
      case Term.Blank ignored -> {}
      case Term.Variable v -> variable(column, v);
      case Term.LookupRef ref -> lookUp(column, ref);
      case Term.Database database -> throw PatternCompiler.misplaced(database);
      case Term.Constant constant -> equal(column, constant(column, constant));
      case Term.Given given ->
          equal(
              column,
              column == TX
                  ? compilation.parameters().transaction(given)
                  : compilation.value(given, type(column), input));
    }
  }

  private Expr constant(int column, Term.Constant constant) {
    return column == TX
        ? new Expr.Literal(
            Errors.at(constant.position(), () -> Parameters.transaction(constant.value())),
            DataType.REF)
        : compilation.value(constant, type(column), input);
  }

  private void variable(int column, Term.Variable variable) {
    Integer first = columns.putIfAbsent(variable.name(), column);
    if (first != null) {
      Types.requireComparable(variable.name(), type(first), type(column), variable.position());
      equal(column, new Expr.Column(first, type(first)));
    }
  }

  private void equal(int column, Expr value) {
    plan =
        new Plan.Filter(
            plan,
            Expr.Call.of("=", DataType.BOOLEAN, new Expr.Column(column, type(column)), value));
  }

  private void lookUp(int column, Term.LookupRef ref) {
    if (column == TX || type(column).valueType() != ValueType.REF) {
      throw YoreException.unsupported("A lookup ref in this place").at(ref.position());
    }
    String entity = compilation.fresh("?_");
    columns.put(entity, column);
    Attribute unique =
        Errors.at(
            ref.position(),
            () -> Coercion.uniqueAttribute(ref.attribute(), compilation.database(input)));
    Term anything = new Term.Blank(ref.position());
    Clause.Pattern found =
        new Clause.Pattern(
            pattern.source(),
            new Term.Variable(entity, ref.position()),
            anything,
            new Term.Constant(ref.value(), ref.position()),
            anything,
            anything,
            ref.position());
    lookups.add(new EventPattern(compilation, found, unique, input));
  }
}
