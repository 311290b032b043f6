package dev.yore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("id", Types.INTEGER),
          new Column("name", Types.VARCHAR),
          new Column("ok", Types.BOOLEAN));

  private static final TableStyle PLAIN = TableStyle.PLAIN;

  @Test
  void alignsNumbersRightAndTextLeft() {
    assertThat(written(OutputFormat.TABLE, PLAIN, row("7", "Ada", "true"), row("123", null, null)))
        .isEqualTo(
            """
              id | name | ok
            -----+------+------
               7 | Ada  | true
             123 | NULL | NULL
            (2 rows)
            """);
  }

  @Test
  void countsWideAndCombiningCharactersByTheirCells() {
    assertThat(written(OutputFormat.TABLE, PLAIN, row("1", "日本", "x"), row("2", "e\u0301a", "y")))
        .contains("  1 | 日本 | x", "  2 | e\u0301a   | y");
  }

  @Test
  void showsControlCharactersAsEscapes() {
    assertThat(written(OutputFormat.TABLE, PLAIN, row("1", "a\nb\u001b[2J", "x")))
        .contains("a\\nb\\u001b[2J");
  }

  @Test
  void cutsTheWidestTextToFitTheTerminal() {
    String table =
        written(OutputFormat.TABLE, PLAIN.withWidth(40), row("1", "x".repeat(100), "y".repeat(10)));

    assertThat(table.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    assertThat(table).contains("xxx… | yyyyyyyyyy");
  }

  @Test
  void leavesOutColumnsThatDoNotFitAndSaysSo() {
    assertThat(written(OutputFormat.TABLE, PLAIN.withWidth(20), row("1", "some text", "true")))
        .contains("(1 more columns do not fit; \\x shows all)");
  }

  @Test
  void streamsRowsAfterTheSampleWithItsWidths() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RowFormat format = OutputFormat.TABLE.open(out, PLAIN);
    format.begin(COLUMNS);
    for (int i = 0; i < TableFormat.SAMPLE_ROWS; i++) {
      format.row(row("1", "abc", "true"));
    }
    format.row(row("1", "longer than before", "true"));
    out.flush();

    assertThat(text.toString()).contains("  1 | longer than before | true");
  }

  @Test
  void writesEachValueInALineWhenExpanded() {
    assertThat(written(OutputFormat.TABLE, PLAIN.withExpanded(true), row("7", null, "true")))
        .isEqualTo(
            """
            -[ RECORD 1 ]---------------------------
            id   | 7
            name | NULL
            ok   | true
            """);
  }

  @Test
  void writesCsvThatTellsNullFromTheEmptyString() {
    assertThat(
            written(
                OutputFormat.CSV,
                PLAIN,
                row("1", "", "true"),
                row("2", null, null),
                row("3", "a,\"b\"\n", "false")))
        .isEqualTo("id,name,ok\n1,\"\",true\n2,,\n3,\"a,\"\"b\"\"\n\",false\n");
  }

  @Test
  void writesJsonWithNumbersBooleansAndNullsAsSuch() {
    assertThat(
            written(
                OutputFormat.JSON, PLAIN, row("1", "a\"\n\u0001", "true"), row("NaN", null, null)))
        .isEqualTo(
            """
            [
              {"id": 1, "name": "a\\"\\n\\u0001", "ok": true},
              {"id": "NaN", "name": null, "ok": null}
            ]
            """);
    assertThat(written(OutputFormat.JSON, PLAIN)).isEqualTo("[]\n");
  }

  @Test
  void writesMarkdownWithBarsEscaped() {
    assertThat(written(OutputFormat.MARKDOWN, PLAIN, row("1", "a|b\nc", "true")))
        .isEqualTo(
            """
            | id | name | ok |
            | ---: | --- | --- |
            | 1 | a\\|b<br>c | true |
            """);
  }

  private static @Nullable String[] row(@Nullable String... values) {
    return values;
  }

  private static String written(OutputFormat format, TableStyle style, @Nullable String[]... rows) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RowFormat writer = format.open(out, style);
    writer.begin(COLUMNS);
    for (@Nullable String[] row : rows) {
      writer.row(row);
    }
    writer.end(rows.length);
    out.flush();
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
