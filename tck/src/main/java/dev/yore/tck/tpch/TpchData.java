package dev.yore.tck.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/** The eight tables and their generated rows, the same for each scale factor at any time. */
public final class TpchData {
  private static final int BATCH = 10_000;
  private static final List<TpchTable<?>> TABLES =
      List.of(
          TpchTable.REGION,
          TpchTable.NATION,
          TpchTable.SUPPLIER,
          TpchTable.PART,
          TpchTable.PART_SUPPLIER,
          TpchTable.CUSTOMER,
          TpchTable.ORDERS,
          TpchTable.LINE_ITEM);

  /** Those that no primary key begins with. */
  private static final List<String> FOREIGN_KEYS =
      List.of(
          "nation.n_regionkey",
          "supplier.s_nationkey",
          "partsupp.ps_suppkey",
          "customer.c_nationkey",
          "orders.o_custkey",
          "lineitem.l_partkey",
          "lineitem.l_suppkey");

  /** Takes the values of one row after the other. */
  @FunctionalInterface
  public interface RowSink {
    /**
     * @param values {@code Long}, {@code Integer}, {@code BigDecimal}, {@code LocalDate} or {@code
     *     String}, in the order of the columns; belongs to the caller after the call
     */
    void row(Object[] values) throws SQLException;
  }

  private TpchData() {}

  /** Makes the tables. */
  public static void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : Resources.read("schema.sql").split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  /** Makes the secondary indexes that databases with rows side by side want for the queries. */
  public static void indexForeignKeys(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String column : FOREIGN_KEYS) {
        String[] parts = column.split("\\.", -1);
        statement.execute(
            "create index %s_index on %s (%s)".formatted(parts[1], parts[0], parts[1]));
      }
    }
  }

  /** Names of the tables, those first that others refer to. */
  public static List<String> tables() {
    return TABLES.stream().map(TpchData::name).toList();
  }

  /** Inserts all rows by JDBC batches, each a transaction. */
  public static long load(Connection connection, double scale) throws SQLException {
    connection.setAutoCommit(false);
    long rows = 0;
    try {
      for (TpchTable<?> table : TABLES) {
        rows += load(connection, table, scale);
      }
    } finally {
      connection.setAutoCommit(true);
    }
    return rows;
  }

  private static long load(Connection connection, TpchTable<?> table, double scale)
      throws SQLException {
    int width = table.getColumns().size();
    String sql =
        "insert into %s values (%s)"
            .formatted(name(table), String.join(", ", Collections.nCopies(width, "?")));
    long[] rows = {0};
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      rows(
          table,
          scale,
          values -> {
            for (int i = 0; i < width; i++) {
              insert.setObject(i + 1, values[i]);
            }
            insert.addBatch();
            if (++rows[0] % BATCH == 0) {
              insert.executeBatch();
              connection.commit();
            }
          });
      if (rows[0] % BATCH != 0) {
        insert.executeBatch();
        connection.commit();
      }
    }
    return rows[0];
  }

  /** Hands over the rows of a table. */
  public static void rows(String table, double scale, RowSink sink) throws SQLException {
    for (TpchTable<?> each : TABLES) {
      if (name(each).equals(table)) {
        rows(each, scale, sink);
        return;
      }
    }
    throw new IllegalArgumentException("there is no table " + table);
  }

  private static <E extends TpchEntity> void rows(TpchTable<E> table, double scale, RowSink sink)
      throws SQLException {
    List<TpchColumn<E>> columns = table.getColumns();
    for (E row : table.createGenerator(scale, 1, 1)) {
      Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(columns.get(i), row);
      }
      sink.row(values);
    }
  }

  private static <E extends TpchEntity> Object value(TpchColumn<E> column, E row) {
    return switch (column.getType().getBase()) {
      case IDENTIFIER -> column.getIdentifier(row);
      case INTEGER -> column.getInteger(row);
      case DOUBLE -> BigDecimal.valueOf(Math.round(column.getDouble(row) * 100), 2);
      case DATE -> LocalDate.ofEpochDay(column.getDate(row));
      case VARCHAR -> column.getString(row);
    };
  }

  private static String name(TpchTable<?> table) {
    return table.getTableName();
  }
}
