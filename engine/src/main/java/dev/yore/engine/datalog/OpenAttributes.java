package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles patterns whose attribute is a variable or a blank: a union over attributes. */
final class OpenAttributes {
  private final Compilation compilation;
  private final Clause.Pattern pattern;
  private final int input;

  OpenAttributes(Compilation compilation, Clause.Pattern pattern, int input) {
    this.compilation = compilation;
    this.pattern = pattern;
    this.input = input;
  }

  /**
   * The attributes that a pattern can match; null when it names its attribute.
   *
   * @param expected the type that others expect its value's variable to have, or null
   */
  static @Nullable List<Attribute> of(
      Compilation compilation, Clause.Pattern pattern, int input, ExpectedTypes expected) {
    boolean open =
        pattern.attribute() instanceof Term.Variable || pattern.attribute() instanceof Term.Blank;
    return open ? new OpenAttributes(compilation, pattern, input).candidates(expected) : null;
  }

  private List<Attribute> candidates(ExpectedTypes expected) {
    List<Attribute> all = new ArrayList<>(compilation.schema(input).attributes());
    String variable = Binding.name(pattern.value());
    if (pattern.value() instanceof Term.Blank) {
      return all;
    }
    DataType type = variable == null ? null : expected.of(variable);
    if (variable == null) {
      type = compilation.naturalType(pattern.value());
    }
    DataType wanted = type;
    if (wanted != null) {
      all.removeIf(attribute -> !fits(attribute.type(), wanted));
    }
    for (Attribute attribute : all) {
      if (!Types.alike(attribute.type(), all.getFirst().type())) {
        throw YoreException.unsupported(
                "A pattern over attributes of several types that binds their values")
            .with("clause", pattern.toString())
            .with("type", all.getFirst().type())
            .with("other", attribute.type())
            .at(pattern.position());
      }
    }
    return all;
  }

  private static boolean fits(DataType attribute, DataType wanted) {
    return Types.alike(attribute, wanted)
        || (wanted.valueType() == ValueType.KEYWORD && attribute.valueType() == ValueType.KEYWORD);
  }

  Relation relation(List<Attribute> attributes) {
    if (attributes.isEmpty()) {
      throw YoreException.unsupported("A pattern with a value of a type that no attribute has")
          .with("clause", pattern.toString())
          .at(pattern.position());
    }
    List<Relation> branches = new ArrayList<>();
    for (Attribute attribute : attributes) {
      branches.add(withName(rows(attribute), attribute));
    }
    return Unions.distinct(branches, pattern.position());
  }

  private Relation rows(Attribute attribute) {
    boolean events =
        compilation.database(input).view().history() || !(pattern.op() instanceof Term.Blank);
    if (events) {
      return new EventPattern(compilation, pattern, attribute, input).relation();
    }
    PatternCompiler patterns = new PatternCompiler(compilation);
    patterns.add(pattern, attribute);
    return patterns.relation();
  }

  /** With the attribute's entity as the value of the attribute's variable. */
  private Relation withName(Relation rows, Attribute attribute) {
    Set<String> variables = Substitution.variables(List.of(pattern));
    String name = Binding.name(pattern.attribute());
    Relation named = rows;
    if (name != null) {
      Expr id = new Expr.Literal((long) attribute.id(), DataType.REF);
      named =
          rows.has(name)
              ? rows.filter(Expr.Call.of("=", DataType.BOOLEAN, rows.column(name), id))
              : rows.with(name, id);
    }
    if (variables.isEmpty()) {
      String any = "?_#any";
      return named.with(any, new Expr.Literal(1L, DataType.LONG)).only(List.of(any));
    }
    return named.only(variables);
  }
}
