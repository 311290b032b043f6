package dev.yore.tck.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/** Small tables full of nulls and repeated values. */
final class RandomTables {
  /** The type of a column, with the words for it. */
  enum Type {
    INT("integer"),
    LONG("bigint"),
    DECIMAL("numeric(10,2)"),
    TEXT("varchar(20)"),
    FLAG("boolean"),
    DAY("date"),
    MOMENT("timestamp"),
    DOUBLE("double precision");

    final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    boolean isNumber() {
      return this == INT || this == LONG || this == DECIMAL || this == DOUBLE;
    }
  }

  /** A column of each of the tables. */
  record Column(String name, Type type) {}

  static final List<Column> COLUMNS =
      List.of(
          new Column("id", Type.INT),
          new Column("i", Type.INT),
          new Column("l", Type.LONG),
          new Column("n", Type.DECIMAL),
          new Column("s", Type.TEXT),
          new Column("f", Type.FLAG),
          new Column("d", Type.DAY),
          new Column("m", Type.MOMENT),
          new Column("x", Type.DOUBLE));

  static final List<String> NAMES = List.of("red", "green", "blue");
  private static final int[] SIZES = {30, 18, 7};
  private static final double SHARE_OF_NULLS = 0.25;

  private RandomTables() {}

  /** The statements that make and fill the tables. */
  static void create(Random random, Connection... connections) throws SQLException {
    for (int table = 0; table < SIZES.length; table++) {
      execute(definition(table), connections);
      execute(rows(table, random), connections);
    }
    execute("CREATE INDEX red_i ON red (i)", connections);
    execute("CREATE INDEX green_s ON green (s)", connections);
  }

  private static void execute(String sql, Connection... connections) throws SQLException {
    for (Connection connection : connections) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private static String definition(int table) {
    StringBuilder sql = new StringBuilder("CREATE TABLE " + NAMES.get(table) + " (");
    for (Column column : COLUMNS) {
      sql.append(column.name()).append(' ').append(column.type().sql);
      sql.append(column.name().equals("id") ? " PRIMARY KEY, " : ", ");
    }
    return sql.substring(0, sql.length() - 2) + ")";
  }

  private static String rows(int table, Random random) {
    StringBuilder sql = new StringBuilder("INSERT INTO " + NAMES.get(table) + " VALUES ");
    for (int row = 1; row <= SIZES[table]; row++) {
      sql.append(row == 1 ? "(" : ", (").append(row);
      for (Column column : COLUMNS.subList(1, COLUMNS.size())) {
        boolean isNull = random.nextDouble() < SHARE_OF_NULLS;
        sql.append(", ").append(isNull ? "NULL" : literal(column.type(), random));
      }
      sql.append(")");
    }
    return sql.toString();
  }

  /** A value of the few there are. */
  static String literal(Type type, Random random) {
    return switch (type) {
      case INT -> String.valueOf(random.nextInt(8) - 2);
      case LONG -> String.valueOf(random.nextInt(6) * (random.nextBoolean() ? 1L : 5_000_000_000L));
      case DECIMAL -> (random.nextInt(9) - 3) + "." + random.nextInt(3) + "5";
      case TEXT ->
          "'"
              + List.of("", "a", "b", "ab", "Ab", "abc", "b%", "zoë", "a_c").get(random.nextInt(9))
              + "'";
      case FLAG -> random.nextBoolean() ? "TRUE" : "FALSE";
      case DAY -> "DATE '202" + random.nextInt(2) + "-0" + (1 + random.nextInt(3)) + "-15'";
      case MOMENT ->
          "TIMESTAMP '2021-0"
              + (1 + random.nextInt(2))
              + "-15 1"
              + random.nextInt(3)
              + ":00:00.00000"
              + random.nextInt(2)
              + "'";
      case DOUBLE -> "CAST(" + (random.nextInt(9) - 3) + ".5 AS double precision)";
    };
  }
}
