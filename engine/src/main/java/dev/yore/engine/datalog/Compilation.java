package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all parts of one query's compilation share. */
final class Compilation {
  private final Map<String, Integer> sources;
  private final List<Db> databases;
  private final @Nullable Object[] arguments;
  private final Parameters parameters = new Parameters();
  private int names;
  private int fixpoints;
  private boolean specialised;

  /**
   * @param sources the number of each database by its name in the query
   * @param arguments what the query is asked with
   */
  Compilation(Map<String, Integer> sources, List<Db> databases, @Nullable Object[] arguments) {
    this.sources = sources;
    this.databases = databases;
    this.arguments = arguments;
  }

  Parameters parameters() {
    return parameters;
  }

  /** True when the plan holds for these arguments only. */
  boolean specialised() {
    return specialised;
  }

  void specialise() {
    specialised = true;
  }

  /** A name that no variable has. */
  String fresh(String name) {
    int mark = name.indexOf('#');
    return (mark < 0 ? name : name.substring(0, mark)) + "#" + ++names;
  }

  int nextFixpoint() {
    return ++fixpoints;
  }

  int source(String name, @Nullable SourcePosition position) {
    Integer input = sources.get(name);
    if (input == null) {
      throw YoreException.of(ErrorCode.UNDEFINED_PARAMETER, "No input of the query has this name")
          .with("found", name)
          .with("expected", String.join(" ", sources.keySet()))
          .at(position);
    }
    return input;
  }

  Db database(int input) {
    return databases.get(input);
  }

  Schema schema(int input) {
    return databases.get(input).schema();
  }

  Attribute attribute(Keyword ident, int input, @Nullable SourcePosition position) {
    return Errors.at(position, () -> Coercion.attribute(ident, database(input)));
  }

  /** The value that an input has in this call; the plan is good for this call only then. */
  Object argument(Term.Given given) {
    specialise();
    return Parameters.given(given, arguments);
  }

  /** The type that a term has by itself; null for what has none. */
  @Nullable DataType naturalType(Term term) {
    return switch (term) {
      case Term.Constant constant ->
          Errors.at(term.position(), () -> Coercion.naturalType(constant.value()));
      case Term.Given given -> Coercion.naturalType(Parameters.given(given, arguments));
      case Term.LookupRef ignored -> DataType.REF;
      case Term.Variable ignored -> null;
      case Term.Blank ignored -> null;
      case Term.Database ignored -> null;
    };
  }

  /** A constant or given term as a value of a type. */
  Expr value(Term term, DataType type, int input) {
    return switch (term) {
      case Term.Given given -> parameters.value(given, type, input);
      case Term.Constant constant -> new Expr.Literal(literal(constant, type, input), type);
      default -> throw YoreException.bug("a constant is expected").at(term.position());
    };
  }

  private Object literal(Term.Constant constant, DataType type, int input) {
    Object value = constant.value();
    if (type.valueType() == ValueType.REF && value instanceof Keyword ident) {
      return Errors.at(constant.position(), () -> Coercion.ident(ident, database(input)));
    }
    Object converted = Coercion.to(type, value);
    if (converted == null) {
      throw YoreException.of(
              ErrorCode.DATATYPE_MISMATCH, "A value of another type is expected here")
          .with("expected", type)
          .with("found", EdnText.of(value))
          .at(constant.position());
    }
    return converted;
  }
}
