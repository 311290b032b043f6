package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of inputs and of {@code ground} as rows. */
final class ValueRows {
  private final Compilation compilation;
  private final ExpectedTypes expected;
  private final @Nullable SourcePosition position;

  ValueRows(Compilation compilation, ExpectedTypes expected, @Nullable SourcePosition position) {
    this.compilation = compilation;
    this.expected = expected;
    this.position = position;
  }

  /** The rows that a binding makes of a value. */
  Relation relation(Binding binding, Object value) {
    List<Term> terms = binding.terms();
    List<List<?>> rows =
        switch (binding) {
          case Binding.Scalar ignored -> List.of(List.of(value));
          case Binding.Collection ignored ->
              items(value, "a collection").stream().<List<?>>map(List::of).toList();
          case Binding.Tuple ignored -> List.of(row(value, terms.size()));
          case Binding.Relation ignored ->
              items(value, "a collection of lists").stream()
                  .<List<?>>map(item -> row(item, terms.size()))
                  .toList();
        };
    return relation(terms, rows);
  }

  private Collection<?> items(@Nullable Object value, String shape) {
    Collection<?> items =
        switch (value) {
          case Collection<?> collection -> collection;
          case Object[] array -> java.util.Arrays.asList(array);
          case null, default -> throw wrongShape(shape, value);
        };
    if (items.stream().anyMatch(java.util.Objects::isNull)) {
      throw YoreException.of(ErrorCode.NULL_VALUE_NOT_ALLOWED, "Values should not be null")
          .at(position);
    }
    return items;
  }

  private YoreException wrongShape(String shape, @Nullable Object value) {
    return YoreException.of(
            ErrorCode.INVALID_PARAMETER_VALUE, "A value of another shape is expected")
        .with("expected", shape)
        .with("found", EdnText.of(value))
        .at(position);
  }

  private List<?> row(Object value, int width) {
    List<?> items = List.copyOf(items(value, "a list of " + width));
    if (items.size() < width) {
      throw wrongShape("a list of " + width, value);
    }
    return items;
  }

  private Relation relation(List<Term> terms, List<List<?>> rows) {
    List<String> names = new ArrayList<>();
    List<Plan.Field> fields = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      String name = Binding.name(terms.get(i));
      if (name == null && !(terms.get(i) instanceof Term.Blank)) {
        throw YoreException.unsupported("A value in place of a variable in this binding")
            .with("found", terms.get(i).toString())
            .at(position);
      }
      if (name != null) {
        names.add(name);
        places.add(i);
        fields.add(new Plan.Field(name, type(name, i, rows), false));
      }
    }
    List<List<Expr>> literals = new ArrayList<>();
    for (List<?> row : rows) {
      List<Expr> literal = new ArrayList<>();
      for (int c = 0; c < places.size(); c++) {
        literal.add(literal(row.get(places.get(c)), fields.get(c).type()));
      }
      if (!literal.contains(NOTHING)) {
        literals.add(literal);
      }
    }
    return new Relation(new Plan.Values(fields, literals), names);
  }

  /** In place of a lookup ref that finds nothing. */
  private static final Expr NOTHING = new Expr.Literal(null, DataType.REF);

  private Expr literal(Object value, DataType type) {
    if (type.valueType() == ValueType.REF) {
      compilation.specialise();
      Long entity = Errors.at(position, () -> entity(value));
      return entity == null ? NOTHING : new Expr.Literal(entity, type);
    }
    Object converted = Coercion.to(type, value);
    if (converted == null) {
      throw YoreException.of(ErrorCode.DATATYPE_MISMATCH, "A value of another type is expected")
          .with("expected", type)
          .with("found", EdnText.of(value))
          .at(position);
    }
    return new Expr.Literal(converted, type);
  }

  @SuppressWarnings("NullAway")
  private @Nullable Long entity(Object value) {
    return Coercion.entity(value, compilation.database(0));
  }

  private DataType type(String name, int column, List<List<?>> rows) {
    DataType known = expected.of(name);
    if (known != null) {
      return known;
    }
    DataType type = null;
    for (List<?> row : rows) {
      DataType here = Errors.at(position, () -> Coercion.naturalType(row.get(column)));
      if (type != null) {
        Types.requireComparable(name, type, here, position);
      }
      type = type == null ? here : Types.common(type, here);
    }
    return type == null ? DataType.STRING : type;
  }
}
