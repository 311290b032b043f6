package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The year, quarter, month or day of dates and timestamps, computed of the number of days since
 * 1970 by the rules of the proleptic Gregorian calendar, with years that begin in March.
 */
final class CalendarField extends CallEvaluator {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long DAYS_PER_ERA = 146_097;

  /** Days from 0000-03-01 to 1970-01-01. */
  private static final long DAYS_TO_EPOCH = 719_468;

  private final Field field;
  private final boolean days;

  private enum Field {
    YEAR,
    QUARTER,
    MONTH,
    DAY
  }

  private CalendarField(Expr expr, Field field, Evaluator operand) {
    super(expr, List.of(operand), true);
    this.field = field;
    this.days = operand.type().valueType() == ValueType.DATE;
  }

  /** The evaluator of EXTRACT with these arguments, or null when it is not one of these. */
  static @Nullable Evaluator of(Expr.Call call, List<Evaluator> arguments) {
    boolean extract = call.function().equals("extract") || call.function().equals("date_part");
    if (!extract || arguments.size() != 2 || !call.type().equals(DataType.LONG)) {
      return null;
    }
    ValueType operand = arguments.get(1).type().valueType();
    Object name = InList.constant(arguments.get(0));
    if (!(name instanceof String text)
        || (operand != ValueType.DATE && operand != ValueType.TIMESTAMP)) {
      return null;
    }
    Field field =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "year", "years" -> Field.YEAR;
          case "quarter" -> Field.QUARTER;
          case "month", "months" -> Field.MONTH;
          case "day", "days" -> Field.DAY;
          default -> null;
        };
    return field == null ? null : new CalendarField(call, field, arguments.get(1));
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    long[] from = Flat.longs(values[0]);
    int mask = Flat.mask(values[0]);
    long[] fields = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      long value = from[row & mask];
      fields[row] = field(days ? value : Math.floorDiv(value, MICROS_PER_DAY));
    }
    return new LongVector(fields, fields.length, Flat.anyNull(values, batch));
  }

  private long field(long epochDay) {
    long day = epochDay + DAYS_TO_EPOCH;
    long era = Math.floorDiv(day, DAYS_PER_ERA);
    int dayOfEra = (int) (day - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    return switch (field) {
      case YEAR -> {
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        yield year > 0 ? year : year - 1;
      }
      case QUARTER -> (month + 2) / 3;
      case MONTH -> month;
      case DAY -> dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    };
  }
}
