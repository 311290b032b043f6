package dev.yore.tck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about EXPLAIN is true. */
class ExplainPageTest {
  private static final Pattern FIELD = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern KEY = Pattern.compile("\"([^\"]+)\": ");
  private static final String QUERY =
      "SELECT name, (SELECT count(*) FROM product q WHERE q.price < p.price) FROM product p"
          + " WHERE id IN (SELECT id FROM product) GROUP BY name, price";

  private static String page() throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/explain.md"));
  }

  private static void makeTable(Statement statement) throws Exception {
    statement.execute(
        "CREATE TABLE product (id INT PRIMARY KEY, name VARCHAR(40), price DECIMAL(10, 2))");
    statement.execute("INSERT INTO product VALUES (1, 'Teapot', 24.90), (2, 'Kettle', 39.00)");
  }

  @Test
  void theStatementsWorkAsWritten() throws Exception {
    String examples = page().split("```sql\n", 2)[1].split("```", 2)[0];
    try (Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
        Statement statement = connection.createStatement()) {
      makeTable(statement);
      List<String> lines = examples.strip().lines().toList();
      assertThat(lines).hasSizeGreaterThan(5);
      for (String sql : lines) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(rows.next()).as(sql).isTrue();
          assertThat(rows.getString(1))
              .as(sql)
              .contains(sql.contains("JSON") ? "\"Plan\"" : "(cost=");
        }
      }
    }
  }

  @Test
  void theFieldsAreThoseOfTheDocument() throws Exception {
    Set<String> documented = new TreeSet<>();
    Matcher field = FIELD.matcher(page());
    while (field.find()) {
      documented.add(field.group(1));
    }
    Set<String> written = new TreeSet<>();
    written.add("Repeated");
    try (Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
        Statement statement = connection.createStatement()) {
      makeTable(statement);
      try (ResultSet rows = statement.executeQuery("EXPLAIN (ANALYZE, FORMAT JSON) " + QUERY)) {
        assertThat(rows.next()).isTrue();
        Matcher key = KEY.matcher(rows.getString(1));
        while (key.find()) {
          written.add(key.group(1));
        }
        assertThat(rows.next()).isFalse();
      }
    }
    assertThat(written).isEqualTo(documented);
  }
}
