package dev.yore.storage.segment;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** The runs of the golden segments, each value by a formula that never changes. */
final class GoldenRuns {
  private static final long ROW = 16L << 42;
  private static final int ATTRIBUTE = 40;
  private static final int COLUMN_ROWS = 300;

  private GoldenRuns() {}

  /** Each run by the name of its file. */
  static Map<String, Run> all() {
    Map<String, Run> runs = new LinkedHashMap<>();
    runs.put("empty", Run.empty(IndexOrder.VAET));
    runs.put("rows-of-all-types", rows());
    runs.put("events-of-all-types", events());
    runs.put("references-history", references());
    runs.put("long-constant", longs(i -> 77));
    runs.put("long-dense", longs(i -> 5000 + i));
    runs.put("long-packed", longs(i -> noise(i, 1000)));
    runs.put("long-delta", longs(i -> 1L << 50 | 1000L * i + noise(i, 9)));
    runs.put("long-pieces", longs(i -> i / 25 * 1_000_003L));
    runs.put("long-dictionary", longs(i -> noise(i, 9) * 1_000_000_007L));
    runs.put("long-plain", longs(i -> mix(i)));
    runs.put("entities-pieces", column(DataType.DATE, GoldenRuns::gaps, LocalDate::ofEpochDay));
    runs.put("double-bits", doubles(i -> Double.longBitsToDouble(mix(i) >>> 2)));
    runs.put("double-floats", doubles(i -> (double) Float.intBitsToFloat((int) mix(i) >>> 2)));
    runs.put("double-decimal", doubles(i -> noise(i, 100_000) / 100.0));
    runs.put("uuid-halves", dense(DataType.UUID, i -> new UUID(mix(i), mix(i + 1))));
    runs.put(
        "decimal-narrow",
        dense(DataType.decimal(30, 4), i -> BigDecimal.valueOf(noise(i, 7777) - 99, 4)));
    runs.put("string-constant", strings(i -> "always the same"));
    runs.put("string-plain", strings(i -> Long.toString(mix(i), 36)));
    runs.put("string-front-coded", strings(i -> "https://example.org/customers/" + mix(i)));
    runs.put("string-dictionary", strings(i -> "status " + noise(i, 7)));
    runs.put("string-dictionary-front-coded", strings(i -> "a long prefix " + noise(i, 70)));
    runs.put("string-by-value", strings(i -> "name " + noise(i, 70)).in(IndexOrder.AVET));
    return runs;
  }

  private static Run longs(IntToLongFunction value) {
    return dense(DataType.LONG, value::applyAsLong);
  }

  private static Run doubles(IntFunction<Double> value) {
    return dense(DataType.DOUBLE, value::apply);
  }

  private static Run strings(IntFunction<String> value) {
    return dense(DataType.STRING, value::apply);
  }

  private static Run dense(DataType type, IntFunction<Object> value) {
    return column(type, i -> i, value);
  }

  private static long gaps(int row) {
    return row + row / 40 * 3000L;
  }

  private static Run column(DataType type, IntToLongFunction entity, IntFunction<Object> value) {
    RunBuilder builder = new RunBuilder(IndexOrder.AEVT, a -> type, COLUMN_ROWS);
    for (int i = 0; i < COLUMN_ROWS; i++) {
      builder.add(ROW + entity.applyAsLong(i), ATTRIBUTE, value.apply(i), 100 + i / 60);
    }
    return builder.buildSorted();
  }

  private static Run rows() {
    RunBuilder builder = new RunBuilder(IndexOrder.EAVT, GoldenRuns::type, 400);
    for (int i = 0; i < 20; i++) {
      for (int a = 0; a < RandomRuns.TYPES.size(); a++) {
        if ((i + a) % 7 != 0) {
          builder.add(ROW + i, ATTRIBUTE + a, value(type(ATTRIBUTE + a), i), 3 + noise(i, 4));
        }
      }
    }
    return builder.buildSorted();
  }

  private static Run events() {
    RunBuilder builder = new RunBuilder(IndexOrder.EAVT, GoldenRuns::type, 50);
    for (int a = 0; a < RandomRuns.TYPES.size(); a++) {
      int attribute = ATTRIBUTE + a;
      builder.addEvent(ROW + 9, attribute, value(type(attribute), 1), 12, false);
      builder.addEvent(ROW + 9, attribute, value(type(attribute), 2), 12, true);
    }
    return builder.build();
  }

  private static Run references() {
    RunBuilder builder = new RunBuilder(IndexOrder.VAET, a -> DataType.REF, 100);
    for (int i = 0; i < 100; i++) {
      long from = 10 + noise(i, 50);
      builder.addHistory(
          ROW + noise(i, 500), ATTRIBUTE + i % 3, ROW + i / 5, from, from + 1 + noise(i + 7, 30));
    }
    return builder.build();
  }

  private static DataType type(int attribute) {
    return RandomRuns.TYPES.get(attribute - ATTRIBUTE);
  }

  private static Object value(DataType type, int i) {
    return switch (type.valueType()) {
      case STRING -> "Zoë " + noise(i, 12);
      case BOOLEAN -> noise(i, 2) == 1;
      case LONG, MONTHS, DURATION -> type.precision() == 64 ? mix(i) : noise(i, 100);
      case DOUBLE -> i == 3 ? Double.NaN : i == 4 ? -0.0 : noise(i, 1000) / 7.0;
      case FLOAT -> noise(i, 1000) / 7f;
      case DECIMAL -> decimal(type, i);
      case BIGINT -> BigInteger.valueOf(mix(i)).pow(1 + (int) noise(i, 5));
      case INSTANT -> Instant.ofEpochSecond(1_700_000_000L + noise(i, 100_000), 1000 * i);
      case TIMESTAMP -> LocalDateTime.of(2026, 1, 1 + i, 12, 30, 15, 1000 * i);
      case DATE -> LocalDate.ofEpochDay(20_000 + noise(i, 400));
      case TIME -> LocalTime.ofSecondOfDay(noise(i, 86_400));
      case UUID -> new UUID(mix(i), mix(i + 1));
      case URI -> URI.create("https://example.org/" + noise(i, 100));
      case KEYWORD -> Keyword.of("status/s" + noise(i, 4));
      case SYMBOL -> new Symbol("?x" + noise(i, 4));
      case BYTES -> Bytes.of(new byte[(int) noise(i, 9)]);
      case REF -> ROW + noise(i, 1000);
      case TUPLE -> type.parts().stream().map(part -> value(part, i)).toList();
    };
  }

  private static BigDecimal decimal(DataType type, int i) {
    BigInteger unscaled = BigInteger.valueOf(noise(i, 1_000_000));
    return new BigDecimal(
        type.precision() <= DataType.LONG_DECIMAL_DIGITS
            ? unscaled
            : unscaled.multiply(BigInteger.TEN.pow(i)).negate(),
        type.scale());
  }

  private static long noise(int i, int bound) {
    return Math.floorMod(mix(i), (long) bound);
  }

  private static long mix(int i) {
    long mixed = (i + 1) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
    return mixed ^ (mixed >>> 29);
  }
}
