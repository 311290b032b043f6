package dev.yore.bench.commits;

import dev.yore.bench.SampleTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that insert one row after another, each a commit, each over its own connection. */
final class Load implements AutoCloseable {
  private final AtomicLong nextId;
  private final List<Connection> connections = new ArrayList<>();
  private final List<PreparedStatement> inserts = new ArrayList<>();
  private final ExecutorService threads;

  /**
   * Takes of all commits of one turn.
   *
   * @param nanos how long the turn lasted
   * @param latencies of each commit, ascending
   */
  record Turn(long nanos, long[] latencies) {
    double perSecond() {
      return latencies.length * 1e9 / nanos;
    }

    double latency(double part) {
      return latencies[(int) (part * (latencies.length - 1))];
    }
  }

  /**
   * @param nextId keys that are free
   */
  Load(String url, int clients, AtomicLong nextId) throws SQLException {
    this.nextId = nextId;
    this.threads = Executors.newFixedThreadPool(clients);
    for (int i = 0; i < clients; i++) {
      Connection connection = DriverManager.getConnection(url);
      connections.add(connection);
      inserts.add(connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    }
  }

  Turn run(long nanos) throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    List<Callable<long[]>> tasks = new ArrayList<>();
    for (PreparedStatement each : inserts) {
      tasks.add(() -> insert(each, begin + nanos));
    }
    List<long[]> parts = new ArrayList<>();
    for (Future<long[]> each : threads.invokeAll(tasks)) {
      parts.add(each.get());
    }
    long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Turn(System.nanoTime() - begin, all);
  }

  private long[] insert(PreparedStatement insert, long end) throws SQLException {
    long[] latencies = new long[1 << 10];
    int count = 0;
    Random random = new Random(end);
    long now = System.nanoTime();
    while (now < end) {
      SampleTable.set(insert, nextId.getAndIncrement(), random);
      if (insert.executeUpdate() != 1) {
        throw new IllegalStateException("a row was not inserted");
      }
      long then = System.nanoTime();
      if (count == latencies.length) {
        latencies = Arrays.copyOf(latencies, 2 * count);
      }
      latencies[count++] = then - now;
      now = then;
    }
    return Arrays.copyOf(latencies, count);
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
