package dev.yore.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A sum over half the rows of a table, now and as of a moment before a quarter of it changed. */
final class QueryBenchmark implements Benchmark {
  private static final int ROWS = Integer.getInteger("yore.bench.rows", 1_000_000);
  private static final String SUM = "SELECT sum(c) FROM t%s WHERE d < " + SampleTable.RANGE / 2;

  @Override
  public String about() {
    return "SELECT sum(c) FROM t WHERE d < x, " + ROWS + " rows of 8 columns, half of them match";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Database yore = Database.inMemory("query");
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:query;OPTIMIZE_REUSE_RESULTS=0")) {
      report.progress("filling");
      SampleTable.create(yore.connection(), "t");
      SampleTable.fill(yore.connection(), "t", 0, ROWS);
      SampleTable.create(h2, "t");
      SampleTable.fill(h2, "t", 0, ROWS);
      long before = yore.indexed();
      yore.passTime();
      String past = Report.format(SUM, " FOR SYSTEM_TIME AS OF " + before);
      report.progress("measuring");
      compare(report, yore.connection(), h2, past);

      report.progress("changing a quarter");
      String change = "UPDATE t SET c = c + 1 WHERE mod(id, 4) = 0";
      SampleTable.execute(yore.connection(), change);
      SampleTable.execute(h2, change);
      yore.indexed();
      report.note("After every fourth row has changed:\n");
      compare(report, yore.connection(), h2, past);
    }
  }

  private static void compare(Report report, Connection yore, Connection h2, String pastSum)
      throws Exception {
    String nowSum = Report.format(SUM, "");
    try (PreparedStatement now = yore.prepareStatement(nowSum);
        PreparedStatement past = yore.prepareStatement(pastSum);
        PreparedStatement other = h2.prepareStatement(nowSum)) {
      if (sum(now) != sum(other)) {
        throw new IllegalStateException("Yore " + sum(now) + ", H2 " + sum(other));
      }
      long expected = sum(past);
      new SideBySide("query")
          .side("Yore, now", () -> sum(now) > 0 ? 1 : 0)
          .side("Yore, as of a past t", () -> sum(past) == expected ? 1 : 0)
          .side("H2 in memory", () -> sum(other) > 0 ? 1 : 0)
          .run(report);
    }
  }

  private static long sum(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
