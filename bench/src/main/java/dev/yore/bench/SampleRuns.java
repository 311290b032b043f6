package dev.yore.bench;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** Segments as tables make them: one attribute of 8,192 rows that a bulk load wrote. */
final class SampleRuns {
  static final int ROWS = 1 << 13;

  private static final long FIRST_ENTITY = 16L << 42;
  private static final int ATTRIBUTE = 100;
  private static final String[] STATES = {
    "new", "paid", "packed", "sent", "delivered", "returned", "lost", "cancelled"
  };

  private SampleRuns() {}

  /** A run of each kind of column. */
  static Map<String, Run> all() {
    Random random = new Random(1);
    Map<String, Run> runs = new LinkedHashMap<>();
    runs.put("long, rising", run(DataType.LONG, row -> 1_000_000L + row));
    runs.put("long, of 1,000", run(DataType.LONG, row -> (long) random.nextInt(1_000)));
    runs.put("long, any", run(DataType.LONG, row -> random.nextLong()));
    runs.put("double, any", run(DataType.DOUBLE, row -> random.nextDouble()));
    runs.put("string, of 8", run(DataType.STRING, row -> STATES[random.nextInt(STATES.length)]));
    runs.put("string, distinct", run(DataType.STRING, row -> "customer " + random.nextInt()));
    return runs;
  }

  private static Run run(DataType type, IntFunction<Object> value) {
    RunBuilder builder = new RunBuilder(IndexOrder.AEVT, attribute -> type, ROWS);
    for (int row = 0; row < ROWS; row++) {
      builder.add(FIRST_ENTITY + row, ATTRIBUTE, value.apply(row), 7);
    }
    return builder.buildSorted();
  }
}
