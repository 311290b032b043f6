package dev.yore.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on any JDBC driver; H2 is at hand. */
class SqlCommandTest {
  private static final String URL = "jdbc:h2:mem:";

  @TempDir Path folder;

  @BeforeAll
  static void registerDriver() throws SQLException {
    DriverManager.registerDriver(new org.h2.Driver());
  }

  @Test
  void runsStatementsAndPrintsTheirRows() {
    Cli run =
        Cli.run(
            "sql",
            URL,
            "-e",
            "CREATE TABLE t (a INT); INSERT INTO t VALUES (1), (2)",
            "-e",
            "SELECT a FROM t");

    assertThat(run.out()).isEqualTo("OK\nOK, 2 rows\n A\n---\n 1\n 2\n(2 rows)\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void writesNothingButRowsInFormatsForPrograms() {
    Cli run = Cli.run("sql", URL, "--format", "csv", "-e", "CREATE TABLE t (a INT); SELECT 1 AS a");

    assertThat(run.out()).isEqualTo("A\n1\n");
  }

  @Test
  void runsAScriptWithCommandsOfPsqlInIt() throws IOException {
    Path script =
        script(
            "\\c chinook;\nCREATE TABLE t (a INT);\n\\set x 1\nINSERT INTO t VALUES (1), (2);\nSELECT count(*) AS n FROM t");

    Cli run = Cli.run("sql", URL, "-f", script.toString());

    assertThat(run.out()).isEqualTo(" N\n---\n 2\n(1 row)\n");
    assertThat(run.err())
        .contains(
            script + ":1:1: NOTE: skipped \\c chinook;",
            script + ":3:1: NOTE: skipped \\set x 1",
            "3 statements, 2 rows changed in");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void stopsAtTheFirstErrorAndNamesItsPlace() throws IOException {
    Path script = script("SELECT 1;\n\n  SELEC 2;\nSELECT 3;");

    Cli run = Cli.run("sql", URL, "-f", script.toString());

    assertThat(run.err()).contains(script + ":3:3: ERROR 42001:", "     3 | SELEC 2");
    assertThat(run.out()).doesNotContain("3");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void goesOnAfterErrorsWhenTold() throws IOException {
    Path script = script("SELEC 2;\nSELECT 345;");

    Cli run = Cli.run("sql", URL, "--continue-on-error", "-f", script.toString());

    assertThat(run.out()).contains("345");
    assertThat(run.err()).contains("2 statements, 1 failed");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void rollsBackASingleTransactionThatFailed() {
    String url = "jdbc:h2:file:" + folder.resolve("db");
    assertThat(Cli.run("sql", url, "-e", "CREATE TABLE t (a INT PRIMARY KEY)").exitCode()).isZero();

    Cli failed =
        Cli.run(
            "sql",
            url,
            "--single-transaction",
            "-e",
            "INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)");

    assertThat(failed.err()).contains("ERROR 23505", "Rolled back");
    assertThat(Cli.run("sql", url, "-e", "SELECT count(*) FROM t").out()).contains(" 0\n");
    Cli.run("sql", url, "--single-transaction", "-e", "INSERT INTO t VALUES (1)");
    assertThat(Cli.run("sql", url, "-e", "SELECT count(*) FROM t").out()).contains(" 1\n");
  }

  @Test
  void includesScriptsFromBesideTheOneThatNamesThem() throws IOException {
    Files.writeString(folder.resolve("inner.sql"), "SELECT 'from inside' AS x;");
    Path script = script("\\ir inner.sql\n");

    assertThat(Cli.run("sql", URL, "-f", script.toString()).out()).contains("from inside");
  }

  @Test
  void refusesScriptsThatIncludeThemselves() throws IOException {
    Path script = script("\\ir script.sql\n");

    Cli run = Cli.run("sql", URL, "-f", script.toString());

    assertThat(run.err()).contains("scripts include one another 16 deep");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesTextThatEndsInTheMiddleOfAString() {
    Cli run = Cli.run("sql", URL, "-e", "SELECT 'abc");

    assertThat(run.err()).contains("ERROR 42601: The text ends before the end of a string: '");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void tellsFilesThatAreMissingBeforeAnythingRuns() {
    Cli run = Cli.run("sql", URL, "-e", "SELECT 1", "-f", "/no/such/file.sql");

    assertThat(run.err()).isEqualTo("yore: cannot read /no/such/file.sql: no such file\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(4);
  }

  @Test
  void tellsDatabasesThatCannotBeOpened() {
    Cli run = Cli.run("sql", "jdbc:nobody:x", "-e", "SELECT 1");

    assertThat(run.err()).contains("yore: cannot open jdbc:nobody:x", "ERROR 08001");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void explainsItselfWithExamples() {
    Cli run = Cli.run("sql", "--help");

    assertThat(run.out()).contains("Examples:", "yore sql ./shop", "Exit codes:");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void refusesUnknownOptionsWithTheUsage() {
    assertThat(Cli.run("sql", "--nonsense").exitCode()).isEqualTo(2);
  }

  private Path script(String text) throws IOException {
    return Files.writeString(folder.resolve("script.sql"), text);
  }
}
