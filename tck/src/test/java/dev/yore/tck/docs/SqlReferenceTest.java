package dev.yore.tck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the SQL reference run, and each query finds something. */
class SqlReferenceTest {
  private static final Pattern EXAMPLE = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

  private static List<String> examples() throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    List<String> statements = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(folder.resolve("docs/sql.md")));
    while (matcher.find()) {
      for (String sql : matcher.group(1).split(";\\s*\n")) {
        statements.add(sql);
      }
    }
    return statements;
  }

  @Test
  void everyExampleRuns() throws Exception {
    List<String> wrong = new ArrayList<>();
    List<String> examples = examples();
    assertThat(examples).hasSizeGreaterThan(15);
    try (Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
        Statement statement = connection.createStatement()) {
      for (String sql : examples) {
        try {
          if (statement.execute(sql) && !hasRows(statement)) {
            wrong.add(sql + ": no rows");
          }
        } catch (SQLException e) {
          wrong.add(sql + ": " + e.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean hasRows(Statement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      return rows.next();
    }
  }
}
