package dev.yore.bench.commits;

import dev.yore.bench.Benchmark;
import dev.yore.bench.Measured;
import dev.yore.bench.Report;
import dev.yore.bench.SampleTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One-row commits through a transactor, beside PostgreSQL's own one-row inserts, in turns. */
public final class CommitsBenchmark implements Benchmark {
  private static final int ROUNDS = Integer.getInteger("yore.bench.commits.rounds", 5);
  private static final long TURN =
      TimeUnit.MILLISECONDS.toNanos(Integer.getInteger("yore.bench.commits.turn", 2_000));
  private static final long WARM =
      TimeUnit.MILLISECONDS.toNanos(Integer.getInteger("yore.bench.commits.warm", 15_000));
  private static final int[] CLIENTS = {1, 8, 64};

  @Override
  public String about() {
    return "One-row commits through a transactor beside the inserts of the PostgreSQL below it";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Servers servers = new Servers();
        Connection yore = servers.connect();
        Connection postgres = DriverManager.getConnection(servers.postgresUrl())) {
      SampleTable.create(yore, "t");
      SampleTable.create(postgres, "t");
      report.row(
          "clients", "", "commits/s", "to PostgreSQL", "p50", "p99", "commits in a log entry");
      report.row("---:", "---", "---:", "---:", "---:", "---:", "---:");
      AtomicLong ids = new AtomicLong();
      warm(servers, ids);
      for (int clients : CLIENTS) {
        try (Load ours = new Load(servers.yoreUrl(), clients, ids);
            Load theirs = new Load(servers.postgresUrl(), clients, ids)) {
          compare(report, clients, ours, theirs, postgres);
        }
      }
      report.note("");
      new Peers(report, servers, ids).run();
    }
  }

  /** Has both JVMs compile what they run, which one client alone takes minutes to do. */
  private static void warm(Servers servers, AtomicLong ids) throws Exception {
    int clients = CLIENTS[CLIENTS.length - 1];
    try (Load ours = new Load(servers.yoreUrl(), clients, ids)) {
      ours.run(WARM);
    }
  }

  private static void compare(
      Report report, int clients, Load ours, Load theirs, Connection postgres) throws Exception {
    ours.run(TURN);
    theirs.run(TURN);
    List<Load.Turn> our = new ArrayList<>();
    List<Load.Turn> their = new ArrayList<>();
    long entries = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = entries(postgres);
      our.add(ours.run(TURN));
      entries += entries(postgres) - before;
      their.add(theirs.run(TURN));
    }
    double group = our.stream().mapToInt(turn -> turn.latencies().length).sum() / (double) entries;
    double rate = row(report, clients, "PostgreSQL", their, 1, "");
    row(report, clients, "Yore", our, rate, Report.number(group));
  }

  private static double row(
      Report report, int clients, String name, List<Load.Turn> turns, double other, String group) {
    double rate = median(turns.stream().mapToDouble(Load.Turn::perSecond).toArray());
    report.row(
        String.valueOf(clients),
        name,
        Report.number(rate),
        group.isEmpty() ? "" : Report.format("%.2f", rate / other),
        Report.time(median(turns.stream().mapToDouble(turn -> turn.latency(0.5)).toArray())),
        Report.time(median(turns.stream().mapToDouble(turn -> turn.latency(0.99)).toArray())),
        group);
    return rate;
  }

  private static double median(double[] samples) {
    return Measured.median(samples);
  }

  private static long entries(Connection postgres) throws SQLException {
    try (Statement statement = postgres.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from yore_kvs where id like '%/log/%'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
