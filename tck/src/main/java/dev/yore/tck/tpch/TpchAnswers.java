package dev.yore.tck.tpch;

import dev.yore.tck.oracle.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares what two databases answer: text and keys exactly, other numbers to {@value #TOLERANCE}
 * of their size, or of one if they are smaller (the digits of an average or a quotient are not the
 * same everywhere), rows in the order asked for.
 */
public final class TpchAnswers {
  private static final double TOLERANCE = 1e-6;
  private static final Pattern CELLS = Pattern.compile(" \\| ");

  private TpchAnswers() {}

  /** How an answer differs from the expected one, or nothing. */
  public static String difference(TpchQuery query, Answer actual, Answer expected) {
    if (!sameRows(actual.sorted().rows(), expected.sorted().rows())) {
      return actual.sorted().differenceFrom(expected.sorted());
    }
    for (int i = 0; i < actual.rows().size(); i++) {
      String[] row = CELLS.split(actual.rows().get(i), -1);
      String[] wanted = CELLS.split(expected.rows().get(i), -1);
      for (int column : query.sortedBy()) {
        if (!sameCell(row[column - 1], wanted[column - 1])) {
          return "row %d has %s, not %s, in column %d that the rows are sorted by"
              .formatted(i, row[column - 1], wanted[column - 1], column);
        }
      }
    }
    return "";
  }

  private static boolean sameRows(List<String> rows, List<String> expected) {
    if (rows.size() != expected.size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!sameRow(CELLS.split(rows.get(i), -1), CELLS.split(expected.get(i), -1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameRow(String[] row, String[] expected) {
    if (row.length != expected.length) {
      return false;
    }
    for (int i = 0; i < row.length; i++) {
      if (!sameCell(row[i], expected[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameCell(String cell, String expected) {
    if (cell.equals(expected)) {
      return true;
    }
    if (!isFraction(cell) && !isFraction(expected)) {
      return false;
    }
    try {
      double found = new BigDecimal(cell).doubleValue();
      double wanted = new BigDecimal(expected).doubleValue();
      return Math.abs(found - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
    } catch (NumberFormatException notTwoNumbers) {
      return false;
    }
  }

  private static boolean isFraction(String cell) {
    return !cell.startsWith("'") && cell.indexOf('.') >= 0;
  }
}
