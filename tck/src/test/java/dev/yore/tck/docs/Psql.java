package dev.yore.tck.docs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** As much of psql as the pages use, which machines with PostgreSQL's server may lack. */
final class Psql {
  private Psql() {}

  public static void main(String[] arguments) throws Exception {
    String host = "";
    String port = "";
    String user = "";
    String database = "";
    String command = "";
    for (int i = 0; i < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "-h" -> host = value;
        case "-p" -> port = value;
        case "-U" -> user = value;
        case "-d" -> database = value;
        case "-c" -> command = value;
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s?user=%s".formatted(host, port, database, user));
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
