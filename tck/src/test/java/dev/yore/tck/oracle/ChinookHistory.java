package dev.yore.tck.oracle;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that loads the Chinook database statement by statement and writes down what the queries
 * answer after each transaction.
 */
final class ChinookHistory {
  /** Changes after the load, so that there are rows that hold no more. */
  static final List<String> CHANGES =
      List.of(
          "UPDATE track SET unit_price = unit_price + 1 WHERE genre_id = 2",
          "DELETE FROM playlist_track WHERE playlist_id = 8",
          "UPDATE artist SET name = upper(name) WHERE artist_id < 20",
          "DELETE FROM invoice_line WHERE invoice_line_id % 7 = 0",
          "UPDATE track SET genre_id = NULL, unit_price = 0.5 WHERE genre_id = 1 AND composer IS NULL",
          "INSERT INTO artist VALUES (1000, 'Zappa'), (1001, NULL)",
          "UPDATE customer SET country = NULL WHERE country = 'Canada'",
          "UPDATE customer SET country = 'Canada' WHERE country IS NULL");

  /** After that many statements all is moved into the trees; what follows is novelty. */
  private static final int STATEMENTS_PER_INDEXING = 11;

  private ChinookHistory() {}

  /** Arguments: the script, the database's URL, the file for the answers. */
  public static void main(String[] arguments) throws Exception {
    List<String> statements = new ArrayList<>(ChinookScript.statements(Path.of(arguments[0])));
    statements.addAll(CHANGES);
    String url = arguments[1];
    Map<Long, List<List<String>>> answers = new TreeMap<>();
    try (YoreDatabase database = Yore.connect(url);
        Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      int executed = 0;
      for (String sql : statements) {
        statement.execute(sql);
        answers.computeIfAbsent(database.db().basisT(), t -> answersNow(connection));
        if (++executed % STATEMENTS_PER_INDEXING == 0) {
          database.index();
        }
      }
    }
    try (ObjectOutputStream out =
        new ObjectOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
      out.writeObject(answers);
    }
  }

  /** What each query answers, or why it cannot be asked yet. */
  static List<List<String>> answersNow(Connection connection) {
    List<List<String>> answers = new ArrayList<>();
    for (String sql : ChinookQueries.FOR_EACH_MOMENT) {
      try {
        answers.add(new ArrayList<>(Answer.inAnyOrder(connection, sql).rows()));
      } catch (SQLException e) {
        answers.add(new ArrayList<>(List.of("SQLSTATE " + e.getSQLState())));
      }
    }
    return answers;
  }
}
