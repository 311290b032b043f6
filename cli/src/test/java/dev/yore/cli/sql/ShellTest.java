package dev.yore.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  @TempDir Path folder;

  @Test
  void runsAStatementOfSeveralLinesAtItsSemicolon() throws Exception {
    assertThat(typed("SELECT 1 AS a,\n 'x;y' AS b\n;\n")).contains(" A │ B", " 1 │ x;y", "(1 row)");
  }

  @Test
  void showsErrorsAndGoesOn() throws Exception {
    assertThat(typed("SELEC;\nSELECT 42 AS answer;\n")).contains("ERROR 42001", "42");
  }

  @Test
  void listsAndDescribesTables() throws Exception {
    String screen =
        typed(
            "CREATE TABLE shop (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2));\n\\d shop\n\\d nothing\n");

    assertThat(screen)
        .contains("Table PUBLIC.SHOP", "DECIMAL(8, 2)", "not null", "Primary key: ID")
        .contains("There is no table 'nothing'; \\dt lists them");
  }

  @Test
  void changesHowResultsLook() throws Exception {
    assertThat(
            typed("\\x on\n\\null -\nSELECT NULL AS a;\n\\x off\n\\format json\nSELECT 1 AS b;\n"))
        .contains("[ RECORD 1 ]", "A │ -", "{\"B\": 1}");
  }

  @Test
  void tellsTheTimeOfStatementsWhenAsked() throws Exception {
    assertThat(typed("\\timing\nSELECT 1;\n")).contains("Timing is on", "Time: ");
  }

  @Test
  void runsScripts() throws Exception {
    Path script = Files.writeString(folder.resolve("a.sql"), "\\c other\nSELECT 77 AS x;\n");

    assertThat(typed("\\i " + script + "\n"))
        .contains("a.sql:1:1: NOTE: skipped \\c other", " 77", "1 statements");
  }

  @Test
  void leavesAtBackslashQ() throws Exception {
    assertThat(typed("\\q\nSELECT 4711;\n")).doesNotContain(" 4711");
  }

  @Test
  void saysThatACommandIsUnknown() throws Exception {
    assertThat(typed("\\watch\n")).contains("\\watch is not a command here");
  }

  @Test
  void keepsWhatWasTyped() throws Exception {
    typed("SELECT 123;\n");

    assertThat(folder.resolve("history")).content().contains("SELECT 123;");
  }

  private String typed(String input) throws IOException, SQLException {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    ByteArrayInputStream keys = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    try (Terminal terminal =
            new DumbTerminal("test", Terminal.TYPE_DUMB, keys, screen, StandardCharsets.UTF_8);
        Connection connection = new org.h2.Driver().connect("jdbc:h2:mem:", null)) {
      Session session =
          new Session("jdbc:h2:mem:", connection, terminal.writer(), terminal.writer());
      assertThat(new Shell(terminal, session, folder.resolve("history")).run()).isZero();
      terminal.flush();
    }
    return screen.toString(StandardCharsets.UTF_8);
  }
}
