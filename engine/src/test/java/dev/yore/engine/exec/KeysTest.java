package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Tables of keys, for joins and for groups, against maps of boxed keys. */
@NullUnmarked
class KeysTest {
  private static final List<List<DataType>> SHAPES =
      List.of(
          List.of(DataType.LONG),
          List.of(DataType.LONG, DataType.LONG),
          List.of(DataType.LONG, DataType.DATE, DataType.LONG),
          List.of(DataType.STRING),
          List.of(DataType.DOUBLE),
          List.of(DataType.decimal(30, 2)),
          List.of(DataType.STRING, DataType.LONG, DataType.STRING),
          List.of(DataType.decimal(30, 2), DataType.DOUBLE, DataType.BOOLEAN));

  /** Columns of some rows, and the same boxed. */
  private record Sample(Batch batch, List<List<Object>> rows) {}

  private static Sample sample(List<DataType> types, int size, long spread, Random random) {
    boolean gaps = random.nextBoolean();
    int extent = gaps ? 2 * size : size;
    Vector[] columns = new Vector[types.size()];
    for (int c = 0; c < columns.length; c++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < extent; i++) {
        values.add(random.nextInt(8) == 0 ? null : value(types.get(c), random, spread));
      }
      columns[c] =
          switch (random.nextInt(4)) {
            case 0 -> new ConstantVector(Vectors.single(types.get(c), values.get(0)), extent);
            case 1 ->
                types.get(c) == DataType.STRING ? coded(values) : Vectors.of(types.get(c), values);
            default -> Vectors.of(types.get(c), values);
          };
    }
    int[] selection = new int[size];
    Arrays.setAll(selection, i -> 2 * i + 1);
    Batch batch = new Batch(columns, gaps ? selection : null, size);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < columns.length; c++) {
        row.add(Vectors.get(types.get(c), columns[c], batch.row(i)));
      }
      rows.add(row);
    }
    return new Sample(batch, rows);
  }

  private static Object value(DataType type, Random random, long spread) {
    long number = random.nextLong(spread) * (spread > 1000 ? 0x1_0000_0001L : 1);
    return switch (type.valueType()) {
      case DATE -> java.time.LocalDate.ofEpochDay(random.nextInt(4));
      case BOOLEAN -> random.nextBoolean();
      case LONG -> (Object) number;
      case DOUBLE -> (Object) (double) number;
      case DECIMAL -> BigDecimal.valueOf(number, 2);
      default -> "s" + number;
    };
  }

  private static Vector coded(List<Object> values) {
    TreeSet<String> entries = new TreeSet<>();
    values.forEach(value -> entries.add(value == null ? "" : (String) value));
    List<String> sorted = List.copyOf(entries);
    boolean[] nulls = new boolean[values.size()];
    int[] codes = new int[nulls.length];
    for (int i = 0; i < nulls.length; i++) {
      nulls[i] = values.get(i) == null;
      codes[i] = nulls[i] ? 0 : sorted.indexOf(values.get(i));
    }
    BytesVector dictionary = (BytesVector) Vectors.of(DataType.STRING, sorted);
    return new DictionaryVector(codes, nulls.length, dictionary, nulls);
  }

  @RepeatedTest(120)
  void groupsAreNumberedInOrderOfTheirFirstRows(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<DataType> types = SHAPES.get(random.nextInt(SHAPES.size()));
    KeyTable table = KeyTable.of(types.toArray(new DataType[0]));
    Map<List<Object>, Integer> numbers = new HashMap<>();
    List<List<Object>> inOrder = new ArrayList<>();
    for (int b = 0; b < 4; b++) {
      Sample sample =
          sample(
              types,
              1 + random.nextInt(300),
              round.getCurrentRepetition() % 2 == 0 ? 4 : 5000,
              random);
      boolean add = b != 2;
      int[] ids = new int[sample.rows.size()];
      table.ids(sample.batch.columns(), sample.batch, add, ids);
      for (int i = 0; i < ids.length; i++) {
        List<Object> key = sample.rows.get(i);
        if (add && !numbers.containsKey(key)) {
          numbers.put(key, numbers.size());
          inOrder.add(key);
        }
        assertThat(ids[i]).as("%s", key).isEqualTo(numbers.getOrDefault(key, -1));
      }
    }
    assertThat(table.size()).isEqualTo(numbers.size());
    Vector[] keys = table.keys();
    for (int id = 0; id < inOrder.size(); id++) {
      for (int c = 0; c < keys.length; c++) {
        assertThat(Vectors.get(types.get(c), keys[c], id)).isEqualTo(inOrder.get(id).get(c));
      }
    }
  }

  @RepeatedTest(160)
  void rowsAreFoundByKeyInTheirOrder(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<DataType> types = SHAPES.get(random.nextInt(SHAPES.size()));
    long spread = round.getCurrentRepetition() % 3 == 0 ? 5000 : 30;
    Sample built = sample(types, random.nextInt(200), spread, random);
    Batch rows = built.batch.compact();
    Vector[] flat = new Vector[types.size()];
    for (int c = 0; c < flat.length; c++) {
      flat[c] = LongKeys.flat(rows.columns()[c]);
    }
    JoinIndex index = JoinIndex.of(types.toArray(new DataType[0]), flat, built.rows.size());
    Map<List<Object>, List<Integer>> expected = new HashMap<>();
    for (int row = 0; row < built.rows.size(); row++) {
      if (!built.rows.get(row).contains(null)) {
        expected.computeIfAbsent(built.rows.get(row), k -> new ArrayList<>()).add(row);
      }
    }
    assertThat(index.unique()).isEqualTo(expected.values().stream().allMatch(l -> l.size() == 1));
    Sample probed = sample(types, 1 + random.nextInt(200), spread, random);
    int[] first = new int[probed.rows.size()];
    index.first(probed.batch.columns(), probed.batch, first);
    for (int i = 0; i < first.length; i++) {
      List<Integer> found = new ArrayList<>();
      for (int row = first[i]; row >= 0; row = index.next(row)) {
        found.add(row);
      }
      assertThat(found)
          .as("%s", probed.rows.get(i))
          .isEqualTo(expected.getOrDefault(probed.rows.get(i), List.of()));
    }
  }

  @Test
  void numbersAtTheEndsOfTheirRangeAreKeysToo() {
    long[] ends = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, Long.MIN_VALUE + 1};
    Vector key = new dev.yore.storage.column.LongVector(ends);
    for (DataType[] types : new DataType[][] {{DataType.LONG}, {DataType.LONG, DataType.LONG}}) {
      Vector[] keys = new Vector[types.length];
      Arrays.fill(keys, key);
      JoinIndex index = JoinIndex.of(types, keys, ends.length);
      int[] found = new int[ends.length];
      index.first(keys, new Batch(keys, null, ends.length), found);
      assertThat(found).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void narrowRangesDoNotWrapAround() {
    Vector one = new dev.yore.storage.column.LongVector(new long[] {Long.MAX_VALUE});
    JoinIndex index = JoinIndex.of(new DataType[] {DataType.LONG}, new Vector[] {one}, 1);
    Vector probes =
        new dev.yore.storage.column.LongVector(
            new long[] {Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1});
    int[] found = new int[3];
    index.first(new Vector[] {probes}, new Batch(new Vector[] {probes}, null, 3), found);
    assertThat(found).containsExactly(-1, 0, -1);
  }
}
