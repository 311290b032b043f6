package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a plan: values of the query's inputs, each in the form its place needs. */
final class Parameters {

  /** What a value is converted to. */
  private enum Role {
    VALUE,
    /** An id, an ident or a lookup ref becomes the entity's id. */
    ENTITY,
    /** A t becomes the id of the transaction. */
    TRANSACTION
  }

  private record Slot(Term.Given given, Role role, DataType type, int database) {
    boolean same(Slot other) {
      return given.argument() == other.given.argument()
          && given.element() == other.given.element()
          && role == other.role
          && type.equals(other.type)
          && database == other.database;
    }
  }

  private final List<Slot> slots = new ArrayList<>();

  /** The value as a type. */
  Expr value(Term.Given given, DataType type, int database) {
    Role role = type.valueType() == ValueType.REF ? Role.ENTITY : Role.VALUE;
    return slot(new Slot(given, role, type, database));
  }

  /** The value as the id of a transaction. */
  Expr transaction(Term.Given given) {
    return slot(new Slot(given, Role.TRANSACTION, DataType.REF, 0));
  }

  private Expr slot(Slot slot) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).same(slot)) {
        return new Expr.Parameter(i, slot.type());
      }
    }
    slots.add(slot);
    return new Expr.Parameter(slots.size() - 1, slot.type());
  }

  /** The boxed parameters for one execution. */
  @Nullable Object[] values(List<Db> databases, @Nullable Object[] arguments) {
    @Nullable Object[] values = new Object[slots.size()];
    for (int i = 0; i < values.length; i++) {
      Slot slot = slots.get(i);
      Object given = given(slot.given(), arguments);
      values[i] =
          switch (slot.role()) {
            case ENTITY -> Coercion.entity(given, databases.get(slot.database()));
            case TRANSACTION -> transaction(given);
            case VALUE -> converted(slot, given);
          };
    }
    return values;
  }

  private static Object converted(Slot slot, Object given) {
    Object value = Coercion.to(slot.type(), given);
    if (value == null) {
      throw YoreException.of(
              ErrorCode.DATATYPE_MISMATCH, "The input does not have the type that its use expects")
          .with("input", slot.given().name())
          .with("expected", slot.type())
          .with("found", EdnText.of(given));
    }
    return value;
  }

  /** A transaction's entity id, of that or of its t. */
  static Long transaction(Object given) {
    Object number = Coercion.to(DataType.LONG, given);
    if (!(number instanceof Long t) || t < 0) {
      throw YoreException.of(
              ErrorCode.DATATYPE_MISMATCH, "A transaction is expected: its t or its entity id")
          .with("found", EdnText.of(given));
    }
    return t <= EntityIds.SEQUENCE_MAX ? (Long) EntityIds.ofTx(t) : t;
  }

  /** The value of an input. */
  static Object given(Term.Given given, @Nullable Object[] arguments) {
    Object value = arguments[given.argument()];
    if (given.element() >= 0) {
      if (!(value instanceof List<?> list) || list.size() <= given.element()) {
        throw YoreException.of(
                ErrorCode.INVALID_PARAMETER_VALUE, "The input should be a list of enough values")
            .with("input", given.name())
            .with("found", EdnText.of(value));
      }
      value = list.get(given.element());
    }
    if (value == null) {
      throw YoreException.of(
              ErrorCode.NULL_VALUE_NOT_ALLOWED, "An input should have a value other than null")
          .with("input", given.name());
    }
    return value;
  }
}
