package dev.yore.storage.segment.format1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.frame.FormatPage;
import dev.yore.storage.segment.SegmentCodec;
import dev.yore.storage.value.DataType;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The segment examples of docs/format.md are what the codec writes and reads. */
class FormatExamplesTest {
  private static final long ROW = 16L << 42;

  private final FormatPage page = FormatPage.read();

  @TestFactory
  List<DynamicTest> integers() {
    return List.of(
        integers("integers-small-constant", 3, 3, 3),
        integers("integers-constant", 300, 300),
        integers("integers-dense", 70, 71, 72, 73),
        integers("integers-packed", 1003, 1000, 1007, 1001, 1002),
        integers("integers-delta", 100, 210, 321, 432, 541),
        integers("integers-pieces", LongStream.range(0, 16).map(i -> i / 4 * 10 + 10).toArray()),
        integers(
            "integers-dictionary",
            LongStream.range(0, 32).map(i -> i % 3 == 0 ? 5 : 1_000_000).toArray()),
        integers("integers-plain", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @TestFactory
  List<DynamicTest> otherColumns() {
    return List.of(
        column("doubles-bits", DataType.DOUBLE, List.of(0.1 + 0.2)),
        column("doubles-floats", DataType.DOUBLE, List.of((double) 0.1f, (double) -3.3e9f)),
        column("doubles-decimal", DataType.DOUBLE, List.of(19.99, 20.0, 4.5)),
        column("wide-narrow", DataType.decimal(38, 0), List.of(decimal("7"), decimal("-2"))),
        column("wide-halves", DataType.UUID, List.of(new UUID(1, 2), new UUID(1, 3))),
        column("bytes-constant", DataType.STRING, List.of("open", "open", "open")),
        column("bytes-plain", DataType.STRING, List.of("Helena", "Noah")),
        column(
            "bytes-front-coded",
            DataType.STRING,
            IntStream.range(1, 7).mapToObj(i -> "Customer#00000" + i).toList()),
        column(
            "bytes-dictionary",
            DataType.STRING,
            IntStream.range(0, 12).mapToObj(i -> i % 5 == 0 ? "shipped" : "open").toList()));
  }

  @TestFactory
  List<DynamicTest> segments() {
    RunBuilder event = new RunBuilder(IndexOrder.EAVT, FormatExamplesTest::type, 1);
    event.addEvent(ROW + 7, 41, 31L, 5, true);
    RunBuilder column = new RunBuilder(IndexOrder.AEVT, FormatExamplesTest::type, 100);
    for (int i = 0; i < 100; i++) {
      column.add(ROW + i, 41, 20L + i % 2, 5);
    }
    RunBuilder rows = new RunBuilder(IndexOrder.EAVT, FormatExamplesTest::type, 4);
    rows.add(ROW, 40, "Helena", 5).add(ROW, 41, 33L, 5);
    rows.add(ROW + 1, 40, "Noah", 5).add(ROW + 1, 41, 34L, 6);
    RunBuilder history = new RunBuilder(IndexOrder.AEVT, FormatExamplesTest::type, 2);
    history.addHistory(ROW, 41, 30L, 2, 4).addHistory(ROW, 41, 31L, 4, 9);
    RunBuilder change = new RunBuilder(IndexOrder.EAVT, FormatExamplesTest::type, 2);
    change.addEvent(ROW, 41, 30L, 4, false).addEvent(ROW, 41, 31L, 4, true);
    return List.of(
        segment("segment-empty", Run.empty(IndexOrder.AVET)),
        segment("segment-event", event.build()),
        segment("segment-column", column.build()),
        segment("segment-rows", rows.build()),
        segment("segment-history", history.build()),
        segment("segment-change", change.build()));
  }

  private static DataType type(int attribute) {
    return attribute == 40 ? DataType.STRING : DataType.LONG;
  }

  private static java.math.BigDecimal decimal(String digits) {
    return new java.math.BigDecimal(digits);
  }

  private DynamicTest integers(String id, long... values) {
    return example(
        id,
        out -> IntegerEncoder.choose(values, values.length).write(out),
        DataType.LONG,
        new LongVector(values),
        (in, count) -> new LongVector(IntegerDecoder.longs(in, count)));
  }

  private DynamicTest column(String id, DataType type, List<?> values) {
    Vector vector = Vectors.of(type, values);
    return switch (vector) {
      case DoubleVector doubles ->
          example(id, out -> DoubleColumn.write(doubles, out), type, vector, DoubleColumn::read);
      case Int128Vector wide ->
          example(id, out -> WideColumn.write(wide, out), type, vector, WideColumn::read);
      case BytesVector bytes ->
          example(id, out -> BytesColumn.write(bytes, out), type, vector, BytesColumn::read);
      default -> throw new IllegalArgumentException(type + " has no column of its own");
    };
  }

  private DynamicTest example(
      String id,
      java.util.function.Consumer<ByteWriter> write,
      DataType type,
      Vector expected,
      BiFunction<ByteReader, Integer, Vector> read) {
    return DynamicTest.dynamicTest(
        id,
        () -> {
          ByteWriter out = new ByteWriter(0);
          write.accept(out);
          assertOnPage(id, out.toByteArray());
          ByteReader in = IntegerEncodingTest.reader(page.bytes(id));
          assertThat(values(type, read.apply(in, expected.size())))
              .isEqualTo(values(type, expected));
          assertThat(in.remaining()).isZero();
        });
  }

  private DynamicTest segment(String id, Run run) {
    return DynamicTest.dynamicTest(
        id,
        () -> {
          assertOnPage(id, SegmentCodec.encode(run));
          Run read = SegmentCodec.decode(id, page.bytes(id));
          assertThat(datoms(read)).isEqualTo(datoms(run));
        });
  }

  private void assertOnPage(String id, byte[] bytes) {
    assertThat(FormatPage.rendered(page.bytes(id))).isEqualTo(FormatPage.rendered(bytes));
  }

  private static List<Object> values(DataType type, Vector vector) {
    return IntStream.range(0, vector.size())
        .<Object>mapToObj(row -> String.valueOf(Vectors.get(type, vector, row)))
        .toList();
  }

  private static List<Object> datoms(Run run) {
    var ended = run.ended();
    return IntStream.range(0, run.size())
        .<Object>mapToObj(row -> run.datom(row) + (ended == null ? "" : " " + ended.get(row)))
        .toList();
  }
}
