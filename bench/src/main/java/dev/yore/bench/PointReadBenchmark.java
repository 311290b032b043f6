package dev.yore.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;

/** Whole rows by their key through a prepared statement, now and as of a past moment. */
final class PointReadBenchmark implements Benchmark {
  private static final int ROWS = Integer.getInteger("yore.bench.rows", 1_000_000);
  private static final int READS = 200;
  private static final String READ = "SELECT * FROM t%s WHERE id = ?";

  @Override
  public String about() {
    return "SELECT * FROM t WHERE id = ?, prepared, all columns fetched, " + ROWS + " rows";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Database yore = Database.inMemory("read");
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:read;OPTIMIZE_REUSE_RESULTS=0")) {
      report.progress("filling");
      SampleTable.create(yore.connection(), "t");
      SampleTable.fill(yore.connection(), "t", 0, ROWS);
      SampleTable.create(h2, "t");
      SampleTable.fill(h2, "t", 0, ROWS);
      long before = yore.indexed();
      yore.passTime();
      String past = Report.format(READ, " FOR SYSTEM_TIME AS OF " + before);
      report.progress("measuring");
      compare(report, yore.connection(), h2, past);

      report.progress("changing a quarter");
      SampleTable.execute(yore.connection(), "UPDATE t SET c = c + 1 WHERE mod(id, 4) = 0");
      yore.indexed();
      report.note("After every fourth row has changed:\n");
      compare(report, yore.connection(), h2, past);
    }
  }

  private static void compare(Report report, Connection yore, Connection h2, String pastRead)
      throws Exception {
    String nowRead = Report.format(READ, "");
    try (PreparedStatement now = yore.prepareStatement(nowRead);
        PreparedStatement past = yore.prepareStatement(pastRead);
        PreparedStatement other = h2.prepareStatement(nowRead)) {
      Random random = new Random(1);
      new SideBySide("read")
          .side("Yore, now", () -> reads(now, random))
          .side("Yore, as of a past t", () -> reads(past, random))
          .side("H2 in memory", () -> reads(other, random))
          .run(report);
    }
  }

  private static long reads(PreparedStatement query, Random random) throws SQLException {
    for (int i = 0; i < READS; i++) {
      long id = random.nextInt(ROWS);
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next() || row.getLong(1) != id || fetched(row) == 0) {
          throw new IllegalStateException("row " + id + " was not read");
        }
      }
    }
    return READS;
  }

  /** Takes every column as an application would. */
  private static long fetched(ResultSet row) throws SQLException {
    long seen = row.getLong(2) + row.getLong(3) + row.getBigDecimal(4).signum();
    seen += Double.doubleToLongBits(row.getDouble(5));
    seen += row.getString(6).length() + row.getString(7).length();
    return seen + row.getTimestamp(8).getNanos() | 1;
  }
}
