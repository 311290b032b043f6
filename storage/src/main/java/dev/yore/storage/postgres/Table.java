package dev.yore.storage.postgres;

import dev.yore.storage.kv.Versioned;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table of keys and values, and all that is ever said to the server about it. */
enum Table {
  /** Whatever readers may read. */
  VALUES("yore_kvs"),
  /** What only writers may read. */
  SECRETS("yore_secret");

  /** Keys of a listing that are in memory at a time besides the list itself. */
  private static final int LIST_PAGE_ROWS = 10_000;

  /** The character behind the last that a key may have. */
  private static final String END = "\u007f";

  private final String create;
  private final String storeOutside;
  private final String probe;
  private final String select;
  private final String list;
  private final String insertOne;
  private final String insertMany;
  private final String update;
  private final String delete;

  Table(String name) {
    this.create =
        "CREATE TABLE %s (id text COLLATE \"C\" PRIMARY KEY, rev bigint NOT NULL, val bytea NOT NULL)"
            .formatted(name);
    this.storeOutside = "ALTER TABLE %s ALTER COLUMN val SET STORAGE EXTERNAL".formatted(name);
    this.probe = "SELECT id, rev, val FROM %s WHERE false".formatted(name);
    this.select = "SELECT id, rev, val FROM %s WHERE id = ANY (?)".formatted(name);
    this.list = "SELECT id FROM %s WHERE id >= ? AND id < ? ORDER BY id".formatted(name);
    this.insertOne =
        "INSERT INTO %s (id, rev, val) VALUES (?, 1, ?) ON CONFLICT DO NOTHING".formatted(name);
    this.insertMany =
        ("INSERT INTO %s (id, rev, val) SELECT k, 1, v FROM unnest(?::text[], ?::bytea[]) AS given"
                + " (k, v) ON CONFLICT DO NOTHING RETURNING id")
            .formatted(name);
    this.update = "UPDATE %s SET rev = ?, val = ? WHERE id = ? AND rev = ?".formatted(name);
    this.delete = "DELETE FROM %s WHERE id = ANY (?)".formatted(name);
  }

  /** Whether the table is there; an error if this role may not read it. */
  boolean exists(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery(probe)) {
      return !none.next();
    } catch (SQLException e) {
      if (SqlStates.of(e).equals(SqlStates.UNDEFINED_TABLE)) {
        return false;
      }
      throw e;
    }
  }

  /** Makes the table, unless another process does so at the same time. */
  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(create);
      storeOutside(statement);
    } catch (SQLException e) {
      if (!SqlStates.existsAlready(e)) {
        throw e;
      }
    }
  }

  /** Values are compressed already; a server that knows no such option does well without it. */
  private void storeOutside(Statement statement) throws SQLException {
    try {
      statement.execute(storeOutside);
    } catch (SQLException e) {
      if (!SqlStates.isNotKnown(e)) {
        throw e;
      }
    }
  }

  Map<String, Versioned> get(Connection connection, Collection<String> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, texts(connection, keys));
      try (ResultSet rows = statement.executeQuery()) {
        Map<String, Versioned> found = LinkedHashMap.newLinkedHashMap(keys.size());
        while (rows.next()) {
          found.put(rows.getString(1), new Versioned(rows.getLong(2), rows.getBytes(3)));
        }
        return found;
      }
    }
  }

  /** One statement, so one moment; its rows come page by page, which needs a transaction. */
  List<String> list(Connection connection, String prefix) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(list)) {
      statement.setFetchSize(LIST_PAGE_ROWS);
      statement.setString(1, prefix);
      statement.setString(2, prefix + END);
      List<String> keys = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
      connection.commit();
      return keys;
    }
  }

  /** Puts what is absent, all parts in one transaction, and returns the keys that were taken. */
  Set<String> insert(Connection connection, List<Part> parts) throws SQLException {
    if (parts.size() == 1) {
      return insert(connection, parts.getFirst());
    }
    connection.setAutoCommit(false);
    Set<String> taken = new HashSet<>();
    for (Part part : parts) {
      taken.addAll(insert(connection, part));
    }
    connection.commit();
    return taken;
  }

  private Set<String> insert(Connection connection, Part part) throws SQLException {
    return part.keys().size() == 1
        ? insertOne(connection, part.keys().getFirst(), part.values().getFirst())
            ? Set.of()
            : Set.of(part.keys().getFirst())
        : insertMany(connection, part);
  }

  boolean insertOne(Connection connection, String key, byte[] value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insertOne)) {
      statement.setString(1, key);
      statement.setBytes(2, value);
      return statement.executeUpdate() == 1;
    }
  }

  private Set<String> insertMany(Connection connection, Part part) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insertMany)) {
      statement.setArray(1, texts(connection, part.keys()));
      statement.setArray(
          2, connection.createArrayOf("bytea", part.values().toArray(byte[][]::new)));
      Set<String> taken = new HashSet<>(part.keys());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          taken.remove(rows.getString(1));
        }
      }
      return taken;
    }
  }

  boolean update(Connection connection, String key, long rev, byte[] value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setLong(1, rev + 1);
      statement.setBytes(2, value);
      statement.setString(3, key);
      statement.setLong(4, rev);
      return statement.executeUpdate() == 1;
    }
  }

  void delete(Connection connection, Collection<String> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      statement.setArray(1, texts(connection, keys));
      statement.executeUpdate();
    }
  }

  private static Array texts(Connection connection, Collection<String> keys) throws SQLException {
    return connection.createArrayOf("text", keys.toArray(String[]::new));
  }
}
