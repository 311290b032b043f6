package dev.yore.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlCompleterTest {
  private Connection connection;
  private SchemaNames names;
  private SqlCompleter completer;

  @BeforeEach
  void open() throws SQLException {
    connection = new org.h2.Driver().connect("jdbc:h2:mem:", null);
    execute("CREATE TABLE customer (id INT, full_name VARCHAR, city VARCHAR)");
    execute("CREATE TABLE orders (id INT, total INT)");
    names = new SchemaNames(connection);
    completer = new SqlCompleter(names);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void offersTablesWhereATableIsExpected() {
    assertThat(complete("SELECT * FROM cus")).containsExactly("customer");
    assertThat(complete("SELECT * FROM customer c JOIN ord")).containsExactly("orders");
    assertThat(complete("\\d ord")).containsExactly("orders");
  }

  @Test
  void offersColumnsOfTheTablesInTheText() {
    assertThat(complete("SELECT * FROM customer WHERE full")).contains("full_name");
    assertThat(complete("SELECT * FROM customer WHERE tot")).doesNotContain("total");
  }

  @Test
  void offersColumnsOfAnAlias() {
    assertThat(complete("SELECT * FROM orders o, customer c WHERE c.c")).containsExactly("c.city");
    assertThat(complete("SELECT * FROM orders AS o WHERE o.")).containsExactly("o.id", "o.total");
  }

  @Test
  void offersKeywordsInTheCaseOfTheWord() {
    assertThat(complete("SELECT 1 whe")).containsExactly("when", "where");
    assertThat(complete("SEL")).containsExactly("SELECT");
  }

  @Test
  void offersCommands() {
    assertThat(complete("\\ti")).containsExactly("\\timing");
  }

  @Test
  void seesNewTablesAfterTheSchemaChanged() throws SQLException {
    assertThat(complete("SELECT * FROM inv")).isEmpty();
    execute("CREATE TABLE invoice (id INT)");
    names.forget();
    assertThat(complete("SELECT * FROM inv")).containsExactly("invoice");
  }

  private List<String> complete(String text) {
    String word = new ShellParser().parse(text, text.length()).word();
    return completer.candidates(text, text, word);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
