package dev.yore.sql.parser;

import dev.yore.engine.exec.function.Intervals;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.DateTimeException;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Intervals whose units are in the text: {@code INTERVAL '1 day 02:30'}. */
final class IntervalText {
  private static final int DIGITS = 9;
  private static final int FRACTION_DIGITS = 6;
  private static final long DAY_MICROS = 86_400_000_000L;

  private IntervalText() {}

  static SqlNode literal(int sign, String text, SqlParserPos position) {
    Intervals.Parsed parsed = parsed(text);
    long months = parsed.monthsPart();
    long micros = parsed.microsPart();
    if (months != 0 && micros != 0) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED,
              "An interval has either years and months, or days and less: write a sum of two")
          .with("interval", text);
    }
    if (months != 0) {
      return SqlLiteral.createInterval(
          months < 0 ? -sign : sign,
          String.valueOf(Math.abs(months)),
          new SqlIntervalQualifier(TimeUnit.MONTH, DIGITS, null, -1, position),
          position);
    }
    long rest = Math.abs(micros);
    String written =
        "%d %02d:%02d:%02d.%06d"
            .formatted(
                rest / DAY_MICROS,
                rest / 3_600_000_000L % 24,
                rest / 60_000_000L % 60,
                rest / 1_000_000L % 60,
                rest % 1_000_000L);
    return SqlLiteral.createInterval(
        micros < 0 ? -sign : sign,
        written,
        new SqlIntervalQualifier(TimeUnit.DAY, DIGITS, TimeUnit.SECOND, FRACTION_DIGITS, position),
        position);
  }

  static YoreException notStored() {
    return YoreException.of(
        ErrorCode.UNSUPPORTED,
        "Columns of type INTERVAL are not supported: store both ends, or a number");
  }

  private static Intervals.Parsed parsed(String text) {
    try {
      return Intervals.parse(text);
    } catch (DateTimeException wrong) {
      throw YoreException.of(
              ErrorCode.INVALID_DATETIME_FORMAT,
              "An interval is written as numbers with units, such as '1 day 2 hours'")
          .with("interval", text)
          .causedBy(wrong);
    }
  }
}
