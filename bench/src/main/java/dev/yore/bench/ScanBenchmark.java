package dev.yore.bench;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.BatchCursor;
import dev.yore.engine.exec.DbSource;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.StarColumn;
import dev.yore.engine.exec.StarScan;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Table;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The operator that reads a table, against sums of arrays that hold the same numbers. */
final class ScanBenchmark implements Benchmark {
  private static final int ROWS = Integer.getInteger("yore.bench.rows", 1_000_000);
  private static final int COLUMNS = 8;
  private static final int BATCH = 10_000;

  @Override
  public String about() {
    return "Star scan of " + ROWS + " entities with 8 attributes, all values summed";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Database database = Database.inMemory("scan")) {
      report.progress("filling");
      long[][] plain = fill(database);
      database.indexed();
      report.progress("measuring");
      Db db = database.db();
      StarScan scan = scan(table(db));
      long expected = sum(plain);
      new SideBySide("value")
          .side("sum of long[8][]", () -> checked(sum(plain), expected))
          .side("StarScan", () -> checked(sum(scan, db), expected))
          .run(report);
    }
  }

  private static long checked(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException("the sum is " + found + ", not " + expected);
    }
    return (long) ROWS * COLUMNS;
  }

  private static long[][] fill(Database database) throws SQLException {
    SampleTable.execute(
        database.connection(),
        "CREATE TABLE n (a BIGINT PRIMARY KEY, b BIGINT, c BIGINT, d BIGINT, e BIGINT, f BIGINT,"
            + " g BIGINT, h BIGINT)");
    long[][] plain = new long[COLUMNS][ROWS];
    try (PreparedStatement insert =
        database.connection().prepareStatement("INSERT INTO n VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          plain[column][row] = column == 0 ? row : row * 31L % (1_000L << column);
          insert.setLong(column + 1, plain[column][row]);
        }
        insert.addBatch();
        if ((row + 1) % BATCH == 0 || row + 1 == ROWS) {
          insert.executeBatch();
        }
      }
    }
    return plain;
  }

  private static Table table(Db db) {
    return db.schema().tables().values().stream()
        .filter(table -> table.name().name().equals("n"))
        .findFirst()
        .orElseThrow();
  }

  private static StarScan scan(Table table) {
    List<StarColumn> columns =
        table.columns().stream()
            .map(column -> StarColumn.value(column.name(), column.attribute(), column.type(), true))
            .toList();
    return new StarScan(
        DbSource.GIVEN,
        EntityIds.of(table.partition(), 0),
        EntityIds.of(table.partition() + 1, 0),
        columns,
        List.of(),
        List.of());
  }

  private static long sum(long[][] plain) {
    long sum = 0;
    for (long[] column : plain) {
      for (long value : column) {
        sum += value;
      }
    }
    return sum;
  }

  private static long sum(StarScan scan, Db db) {
    long sum = 0;
    try (BatchCursor batches = scan.open(context(db))) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        for (Vector column : batch.columns()) {
          long[] values = ((LongVector) column).values();
          for (int row = 0; row < batch.count(); row++) {
            sum += values[row];
          }
        }
      }
    }
    return sum;
  }

  private static ExecutionContext context(Db db) {
    return new ExecutionContext(
        List.of(db),
        new Object[0],
        Instant.now(),
        ZoneOffset.UTC,
        new AtomicBoolean(),
        0,
        Long.MAX_VALUE);
  }
}
