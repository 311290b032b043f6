package dev.yore.bench;

import java.sql.Connection;
import java.sql.DriverManager;

/** Rows through JDBC batches of 10,000, with the indexing that they cause. */
final class InsertBenchmark implements Benchmark {
  private static final int ROWS = 100_000;

  @Override
  public String about() {
    return "Bulk insert: " + ROWS + " rows of 8 columns by batches of 10,000";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Scratch scratch = new Scratch()) {
      int[] number = {0};
      new SideBySide("row")
          .side("Yore in memory", () -> yore("jdbc:yore:mem:insert" + number[0]++))
          .side("Yore in a file", () -> yore("jdbc:yore:file:" + scratch.path("y" + number[0]++)))
          .side("H2 in memory", () -> h2("jdbc:h2:mem:"))
          .side("H2 in a file", () -> h2("jdbc:h2:file:" + scratch.path("h" + number[0]++)))
          .run(report);
    }
  }

  private static long yore(String url) throws Exception {
    try (Database database = new Database(url)) {
      SampleTable.create(database.connection(), "t");
      SampleTable.fill(database.connection(), "t", 0, ROWS);
      database.indexed();
    }
    return ROWS;
  }

  private static long h2(String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      SampleTable.create(connection, "t");
      SampleTable.fill(connection, "t", 0, ROWS);
    }
    return ROWS;
  }
}
