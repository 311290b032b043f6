package dev.yore.bench.commits;

import dev.yore.bench.Measured;
import dev.yore.bench.Report;
import dev.yore.bench.SampleTable;
import dev.yore.jdbc.YoreConnection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What other peers notice of writes: how late they see them, what reads and openings cost. */
final class Peers {
  /** A connection of other properties of the storage has a peer of its own. */
  private static final String OTHER_PEER = "&tcpKeepAlive=";

  private static final int COMMITS = 2_000;
  private static final int ROWS = 100_000;
  private static final int BATCH = 1_000;
  private static final int WRITERS = 8;
  private static final int TURNS = 6;
  private static final long TURN = TimeUnit.SECONDS.toNanos(2);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Report report;
  private final Servers servers;
  private final AtomicLong ids;

  Peers(Report report, Servers servers, AtomicLong ids) {
    this.report = report;
    this.servers = servers;
    this.ids = ids;
  }

  void run() throws Exception {
    propagation();
    reads();
    load();
    opening();
  }

  private void propagation() throws SQLException {
    double[] whole = new double[COMMITS];
    double[] after = new double[COMMITS];
    try (Connection one = DriverManager.getConnection(servers.yoreUrl());
        Connection other = DriverManager.getConnection(servers.yoreUrl() + OTHER_PEER + "true");
        PreparedStatement insert =
            one.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      YoreConnection writer = one.unwrap(YoreConnection.class);
      YoreConnection reader = other.unwrap(YoreConnection.class);
      Random random = new Random(1);
      for (int i = 0; i < COMMITS; i++) {
        SampleTable.set(insert, ids.getAndIncrement(), random);
        long begin = System.nanoTime();
        insert.executeUpdate();
        long acknowledged = System.nanoTime();
        reader.sync(writer.basisT());
        long seen = System.nanoTime();
        whole[i] = seen - begin;
        after[i] = seen - acknowledged;
      }
    }
    Arrays.sort(whole);
    Arrays.sort(after);
    report.note(
        Report.format(
            "Another peer sees a commit %s after it was asked for (p99 %s), %s after its writer"
                + " knows (p99 %s)%n",
            Report.time(whole[COMMITS / 2]),
            Report.time(whole[COMMITS * 99 / 100]),
            Report.time(after[COMMITS / 2]),
            Report.time(after[COMMITS * 99 / 100])));
  }

  /** Point reads on a warm peer, alone and while another process writes as fast as it can. */
  private void reads() throws Exception {
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    try (Connection peer = DriverManager.getConnection(servers.yoreUrl());
        PreparedStatement read = peer.prepareStatement("SELECT * FROM t WHERE id = ?")) {
      readFor(read);
      for (int turn = 0; turn < TURNS; turn++) {
        alone.add(readFor(read));
        Process writing = startWriting();
        try {
          readFor(read);
          beside.add(readFor(read));
        } finally {
          writing.destroyForcibly().onExit().join();
        }
      }
    }
    double before = median(alone);
    double now = median(beside);
    report.note(
        Report.format(
            "A point read takes %s of the processor, %s while %d clients elsewhere write as fast as"
                + " they can: %.2f x%n",
            Report.time(before), Report.time(now), WRITERS, now / before));
  }

  private static double median(List<Double> samples) {
    return Measured.median(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Process startWriting() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(WritingProcess.class.getName(), servers.yoreUrl()));
    command.addAll(List.of(String.valueOf(WRITERS), String.valueOf(ids.getAndAdd(100_000_000))));
    Process writing =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    // It says how much it has written, once a second.
    if (writing.inputReader().readLine() == null) {
      throw new IllegalStateException("the process that writes has ended");
    }
    return writing;
  }

  /** What a read takes of the processor. */
  private double readFor(PreparedStatement read) throws SQLException {
    Random random = new Random(2);
    long end = System.nanoTime() + TURN;
    long cpu = THREADS.getCurrentThreadCpuTime();
    long reads = 0;
    while (System.nanoTime() < end) {
      read.setLong(1, random.nextInt(10_000));
      try (ResultSet row = read.executeQuery()) {
        if (row.next()) {
          reads++;
        }
      }
    }
    return (double) (THREADS.getCurrentThreadCpuTime() - cpu) / reads;
  }

  private void load() throws SQLException {
    double ours = load(servers.yoreUrl());
    double theirs = load(servers.postgresUrl());
    report.note(
        Report.format(
            "%d rows by batches of %d, each a transaction: %s rows/s, PostgreSQL %s: %.2f x%n",
            ROWS, BATCH, Report.number(ours), Report.number(theirs), ours / theirs));
  }

  private double load(String url) throws SQLException {
    Random random = new Random(3);
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      connection.setAutoCommit(false);
      long begin = System.nanoTime();
      for (int row = 1; row <= ROWS; row++) {
        SampleTable.set(insert, ids.getAndIncrement(), random);
        insert.addBatch();
        if (row % BATCH == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
      return ROWS * 1e9 / (System.nanoTime() - begin);
    }
  }

  /** The first row in a peer that is new, behind a load that has left novelty. */
  private void opening() throws SQLException {
    long begin = System.nanoTime();
    try (Connection fresh = DriverManager.getConnection(servers.yoreUrl() + OTHER_PEER + "false");
        Statement statement = fresh.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM t")) {
      row.next();
      report.note(
          Report.format(
              "A new peer counts %s rows %s after it was asked for a connection%n",
              Report.number(row.getLong(1)), Report.time(System.nanoTime() - begin)));
    }
  }
}
