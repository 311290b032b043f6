package dev.yore.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.cli.script.Place;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

  @Test
  void putsACaretUnderThePlaceAndTheNearestNamesIntoAHint() {
    SQLException error =
        new SQLException(
            "No column of this name is in reach (column: nmae, nearest: name) at line 2, column 3",
            "42703");

    assertThat(ErrorReport.typed(error, "SELECT\n\t nmae FROM t"))
        .containsExactly(
            "ERROR 42703: No column of this name is in reach (column: nmae)",
            "  \t nmae FROM t",
            "  \t ^",
            "HINT: nearest names: name");
  }

  @Test
  void leavesNoEmptyParenthesesWhereTheNearestNamesWereTheOnlyFact() {
    SQLException error = new SQLException("No such table (nearest: \"a, b\")", "42P01");

    assertThat(ErrorReport.bare(error))
        .containsExactly("ERROR 42P01: No such table", "HINT: nearest names: a, b");
  }

  @Test
  void namesFileLineAndColumnOfTheScript() {
    SQLException error = new SQLException("Wrong at line 1, column 8", "42601");

    assertThat(ErrorReport.inScript(error, "SELECT x\nFROM t", "a.sql", new Place(90, 7, 3)))
        .containsExactly(
            "a.sql:7:10: ERROR 42601: Wrong", "     7 | SELECT x", "       |        ^");
  }

  @Test
  void understandsOffsets() {
    SQLException error = new SQLException("Wrong at offset 8", "42601");

    assertThat(ErrorReport.typed(error, "[:find\n ?x]"))
        .containsExactly("ERROR 42601: Wrong", "   ?x]", "   ^");
  }

  @Test
  void cutsLongLinesAroundThePlace() {
    String statement = "x".repeat(500) + "HERE" + "y".repeat(500);
    SQLException error = new SQLException("Wrong at line 1, column 501", "42601");

    String line = ErrorReport.typed(error, statement).get(1);
    String caret = ErrorReport.typed(error, statement).get(2);

    assertThat(line).startsWith("  …xxx").endsWith("y…").hasSizeLessThan(120);
    assertThat(caret.indexOf('^')).isEqualTo(line.indexOf("HERE"));
  }

  @Test
  void showsWhatIsChained() {
    SQLException error = new SQLException("First", "23000");
    error.setNextException(new SQLException("Second", "23505"));

    assertThat(ErrorReport.bare(error))
        .containsExactly("ERROR 23000: First", "  and: 23505: Second");
  }
}
