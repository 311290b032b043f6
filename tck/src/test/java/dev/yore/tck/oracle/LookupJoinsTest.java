package dev.yore.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins of few rows with large tables look up what they need, and answer as PostgreSQL does. */
class LookupJoinsTest {
  private static final int CUSTOMERS = 1_500;
  private static final int ORDERS = 6_000;

  private static Connection postgres;
  private static Connection yore;

  @BeforeAll
  static void createTables() throws SQLException {
    postgres = TestPostgres.shared().newDatabase("lookups");
    yore = DriverManager.getConnection("jdbc:yore:mem:?timezone=UTC");
    for (Connection connection : List.of(postgres, yore)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(20))");
        statement.execute(
            "CREATE TABLE orders (id BIGINT PRIMARY KEY, customer BIGINT, amount BIGINT)");
        statement.execute("CREATE INDEX orders_customer ON orders (customer)");
      }
      fill(connection);
    }
  }

  private static void fill(Connection connection) throws SQLException {
    Random random = new Random(5);
    try (PreparedStatement customer =
            connection.prepareStatement("INSERT INTO customers VALUES (?, ?)");
        PreparedStatement order =
            connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?)")) {
      for (int id = 0; id < CUSTOMERS; id++) {
        customer.setLong(1, id);
        customer.setString(2, random.nextInt(5) == 0 ? null : "c" + random.nextInt(400));
        customer.addBatch();
      }
      customer.executeBatch();
      for (int id = 0; id < ORDERS; id++) {
        order.setLong(1, id);
        // Some customers have no order, some orders have no customer, or one that is not there.
        Long of = random.nextInt(20) == 0 ? null : Long.valueOf(random.nextInt(1_000) * 2);
        order.setObject(2, of);
        order.setObject(3, random.nextInt(10) == 0 ? null : (Object) (long) random.nextInt(100));
        order.addBatch();
      }
      order.executeBatch();
    }
  }

  @AfterAll
  static void close() throws SQLException {
    yore.close();
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM orders o LEFT JOIN customers c ON c.id = o.customer WHERE o.id IN (%s)",
        "SELECT * FROM customers c LEFT JOIN orders o ON o.customer = c.id WHERE c.id IN (%s)",
        "SELECT * FROM customers c LEFT JOIN orders o ON o.customer = c.id AND o.amount > 50"
            + " WHERE c.id IN (%s)",
        "SELECT * FROM customers c LEFT JOIN orders o ON o.customer = c.id AND o.amount > c.id"
            + " WHERE c.id IN (%s)",
        "SELECT * FROM orders o RIGHT JOIN customers c ON o.customer = c.id WHERE c.id IN (%s)",
        "SELECT c.* FROM customers c LEFT JOIN orders o ON o.customer = c.id"
            + " WHERE c.id IN (%s) AND o.id IS NULL",
        "SELECT * FROM customers c WHERE c.id IN (%s)"
            + " AND EXISTS (SELECT 1 FROM orders o WHERE o.customer = c.id)",
        "SELECT * FROM customers c WHERE c.id IN (%s)"
            + " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer = c.id)",
        "SELECT * FROM customers c WHERE c.id IN (%s)"
            + " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer = c.id AND o.amount > 20)",
        "SELECT * FROM orders o WHERE o.id IN (%s)"
            + " AND o.customer IN (SELECT c.id FROM customers c WHERE c.name IS NOT NULL)",
        "SELECT o.id, c.name, p.id FROM orders o LEFT JOIN customers c ON c.id = o.customer"
            + " LEFT JOIN orders p ON p.customer = c.id AND p.amount = o.amount"
            + " WHERE o.id IN (%s)",
        "SELECT o.id, c.name, p.id FROM orders o LEFT JOIN customers c ON c.id = o.customer"
            + " JOIN orders p ON p.id = o.amount WHERE o.id IN (%s) AND (c.name IS NULL"
            + " OR c.name < 'c2')",
        "SELECT o.id, c.id, p.id FROM orders o JOIN customers c ON c.id = o.customer"
            + " LEFT JOIN orders p ON p.customer = c.id WHERE o.id IN (%s) AND p.amount < 30",
        "SELECT count(*), count(c.id), count(o.id) FROM customers c"
            + " LEFT JOIN orders o ON o.customer = c.id AND o.amount BETWEEN 10 AND 20"
            + " WHERE c.id IN (%s) GROUP BY c.name"
      })
  void joinsOfFewRowsAnswerAsPostgresDoes(String sql) throws SQLException {
    assertThat(plan(sql.formatted("1, 2, 3"))).contains("IndexJoin").doesNotContain("HashJoin");
    for (String ids : List.of("0", "1, 2, 3", "17, 900, 1402, 1403, 99999", "5, 500, 5000")) {
      String query = sql.formatted(ids);
      Answer actual = Answer.inAnyOrder(yore, query);
      assertThat(actual.differenceFrom(Answer.inAnyOrder(postgres, query))).as(query).isEmpty();
    }
  }

  private static String plan(String sql) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Statement statement = yore.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }
}
