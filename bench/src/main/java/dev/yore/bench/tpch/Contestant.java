package dev.yore.bench.tpch;

import dev.yore.tck.oracle.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** One way to ask one query, with the times that it took. */
final class Contestant implements AutoCloseable {
  private final String name;
  private final Asking asking;
  private final AutoCloseable resources;
  private final LongSupplier cpu;
  private final List<Long> nanos = new ArrayList<>();
  private final List<Double> cpuNanos = new ArrayList<>();

  /** Runs the query. */
  private interface Asking {
    Answer ask(boolean keep) throws SQLException;
  }

  private Contestant(String name, Asking asking, AutoCloseable resources, LongSupplier cpu) {
    this.name = name;
    this.asking = asking;
    this.resources = resources;
    this.cpu = cpu;
  }

  /**
   * Executes one prepared statement again and again.
   *
   * @param seconds after which it fails, or 0
   */
  static Contestant prepared(
      String name, Connection connection, String sql, int seconds, LongSupplier cpu)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(seconds);
    return new Contestant(
        name,
        keep -> {
          try (ResultSet rows = statement.executeQuery()) {
            return read(rows, keep);
          }
        },
        statement,
        cpu);
  }

  /** Hands over the text each time. */
  static Contestant text(String name, Connection connection, String sql, LongSupplier cpu) {
    return new Contestant(
        name,
        keep -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            return read(rows, keep);
          }
        },
        () -> {},
        cpu);
  }

  private static Answer read(ResultSet rows, boolean keep) throws SQLException {
    if (keep) {
      return Answer.of(rows);
    }
    int width = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (int column = 1; column <= width; column++) {
        rows.getObject(column);
      }
    }
    return new Answer(List.of());
  }

  String name() {
    return name;
  }

  Answer answer() throws SQLException {
    return asking.ask(true);
  }

  /** Runs until the time is over, at least twice; what it takes does not count. */
  void warm(long nanosMin) throws SQLException {
    long begin = System.nanoTime();
    int runs = 0;
    while (runs++ < 2 || System.nanoTime() - begin < nanosMin) {
      asking.ask(false);
    }
  }

  /** Runs until the time is over, at least once. */
  void turn(long nanosMin) throws SQLException {
    long begin = System.nanoTime();
    long cpuBegin = cpu.getAsLong();
    int runs = 0;
    long at = begin;
    do {
      long before = at;
      asking.ask(false);
      at = System.nanoTime();
      nanos.add(at - before);
      runs++;
    } while (at - begin < nanosMin);
    cpuNanos.add((double) (cpu.getAsLong() - cpuBegin) / runs);
  }

  /** How long all that counts took. */
  long nanosTaken() {
    return nanos.stream().mapToLong(Long::longValue).sum();
  }

  double medianMillis() {
    return median(nanos.stream().map(Long::doubleValue).toList()) / 1e6;
  }

  double medianCpuMillis() {
    return median(cpuNanos) / 1e6;
  }

  private static double median(List<Double> samples) {
    List<Double> sorted = samples.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  @Override
  public void close() throws SQLException {
    try {
      resources.close();
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
