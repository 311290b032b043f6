package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.storage.value.Scalars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which database value an operator reads.
 *
 * @param input which of the query's databases, from 0
 * @param asOf the moment (LONG: a t; INSTANT, TIMESTAMP or DATE: a time), or null for the database
 *     as it is given
 */
public record DbSource(int input, @Nullable Evaluator asOf) {
  public static final DbSource GIVEN = new DbSource(0, null);

  /** The database value, or null when the moment is null, which no row is visible at. */
  public @Nullable Db resolve(ExecutionContext context) {
    Db db = context.databases().get(input);
    if (asOf == null) {
      return db;
    }
    Object moment = asOf.value(context);
    return switch (moment) {
      case null -> null;
      case Long t -> db.asOf(Math.max(0, t));
      case Instant instant -> at(db, instant);
      case LocalDateTime local -> at(db, local.atZone(context.zone()).toInstant());
      case LocalDate day -> at(db, day.atStartOfDay(context.zone()).toInstant());
      default ->
          throw dev.yore.storage.error.YoreException.of(
                  dev.yore.storage.error.ErrorCode.DATATYPE_MISMATCH,
                  "AS OF expects a t, a timestamp or a date")
              .with("type", asOf.type());
    };
  }

  private static Db at(Db db, Instant instant) {
    return db.asOf(db.tAt(Scalars.micros(instant)));
  }

  String describe() {
    String from = input == 0 ? "" : " of input " + input;
    return asOf == null ? from : from + " as of " + asOf;
  }
}
