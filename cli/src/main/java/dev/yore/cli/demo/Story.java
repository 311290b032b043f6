package dev.yore.cli.demo;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import dev.yore.cli.connect.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The story of Yore: facts, tables, the same question at different times, who changed what. */
final class Story {
  /** How the stock of the item in the chart changes, one transaction each. */
  static final int[] STOCK_CHANGES = {
    -3, -4, -2, -5, -6, -3, -7, -4, 44, -5, -2, -8, -3, -6, -4, -9, -5, -2, 38, -3, -6, -7, -2, -4,
    -8, -5, 30, -6, -3, -4
  };

  private static final int FIRST_STOCK = 40;
  private static final int CHART_HEIGHT = 6;
  private static final String AGE_NOW = "SELECT name, age FROM person WHERE name = 'Alice'";

  private final Stage stage;
  private final String url;
  private long ageThirty;

  Story(Stage stage, String url) {
    this.stage = stage;
    this.url = url;
  }

  void tell() throws SQLException {
    try (Connection connection = open("noah");
        YoreDatabase database = Yore.connect(url)) {
      facts(connection);
      tables(connection);
      changes(connection);
      times(connection, database);
      audit(connection);
      plan(connection);
      chart(connection);
    }
    restart();
  }

  private Connection open(String user) throws SQLException {
    Connection connection = Databases.open(url, null, "yore demo");
    connection.setClientInfo("ClientUser", user);
    return connection;
  }

  private void facts(Connection connection) throws SQLException {
    stage.chapter("Facts: an entity, an attribute, a value, a transaction");
    stage.say("Attributes are data, too. A person has a name, an age and things she likes.");
    stage.run(
        connection,
        """
        [{:db/ident :person/name,  :db/valueType :db.type/string, :db/cardinality :db.cardinality/one
          :db/unique :db.unique/identity}
         {:db/ident :person/age,   :db/valueType :db.type/long,   :db/cardinality :db.cardinality/one}
         {:db/ident :person/likes, :db/valueType :db.type/string, :db/cardinality :db.cardinality/many}]\
        """);
    stage.run(
        connection,
        """
        [{:person/name "Helena", :person/likes ["pizza" "chess"]}
         {:person/name "Noah",   :person/likes ["broccoli"]}]\
        """);
    stage.say(
        "Noah changes his mind: a fact is retracted, another asserted. Nothing is overwritten.");
    stage.run(
        connection,
        """
        [[:db/retract [:person/name "Noah"] :person/likes "broccoli"]
         [:db/add     [:person/name "Noah"] :person/likes "pizza"]]\
        """);
  }

  private void tables(Connection connection) throws SQLException {
    stage.chapter("The same facts are tables");
    stage.run(
        connection,
        """
        SELECT a.name, l.likes, b.name AS likes_it_too
        FROM person a
          JOIN person_likes l ON l._id = a._id
          JOIN person_likes m ON m.likes = l.likes AND m._id <> l._id
          JOIN person b ON b._id = m._id
        ORDER BY a.name\
        """);
  }

  private void changes(Connection connection) throws SQLException {
    stage.chapter("Alice is 30, and some transactions later 31");
    stage.run(connection, "[{:person/name \"Alice\", :person/age 30}]");
    ageThirty = lastT(connection);
    stage.run(connection, "[{:person/name \"Helena\", :person/age 44}]");
    stage.run(connection, "[{:person/name \"Noah\", :person/likes [\"chess\"]}]");
    connection.setClientInfo("ClientUser", "helena");
    stage.run(connection, "UPDATE person SET age = 31 WHERE name = 'Alice'");
    connection.setClientInfo("ClientUser", "noah");
  }

  private void times(Connection connection, YoreDatabase database) throws SQLException {
    stage.chapter("One question: now, as of then, over all history");
    stage.run(connection, AGE_NOW);
    stage.run(connection, asOf(ageThirty));
    stage.say("The whole session in the past: every query, no change to any of them.");
    stage.run(connection, "SET AS OF " + ageThirty);
    stage.run(connection, AGE_NOW);
    stage.run(connection, "SET AS OF DEFAULT");
    stage.say("All that was ever said about Alice's age, with the transactions:");
    stage.ask(
        database.history(),
        """
        [:find ?t ?age ?asserted
         :where [?e :person/name "Alice"] [?e :person/age ?age ?tx ?asserted]
                [?tx :db/txInstant ?t]
         :order-by ?t ?asserted]\
        """);
  }

  private static String asOf(long t) {
    return "SELECT name, age FROM person FOR SYSTEM_TIME AS OF " + t + " WHERE name = 'Alice'";
  }

  private void audit(Connection connection) throws SQLException {
    stage.chapter("Which transaction made her 31, when, by whom?");
    stage.say("A transaction is an entity like any other; the connection told it the user.");
    stage.run(
        connection,
        """
        [:find ?tx ?when ?user ?application
         :where [?e :person/name "Alice"] [?e :person/age 31 ?tx]
                [?tx :db/txInstant ?when]
                [?tx :yore.tx/clientUser ?user]
                [?tx :yore.tx/application ?application]]\
        """);
  }

  private void plan(Connection connection) throws SQLException {
    stage.chapter("Behind the SQL: operators, and Datalog");
    stage.run(connection, "EXPLAIN " + AGE_NOW);
  }

  private void chart(Connection connection) throws SQLException {
    stage.chapter("A value over time: the stock of teapots");
    stage.run(connection, "CREATE TABLE product (id INT PRIMARY KEY, name VARCHAR(40), stock INT)");
    stage.run(connection, "INSERT INTO product VALUES (1, 'Teapot', " + FIRST_STOCK + ")");
    stage.echo(
        "yore>",
        "UPDATE product SET stock = stock + ? WHERE id = 1;   -- "
            + (STOCK_CHANGES.length + " transactions"));
    long first = lastT(connection);
    change(connection);
    stage.echo("yore>", "SELECT stock FROM product FOR SYSTEM_TIME AS OF ? WHERE id = 1;");
    stage.say("");
    stage.show(Chart.of(stocks(connection, first), CHART_HEIGHT, stage.lines()));
    stage.say("");
    stage.say(
        "One bar a transaction, t = "
            + first
            + " to "
            + (first + STOCK_CHANGES.length)
            + "; no history table, no triggers.");
  }

  private static void change(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE product SET stock = stock + ? WHERE id = 1")) {
      for (int change : STOCK_CHANGES) {
        update.setInt(1, change);
        update.executeUpdate();
      }
    }
  }

  private static long[] stocks(Connection connection, long first) throws SQLException {
    long[] stocks = new long[STOCK_CHANGES.length + 1];
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT stock FROM product FOR SYSTEM_TIME AS OF ? WHERE id = 1")) {
      for (int i = 0; i < stocks.length; i++) {
        query.setLong(1, first + i);
        try (ResultSet rows = query.executeQuery()) {
          rows.next();
          stocks[i] = rows.getLong(1);
        }
      }
    }
    return stocks;
  }

  private void restart() throws SQLException {
    stage.chapter("Closed and opened again: the past is still there");
    try (Connection connection = open("noah")) {
      stage.run(connection, asOf(ageThirty));
      stage.run(connection, AGE_NOW);
    }
  }

  private static long lastT(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT max(t) FROM yore.transactions")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
