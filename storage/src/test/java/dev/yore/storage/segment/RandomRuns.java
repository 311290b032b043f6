package dev.yore.storage.segment;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Runs of every type, flavour and order whose numbers have the shapes that encodings look for. */
final class RandomRuns {
  /** What a run has besides its datoms. */
  enum Flavour {
    LIVE,
    HISTORY,
    EVENTS
  }

  static final List<DataType> TYPES =
      List.of(
          DataType.STRING,
          DataType.string(40),
          DataType.BOOLEAN,
          DataType.LONG,
          DataType.INTEGER,
          DataType.DOUBLE,
          DataType.FLOAT,
          DataType.decimal(15, 2),
          DataType.decimal(38, 10),
          DataType.of(ValueType.BIGINT),
          DataType.INSTANT,
          DataType.TIMESTAMP,
          DataType.DATE,
          DataType.TIME,
          DataType.UUID,
          DataType.of(ValueType.URI),
          DataType.KEYWORD,
          DataType.of(ValueType.SYMBOL),
          DataType.BYTES,
          DataType.REF,
          DataType.tuple(List.of(DataType.LONG, DataType.STRING, DataType.UUID)));

  private final Random random;

  RandomRuns(long seed) {
    this.random = new Random(seed);
  }

  /** A run of up to {@code max} datoms; of one attribute where the order or chance says so. */
  Run any(int max) {
    IndexOrder order = IndexOrder.values()[random.nextInt(4)];
    Flavour flavour = Flavour.values()[random.nextInt(3)];
    boolean single = order.byAttribute() || random.nextInt(4) == 0;
    DataType[] types = new DataType[single ? 1 : 1 + random.nextInt(12)];
    Arrays.setAll(
        types,
        i -> order == IndexOrder.VAET ? DataType.REF : TYPES.get(random.nextInt(TYPES.size())));
    return of(order, flavour, types, random.nextInt(max + 1));
  }

  Run of(IndexOrder order, Flavour flavour, DataType[] types, int rows) {
    RunBuilder builder = new RunBuilder(order, a -> types[(a - 7) / 3], rows);
    long[] entities = numbers(rows, 16L << 42);
    long[] added = numbers(rows, 5);
    int[] kinds = random.ints(types.length, 0, 4).toArray();
    List<List<Object>> known = new ArrayList<>();
    for (DataType type : types) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        values.add(value(type));
      }
      known.add(values);
    }
    for (int row = 0; row < rows; row++) {
      int a = random.nextInt(types.length);
      Object value =
          switch (kinds[a]) {
            case 0 -> known.get(a).get(0);
            case 1 -> known.get(a).get(random.nextInt(5));
            default -> value(types[a]);
          };
      int attribute = 7 + 3 * a;
      long t = Math.abs(added[row]);
      switch (flavour) {
        case LIVE -> builder.add(entities[row], attribute, value, t);
        case HISTORY ->
            builder.addHistory(entities[row], attribute, value, t, t + 1 + random.nextInt(9));
        case EVENTS -> builder.addEvent(entities[row], attribute, value, t, random.nextInt(3) > 0);
      }
    }
    return builder.build();
  }

  private long[] numbers(int count, long base) {
    long[] numbers = new long[count];
    int shape = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      numbers[i] =
          switch (shape) {
            case 0 -> base;
            case 1 -> base + i;
            case 2 -> base + random.nextInt(1000);
            case 3 -> base + 10L * i + random.nextInt(5);
            case 4 -> base + 1_000_000L * (i / 20) + i % 20;
            default -> random.nextLong() >>> 2;
          };
    }
    return numbers;
  }

  Object value(DataType type) {
    return switch (type.valueType()) {
      case STRING -> text(type.precision() == 0 ? 12 : 40);
      case BOOLEAN -> random.nextBoolean();
      case LONG -> type.precision() == 64 ? anyLong() : (Object) (long) (int) anyLong();
      case DOUBLE -> anyDouble();
      case FLOAT -> (float) anyDouble();
      case DECIMAL ->
          new BigDecimal(
              type.precision() <= 18
                  ? BigInteger.valueOf(random.nextInt(1_000_000))
                  : new BigInteger(random.nextInt(126), random),
              type.scale());
      case BIGINT -> new BigInteger(random.nextInt(300), random).subtract(BigInteger.TEN);
      case INSTANT -> Instant.ofEpochSecond(random.nextInt(), 1000L * random.nextInt(1_000_000));
      case TIMESTAMP ->
          Instant.ofEpochSecond(random.nextInt()).atOffset(ZoneOffset.UTC).toLocalDateTime();
      case DATE -> LocalDate.ofEpochDay(random.nextInt(30_000));
      case TIME -> LocalTime.ofSecondOfDay(random.nextInt(86_400));
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case URI -> URI.create("https://example.org/items/" + random.nextInt(100_000));
      case KEYWORD -> Keyword.of("status/k" + random.nextInt(50));
      case SYMBOL -> new Symbol("?s" + random.nextInt(50));
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield Bytes.of(bytes);
      }
      case REF -> (17L << 42) + random.nextInt(5000);
      case TUPLE -> type.parts().stream().map(this::value).toList();
      case MONTHS, DURATION -> throw new IllegalArgumentException(type + " is never stored");
    };
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "prefix of Zoë " : "");
    int more = random.nextInt(length);
    for (int i = 0; i < more; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private long anyLong() {
    return random.nextLong() >> random.nextInt(64);
  }

  private double anyDouble() {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> -0.0;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> random.nextInt(1000);
      case 4 -> random.nextInt(10_000) / 100.0;
      default -> random.nextGaussian();
    };
  }
}
