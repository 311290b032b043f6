package dev.yore.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/** Transactions of one inserted row, in memory and to a file that is durable after each. */
final class CommitBenchmark implements Benchmark {
  @Override
  public String about() {
    return "One-row inserts of 8 columns, each a transaction, one client";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Scratch scratch = new Scratch();
        Database memory = Database.inMemory("commit");
        Database file = new Database("jdbc:yore:file:" + scratch.path("commit.yore"));
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:commit");
        Connection h2File =
            DriverManager.getConnection("jdbc:h2:file:" + scratch.path("h2") + ";WRITE_DELAY=0")) {
      report.note("In memory:\n");
      compare(report, memory.connection(), h2, 50);
      report.note("To a file (Yore fsyncs each commit; H2 runs with WRITE_DELAY=0):\n");
      compare(report, file.connection(), h2File, 1);
    }
  }

  private static void compare(Report report, Connection yore, Connection other, int together)
      throws Exception {
    SampleTable.create(yore, "t");
    SampleTable.create(other, "t");
    String sql = "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement ours = yore.prepareStatement(sql);
        PreparedStatement theirs = other.prepareStatement(sql)) {
      new SideBySide("commit")
          .side("Yore", inserts(ours, together))
          .side("H2", inserts(theirs, together))
          .run(report);
    }
  }

  private static SideBySide.Work inserts(PreparedStatement insert, int together) {
    Random random = new Random(1);
    long[] next = {0};
    return () -> {
      for (int i = 0; i < together; i++) {
        insertOne(insert, next[0]++, random);
      }
      return together;
    };
  }

  private static void insertOne(PreparedStatement insert, long id, Random random)
      throws SQLException {
    SampleTable.set(insert, id, random);
    if (insert.executeUpdate() != 1) {
      throw new IllegalStateException("row " + id + " was not inserted");
    }
  }
}
