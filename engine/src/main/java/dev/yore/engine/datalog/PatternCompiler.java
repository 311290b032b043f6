package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers patterns with known attributes into one block. */
final class PatternCompiler {
  private final Compilation compilation;
  private final List<Plan.Field> variables = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Integer> constantEntities = new HashMap<>();
  private final List<Plan.Pattern> patterns = new ArrayList<>();
  private final List<Expr> predicates = new ArrayList<>();

  PatternCompiler(Compilation compilation) {
    this.compilation = compilation;
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Adds a pattern whose attribute is this one. */
  void add(Clause.Pattern pattern, Attribute attribute) {
    int input = compilation.source(pattern.source(), pattern.position());
    Plan.Source source = new Plan.Source(input, null);
    int entity = entity(pattern.entity(), input);
    int tx = transaction(pattern.tx());
    add(source, attribute, entity, pattern.value(), tx, false);
  }

  /** Adds a variable for the value that an entity may have of an attribute. */
  void addOptional(String source, Term entity, Attribute attribute, String variable) {
    int input = compilation.source(source, entity.position());
    int value = variable(variable, attribute.type(), true, entity.position());
    patterns.add(
        new Plan.Pattern(
            new Plan.Source(input, null),
            attribute.id(),
            entity(entity, input),
            value,
            null,
            -1,
            true));
  }

  private void add(
      Plan.Source source, Attribute attribute, int entity, Term term, int tx, boolean optional) {
    int value = -1;
    Expr constant = null;
    switch (term) {
      case Term.Variable variable ->
          value = variable(variable.name(), attribute.type(), optional, variable.position());
      case Term.Blank ignored -> {}
      case Term.LookupRef ref -> value = reference(ref, attribute, source.input());
      case Term.Constant given -> constant = constant(given, attribute, source.input());
      case Term.Given given -> constant = constant(given, attribute, source.input());
      case Term.Database database -> throw misplaced(database);
    }
    patterns.add(new Plan.Pattern(source, attribute.id(), entity, value, constant, tx, optional));
  }

  private Expr constant(Term term, Attribute attribute, int input) {
    try {
      return compilation.value(term, attribute.type(), input);
    } catch (YoreException e) {
      throw e.code() == ErrorCode.DATATYPE_MISMATCH
          ? e.with("attribute", attribute.ident().toString())
          : e;
    }
  }

  private int reference(Term.LookupRef ref, Attribute attribute, int input) {
    if (attribute.type().valueType() != ValueType.REF) {
      throw Coercion.mismatch(attribute, List.of(ref.attribute(), ref.value())).at(ref.position());
    }
    return lookUp(ref, input);
  }

  /** The position of a variable; where it has one of another type, of one that must be equal. */
  private int variable(
      String name, DataType type, boolean nullable, @Nullable SourcePosition place) {
    Integer known = positions.get(name);
    if (known == null) {
      int position = newVariable(name, type, nullable);
      positions.put(name, position);
      return position;
    }
    DataType other = variables.get(known).type();
    if (Types.alike(other, type)) {
      return known;
    }
    Types.requireComparable(name, other, type, place);
    int position = newVariable(compilation.fresh(name), type, nullable);
    predicates.add(
        Expr.Call.of(
            "=", DataType.BOOLEAN, new Expr.Column(known, other), new Expr.Column(position, type)));
    return position;
  }

  private int newVariable(String name, DataType type, boolean nullable) {
    variables.add(new Plan.Field(name, type, nullable));
    return variables.size() - 1;
  }

  private int entity(Term term, int input) {
    return switch (term) {
      case Term.Variable v -> variable(v.name(), DataType.REF, false, v.position());
      case Term.Blank ignored -> newVariable(compilation.fresh("?_"), DataType.REF, false);
      case Term.LookupRef ref -> lookUp(ref, input);
      case Term.Database database -> throw misplaced(database);
      case Term.Constant constant ->
          fixed(input + " " + term, compilation.value(constant, DataType.REF, input));
      case Term.Given given ->
          fixed(input + " " + term, compilation.value(given, DataType.REF, input));
    };
  }

  private int transaction(Term term) {
    return switch (term) {
      case Term.Variable v -> variable(v.name(), DataType.REF, false, v.position());
      case Term.Blank ignored -> -1;
      case Term.Constant constant ->
          fixed(
              "tx " + term,
              new Expr.Literal(
                  Errors.at(term.position(), () -> Parameters.transaction(constant.value())),
                  DataType.REF));
      case Term.Given given -> fixed("tx " + term, compilation.parameters().transaction(given));
      case Term.LookupRef ref ->
          throw YoreException.unsupported("A lookup ref in place of a transaction")
              .at(ref.position());
      case Term.Database database -> throw misplaced(database);
    };
  }

  /** A variable that has this value; the same constant is the same variable. */
  private int fixed(String key, Expr value) {
    Integer known = constantEntities.get(key);
    if (known != null) {
      return known;
    }
    int position = newVariable(compilation.fresh("?_"), DataType.REF, false);
    constantEntities.put(key, position);
    predicates.add(
        Expr.Call.of("=", DataType.BOOLEAN, new Expr.Column(position, DataType.REF), value));
    return position;
  }

  private int lookUp(Term.LookupRef ref, int input) {
    String key = input + " " + ref;
    Integer known = constantEntities.get(key);
    if (known != null) {
      return known;
    }
    Keyword ident = ref.attribute();
    Attribute attribute =
        Errors.at(
            ref.position(), () -> Coercion.uniqueAttribute(ident, compilation.database(input)));
    int entity = newVariable(compilation.fresh("?_"), DataType.REF, false);
    constantEntities.put(key, entity);
    add(
        new Plan.Source(input, null),
        attribute,
        entity,
        new Term.Constant(ref.value(), ref.position()),
        -1,
        false);
    return entity;
  }

  static YoreException misplaced(Term.Database database) {
    return YoreException.of(
            ErrorCode.SYNTAX_ERROR, "A database stands first in a pattern, or as an argument")
        .with("found", database.name())
        .at(database.position());
  }

  /** True when a pattern that must match has this entity variable in this source. */
  boolean requires(String entity, int input) {
    Integer position = positions.get(entity);
    return position != null
        && patterns.stream()
            .anyMatch(p -> p.entity() == position && !p.optional() && p.source().input() == input);
  }

  /** The block's rows as a relation of the variables that have names. */
  Relation relation() {
    List<String> names = new ArrayList<>();
    List<Integer> output = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      if (positions.containsKey(variables.get(i).name())) {
        names.add(variables.get(i).name());
        output.add(i);
      }
    }
    if (names.isEmpty()) {
      names.add(variables.getFirst().name());
      output.add(0);
    }
    return new Relation(new Plan.Block(variables, patterns, predicates, output), names);
  }
}
