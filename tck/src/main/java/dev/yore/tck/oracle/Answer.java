package dev.yore.tck.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, written so that two databases can be compared: a number by its value to
 * {@value #DIGITS} digits, whatever its type; dates and times as text.
 */
public record Answer(List<String> rows) {
  static final int DIGITS = 12;
  private static final int ROWS_SHOWN_MAX = 8;
  private static final MathContext PRECISION = new MathContext(DIGITS);

  public Answer {
    rows = List.copyOf(rows);
  }

  /** The answer to a query whose rows come in an order of their own. */
  public static Answer inOrder(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return new Answer(rows(result));
    }
  }

  /** The answer to a query whose rows may come in any order. */
  public static Answer inAnyOrder(Connection connection, String sql) throws SQLException {
    return inOrder(connection, sql).sorted();
  }

  /** The same rows in the order of their text. */
  public Answer sorted() {
    List<String> sorted = new ArrayList<>(rows);
    Collections.sort(sorted);
    return new Answer(sorted);
  }

  /**
   * The rows that only one of both has, a few of them, or that the order differs; empty if equal.
   */
  public String differenceFrom(Answer expected) {
    if (rows.equals(expected.rows)) {
      return "";
    }
    List<String> missing = without(expected.rows, rows);
    List<String> unexpected = without(rows, expected.rows);
    if (missing.isEmpty() && unexpected.isEmpty()) {
      return "another order:\n  " + few(rows) + "\nexpected:\n  " + few(expected.rows);
    }
    return "of %d expected rows %d are missing:\n  %s\nof %d rows %d are not expected:\n  %s"
        .formatted(
            expected.rows.size(),
            missing.size(),
            few(missing),
            rows.size(),
            unexpected.size(),
            few(unexpected));
  }

  private static List<String> without(List<String> rows, List<String> others) {
    Map<String, Integer> left = new HashMap<>();
    others.forEach(row -> left.merge(row, 1, Integer::sum));
    return rows.stream().filter(row -> left.merge(row, -1, Integer::sum) < 0).toList();
  }

  private static String few(List<String> rows) {
    return String.join("\n  ", rows.subList(0, Math.min(rows.size(), ROWS_SHOWN_MAX)));
  }

  /** All rows that are left of a result. */
  public static Answer of(ResultSet result) throws SQLException {
    return new Answer(rows(result));
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      StringBuilder row = new StringBuilder();
      for (int column = 1; column <= width; column++) {
        row.append(column == 1 ? "" : " | ").append(text(result, column));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  private static String text(ResultSet result, int column) throws SQLException {
    return result
            .getMetaData()
            .getColumnTypeName(column)
            .toLowerCase(Locale.ROOT)
            .startsWith("interval")
        ? text(result.getString(column))
        : text(result.getObject(column));
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Double number when number.isNaN() || number.isInfinite() -> number.toString();
      case Float number when number.isNaN() || number.isInfinite() -> number.toString();
      case Number number -> number(new BigDecimal(number.toString()));
      case Timestamp timestamp -> timestamp.toLocalDateTime().toString();
      case Date date -> date.toLocalDate().toString();
      case LocalDate date -> date.toString();
      case Time time -> time.toLocalTime().toString();
      default -> "'" + value + "'";
    };
  }

  private static String number(BigDecimal value) {
    BigDecimal rounded = value.round(PRECISION);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
