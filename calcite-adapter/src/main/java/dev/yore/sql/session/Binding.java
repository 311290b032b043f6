package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Scalars;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values from outside as values of the types that a statement expects. */
final class Binding {
  private static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(plan -> {
        throw YoreException.bug("A parameter has no sub-query");
      });

  private Binding() {}

  /** The parameters as the statement expects them. */
  static @Nullable Object[] bind(
      @Nullable Object[] given, CompiledStatement statement, ExecutionContext context) {
    int expected = statement.parameters().size();
    boolean withMoments = !statement.moments().isEmpty();
    if (given.length != expected) {
      throw wrongCount(expected, given.length);
    }
    @Nullable Object[] bound = given;
    for (int i = 0; i < expected; i++) {
      Object value = given[i];
      if (value == null) {
        continue;
      }
      Object converted =
          withMoments && statement.moments().contains(i)
              ? (Object) momentT(value, context)
              : convert(value, statement.parameters().get(i), context, i);
      if (converted != value) {
        bound = bound == given ? given.clone() : bound;
        bound[i] = converted;
      }
    }
    return bound;
  }

  static YoreException wrongCount(int expected, int found) {
    return YoreException.of(
            ErrorCode.UNDEFINED_PARAMETER, "The statement needs a value for each of its parameters")
        .with("expected", expected)
        .with("found", found);
  }

  /** A value as one of a type; {@code index} is the parameter's, for errors. */
  static @Nullable Object convert(
      Object value, DataType type, ExecutionContext context, int index) {
    if (fits(value, type)) {
      return value;
    }
    try {
      Expr.Literal literal = literal(value);
      return COMPILER.compile(new Expr.Cast(literal, type)).value(context);
    } catch (YoreException e) {
      throw e.with("parameter", index + 1).with("type", type).with("value", value);
    }
  }

  /** Whether a value is one of the type as it is. */
  private static boolean fits(Object value, DataType type) {
    return switch (type.valueType()) {
      case DECIMAL ->
          value instanceof BigDecimal decimal
              && decimal.scale() == type.scale()
              && decimal.precision() <= type.precision();
      case LONG -> {
        int unused = Long.SIZE - type.precision();
        yield value instanceof Long number && number << unused >> unused == number;
      }
      default -> type.valueType().javaClass().isInstance(value);
    };
  }

  private static Expr.Literal literal(Object value) {
    return switch (value) {
      case String text -> new Expr.Literal(text, DataType.STRING);
      case Boolean flag -> new Expr.Literal(flag, DataType.BOOLEAN);
      case Long number -> new Expr.Literal(number, DataType.LONG);
      case Integer number -> new Expr.Literal((long) number, DataType.LONG);
      case Short number -> new Expr.Literal((long) number, DataType.LONG);
      case Byte number -> new Expr.Literal((long) number, DataType.LONG);
      case Double number -> new Expr.Literal(number, DataType.DOUBLE);
      case Float number -> new Expr.Literal(number, DataType.FLOAT);
      case BigInteger number -> decimal(new BigDecimal(number));
      case BigDecimal number -> decimal(number);
      case Instant instant -> new Expr.Literal(instant, DataType.INSTANT);
      case OffsetDateTime zoned -> new Expr.Literal(zoned.toInstant(), DataType.INSTANT);
      case ZonedDateTime zoned -> new Expr.Literal(zoned.toInstant(), DataType.INSTANT);
      case LocalDateTime local -> new Expr.Literal(local, DataType.TIMESTAMP);
      case LocalDate date -> new Expr.Literal(date, DataType.DATE);
      case LocalTime time -> new Expr.Literal(time, DataType.TIME);
      case UUID uuid -> new Expr.Literal(uuid, DataType.UUID);
      case Bytes bytes -> new Expr.Literal(bytes, DataType.BYTES);
      case byte[] bytes -> new Expr.Literal(Bytes.of(bytes), DataType.BYTES);
      default ->
          throw YoreException.of(
                  ErrorCode.CANNOT_COERCE, "Values of this class cannot be parameters")
              .with("class", value.getClass().getName());
    };
  }

  private static Expr.Literal decimal(BigDecimal number) {
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    int precision = Math.max(plain.precision(), plain.scale());
    if (precision > DataType.MAX_DECIMAL_DIGITS) {
      throw YoreException.of(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "A decimal has at most 38 digits");
    }
    return new Expr.Literal(plain, DataType.decimal(Math.max(1, precision), plain.scale()));
  }

  /** The t of a moment: a t, a transaction's entity, a time, or text of a t or time. */
  static long momentT(Object moment, ExecutionContext context) {
    Db db = context.databases().getFirst();
    Object known = moment;
    if (moment instanceof String text) {
      known =
          text.strip().chars().allMatch(Character::isDigit)
              ? (Object) Long.parseLong(text.strip())
              : COMPILER
                  .compile(
                      new Expr.Cast(
                          new Expr.Literal(text.strip(), DataType.STRING), DataType.INSTANT))
                  .value(context);
    }
    return switch (known) {
      case Long t -> checkedT(t, db);
      case Integer t -> checkedT(t, db);
      case Instant instant -> db.tAt(Scalars.micros(instant));
      case OffsetDateTime zoned -> db.tAt(Scalars.micros(zoned.toInstant()));
      case ZonedDateTime zoned -> db.tAt(Scalars.micros(zoned.toInstant()));
      case LocalDateTime local -> db.tAt(Scalars.micros(local.atZone(context.zone()).toInstant()));
      case LocalDate date -> db.tAt(Scalars.micros(date.atStartOfDay(context.zone()).toInstant()));
      case null, default ->
          throw YoreException.of(
                  ErrorCode.DATATYPE_MISMATCH,
                  "A moment is a t, a timestamp, a date or text of one")
              .with("value", moment);
    };
  }

  private static long checkedT(long t, Db db) {
    long sequence = EntityIds.partition(t) == EntityIds.TX_PARTITION ? EntityIds.sequence(t) : t;
    if (t < 0) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "A t is a number from 0 to that of the last commit")
          .with("found", t)
          .with("last", db.basisT());
    }
    return sequence;
  }
}
