package dev.yore.storage.postgres;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.StoreLimits;
import dev.yore.storage.kv.Versioned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store in a table of PostgreSQL, or of a server that speaks like it, shared by any number of
 * processes.
 *
 * <p>While the server is away, calls are made again until their deadline; then {@code
 * CONNECTION_FAILURE} says that nothing has happened, {@code OUTCOME_UNKNOWN} that a write may or
 * may not have happened, or is happening yet. A put that was made again and finds its very own
 * bytes as revision 1 takes them for its own. A compare-and-set is not made again once it may have
 * happened. A delete is, so a key that may be deleted must not be put a second time meanwhile.
 */
public final class PostgresStore implements KeyValueStore {
  private final Connections connections;
  private final Table table;
  private final boolean owner;
  private volatile boolean closed;

  private PostgresStore(Connections connections, Table table, boolean owner) {
    this.connections = connections;
    this.table = table;
    this.owner = owner;
  }

  /**
   * Connects, and makes the tables if they are not there yet.
   *
   * @throws YoreException {@code INSUFFICIENT_PRIVILEGE} if the role may not read or make them
   */
  public static PostgresStore open(PostgresLocation location, PostgresOptions options) {
    Connections connections = new Connections(location, options);
    try {
      connections.open((connection, maybeDone) -> {
        if (!Table.VALUES.exists(connection)) {
          create(connection, location);
        }
        return true;
      });
      return new PostgresStore(connections, Table.VALUES, true);
    } catch (RuntimeException | Error e) {
      connections.close();
      throw e;
    }
  }

  private static void create(Connection connection, PostgresLocation location) throws SQLException {
    try {
      // The one that is looked for comes last: where it is, so are the others.
      for (Table table : List.of(Table.SECRETS, Table.VALUES)) {
        table.create(connection);
      }
    } catch (SQLException e) {
      if (!SqlStates.mayNotCreate(e)) {
        throw e;
      }
      throw YoreException.of(
              ErrorCode.INSUFFICIENT_PRIVILEGE,
              "The tables yore_kvs and yore_secret are not there, or not to be seen, and the role"
                  + " may not make them: it needs GRANT USAGE, CREATE ON SCHEMA, or somebody else"
                  + " must open the storage first")
          .with("role", location.role())
          .with("postgresql", location)
          .with("message", String.valueOf(e.getMessage()))
          .causedBy(e);
    }
  }

  /**
   * The store beside this one that only those can use who may write to it; closed with this one.
   *
   * @throws YoreException {@code INSUFFICIENT_PRIVILEGE} if the role may not
   */
  public KeyValueStore secrets() {
    connections.read((connection, maybeDone) -> Table.SECRETS.exists(connection));
    return new PostgresStore(connections, Table.SECRETS, false);
  }

  @Override
  public Map<String, Versioned> get(Collection<String> keys) {
    StoreLimits.checkKeys(keys);
    checkOpen();
    return keys.isEmpty()
        ? Map.of()
        : connections.read((connection, maybeDone) -> table.get(connection, keys));
  }

  @Override
  public List<String> list(String prefix) {
    StoreLimits.checkPrefix(prefix);
    checkOpen();
    return connections.read((connection, maybeDone) -> table.list(connection, prefix));
  }

  @Override
  public Set<String> putIfAbsent(Map<String, byte[]> values) {
    StoreLimits.checkBatch(values);
    checkOpen();
    if (values.isEmpty()) {
      return Set.of();
    }
    List<Part> parts = Part.of(values);
    long bytes = values.values().stream().mapToLong(value -> value.length).sum();
    return connections.run(
        Connections.Effect.REPEATABLE,
        bytes,
        (connection, maybeDone) -> {
          Set<String> taken = table.insert(connection, parts);
          // An earlier try had its effect whole or not at all.
          return maybeDone && taken.size() == values.size() ? foreign(connection, parts) : taken;
        });
  }

  /** Of keys that are all taken, maybe by an earlier try, those that others have taken. */
  private Set<String> foreign(Connection connection, List<Part> parts) throws SQLException {
    Set<String> foreign = new HashSet<>();
    for (Part part : parts) {
      Map<String, Versioned> found = table.get(connection, part.keys());
      for (int i = 0; i < part.keys().size(); i++) {
        String key = part.keys().get(i);
        @Nullable Versioned stored = found.get(key);
        if (stored == null || stored.rev() != 1) {
          throw YoreException.of(
                  ErrorCode.OUTCOME_UNKNOWN,
                  "The connection to PostgreSQL was lost during a write, and the key has changed"
                      + " since; read before writing again")
              .with("key", key);
        }
        if (!Arrays.equals(stored.value(), part.values().get(i))) {
          foreign.add(key);
        }
      }
    }
    return foreign;
  }

  @Override
  public boolean compareAndSet(String key, long expectedRev, byte[] value) {
    StoreLimits.checkKey(key);
    StoreLimits.checkValue(key, value);
    checkOpen();
    return connections.run(
        Connections.Effect.ONCE,
        value.length,
        (connection, maybeDone) ->
            expectedRev == 0
                ? table.insertOne(connection, key, value)
                : table.update(connection, key, expectedRev, value));
  }

  @Override
  public void delete(Collection<String> keys) {
    StoreLimits.checkKeys(keys);
    checkOpen();
    if (!keys.isEmpty()) {
      connections.run(
          Connections.Effect.REPEATABLE,
          0,
          (connection, maybeDone) -> {
            table.delete(connection, keys);
            return true;
          });
    }
  }

  private void checkOpen() {
    if (closed) {
      throw YoreException.of(ErrorCode.CLOSED, "The store is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    if (owner) {
      connections.close();
    }
  }
}
