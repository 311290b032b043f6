package dev.yore.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir Path folder;

  @Test
  void makesATableWithTheTypesOfTheFile() throws IOException {
    Cli run =
        load(
            """
            SKU,Product Name,Price,In Stock,Since,Seen At
            1,"Tea, green",24.90,true,2026-01-31,2026-01-31T10:00:00.123456
            2,"Kettle ""XL""
            in two lines",139,false,,
            """,
            "--create",
            "--key",
            "sku");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Imported 2 rows into t in ");
    assertThat(sql("SELECT sku, product_name, price, in_stock, since, seen_at FROM t ORDER BY sku"))
        .isEqualTo(
            """
            sku,product_name,price,in_stock,since,seen_at
            1,"Tea, green",24.90,true,2026-01-31,2026-01-31 10:00:00.123456
            2,"Kettle ""XL""
            in two lines",139.00,false,,
            """);
    assertThat(sql("\\d t")).contains("price", "DECIMAL(5, 2)", "Primary key: sku");
  }

  @Test
  void addsToATableThatExistsInTheOrderOfTheHeader() throws IOException {
    sql("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(5), note VARCHAR(20))");

    Cli run = load("Name,ID\nabc,1\n,2\n");

    assertThat(run.exitCode()).isZero();
    assertThat(sql("SELECT * FROM t ORDER BY id")).isEqualTo("id,name,note\n1,abc,\n2,,\n");
  }

  @Test
  void importsNothingWhenALineIsBadAndNamesLineColumnAndValue() throws IOException {
    sql("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(5), day DATE)");

    Cli run =
        load(
            "id,name,day\n1,abc,2026-01-31\nx,def,\n3,\"much\ntoo long\",\n4,a\n,b,\n6,c,31.1.26\n");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            ":3: column id: 'x' is not an integer of 32 bits",
            ":4: column name: 'much\ntoo long' is longer than 5 characters",
            ":6: 2 values where 3 are expected",
            ":7: column id: NULL is not allowed in a column that is NOT NULL",
            ":8: column day: '31.1.26' is not a date such as 2026-01-31",
            "5 of 6 lines are bad, nothing was imported");
    assertThat(count()).isZero();
  }

  @Test
  void leavesOutBadLinesWhenAllowed() throws IOException {
    sql("CREATE TABLE t (id INT PRIMARY KEY)");

    Cli tooMany = load("id\n1\nx\ny\n4\n", "--skip-bad", "1");
    assertThat(tooMany.exitCode()).isEqualTo(1);
    assertThat(count()).isZero();

    Cli run = load("id\n1\nx\ny\n4\n", "--skip-bad", "2");
    assertThat(run.out()).startsWith("Imported 2 rows into t, left out 2 bad lines");
    assertThat(run.exitCode()).isZero();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void keepsNothingWhenTheDatabaseRefusesALine() throws IOException {
    sql("CREATE TABLE t (id INT PRIMARY KEY)");

    Cli run = load("id\n1\n2\n1\n4\n", "--batch", "2");

    assertThat(run.err()).contains(".csv:4: ", "nothing was imported");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(count()).isZero();
  }

  @Test
  void leavesOutLinesThatTheDatabaseRefusesWhenAllowed() throws IOException {
    sql("CREATE TABLE t (id INT PRIMARY KEY)");

    Cli run = load("id\n1\n2\n1\n4\n", "--skip-bad", "all");

    assertThat(run.err()).contains(".csv:4: ");
    assertThat(run.out()).startsWith("Imported 3 rows");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void dropsTheNewTableWhenItsRowsAreRefused() throws IOException {
    Cli run = load("id\n1\n1\n", "--create", "--key", "id");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(load("id\n1\n2\n", "--create", "--key", "id").exitCode()).isZero();
  }

  @Test
  void widensATypeAtAValueFarDownTheFile() throws IOException {
    List<String> lines = new ArrayList<>(List.of("n"));
    for (int i = 0; i < CsvImport.SAMPLE_ROWS + 10; i++) {
      lines.add(String.valueOf(i));
    }
    lines.add("1.5");
    lines.add("many");

    assertThat(load(String.join("\n", lines), "--create", "--batch", "100000").exitCode()).isZero();
    assertThat(sql("SELECT count(*) AS n FROM t WHERE n = 'many'")).isEqualTo("n\n1\n");
  }

  @Test
  void reportsALateValueOfAnotherTypeWhenBadLinesAreAllowed() throws IOException {
    List<String> lines = new ArrayList<>(List.of("n"));
    for (int i = 0; i < CsvImport.SAMPLE_ROWS + 10; i++) {
      lines.add(String.valueOf(i));
    }
    lines.add("many");

    Cli run = load(String.join("\n", lines), "--create", "--skip-bad", "1", "--batch", "100000");

    assertThat(run.err())
        .contains(":" + lines.size() + ": column n: 'many' is not an integer of 32 bits");
    assertThat(sql("SELECT max(n) AS n FROM t"))
        .isEqualTo("n\n" + (CsvImport.SAMPLE_ROWS + 9) + "\n");
  }

  @Test
  void tellsNullFromTheEmptyString() throws IOException {
    load("a,b\n\"\",x\n,y\n", "--create");
    assertThat(sql("SELECT b FROM t WHERE a IS NULL")).isEqualTo("b\ny\n");

    load("a,b\nNA,z\n", "--null", "NA");
    assertThat(sql("SELECT b FROM t WHERE a IS NULL ORDER BY b")).isEqualTo("b\ny\nz\n");
  }

  @Test
  void findsTheDelimiterOrTakesTheGivenOne() throws IOException {
    assertThat(load("a;b;c,d\n1;2;3,5\n", "--create").exitCode()).isZero();
    assertThat(sql("SELECT * FROM t")).isEqualTo("a,b,c_d\n1,2,\"3,5\"\n");
    assertThat(load("3\t4\t5\n", "--no-header", "--delimiter", "tab").exitCode()).isZero();
    assertThat(sql("SELECT max(a) AS a FROM t")).isEqualTo("a\n3\n");
  }

  @Test
  void readsOtherEncodingsAndSaysWhenTheEncodingIsWrong() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "name\nMüller\n".getBytes(StandardCharsets.ISO_8859_1));

    Cli wrong = run(file, "--create");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("not text in this encoding (see --encoding)");
    assertThat(run(file, "--create", "--encoding", "ISO-8859-1").exitCode()).isZero();
    assertThat(sql("SELECT * FROM t")).isEqualTo("name\nMüller\n");
  }

  @Test
  void ignoresAByteOrderMarkAndWindowsLineEnds() throws IOException {
    assertThat(load("\uFEFFid,b\r\n1,x\r\n", "--create").exitCode()).isZero();
    assertThat(sql("SELECT id, b FROM t")).isEqualTo("id,b\n1,x\n");
  }

  @Test
  void refusesAQuoteThatDoesNotEnd() throws IOException {
    Cli run = load("a\n1\n\"2\n3\n", "--create");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(".csv:3: not CSV from here on", "nothing was imported");
  }

  @Test
  void refusesColumnsThatTheTableDoesNotHave() throws IOException {
    sql("CREATE TABLE t (id INT PRIMARY KEY)");

    assertThat(load("id,color\n1,red\n").err())
        .contains("the table has no column color; it has id");
  }

  @Test
  void refusesToMakeATableTwiceOrToFillOneThatIsNotThere() throws IOException {
    assertThat(load("a\n1\n").err()).contains("there is no table t; add --create");
    load("a\n1\n", "--create");
    assertThat(load("a\n1\n", "--create").err()).contains("the table t exists; leave out --create");
  }

  @Test
  void refusesWrongOptions() throws IOException {
    assertThat(load("a\n1\n", "--key", "a").exitCode()).isEqualTo(2);
    assertThat(load("a\n1\n", "--delimiter", "ab").exitCode()).isEqualTo(2);
    assertThat(load("a\n1\n", "--skip-bad", "some").exitCode()).isEqualTo(2);
    assertThat(load("a\n1\n", "--batch", "0").exitCode()).isEqualTo(2);
    assertThat(run(folder.resolve("none.csv")).exitCode()).isEqualTo(4);
  }

  private Cli load(String csv, String... options) throws IOException {
    return run(Files.writeString(folder.resolve("data.csv"), csv), options);
  }

  private Cli run(Path file, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("import", file.toString(), "--url", url(), "--table", "t"));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private String sql(String text) {
    Cli run = Cli.run("sql", url(), "--format", "csv", "-e", text);
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private long count() {
    return Long.parseLong(sql("SELECT count(*) AS n FROM t").strip().lines().toList().getLast());
  }

  private String url() {
    return "jdbc:yore:file:" + folder.resolve("db");
  }
}
