package dev.yore.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StackTest {
  private static final List<DataType> TYPES =
      List.of(DataType.LONG, DataType.DOUBLE, DataType.decimal(30, 2), DataType.STRING);

  @RepeatedTest(200)
  void hasTheRowsOfAllPartsInOrder(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    DataType type = TYPES.get(random.nextInt(TYPES.size()));
    boolean coded = type == DataType.STRING && random.nextBoolean();
    int distinct = 1 + random.nextInt(6);
    List<Stack.Part> parts = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    for (int p = random.nextInt(6); p >= 0; p--) {
      List<Object> values = new ArrayList<>();
      int size = random.nextInt(30);
      for (int i = 0; i < size; i++) {
        values.add(random.nextInt(5) == 0 ? null : value(type, random.nextInt(distinct) + p % 2));
      }
      Vector vector =
          coded
              ? coded(values)
              : size > 0 && random.nextInt(4) == 0
                  ? new ConstantVector(Vectors.single(type, values.get(0)), size)
                  : Vectors.of(type, values);
      int[] rows = random.nextBoolean() ? null : random.ints(0, size + 1).limit(size).toArray();
      int count = random.nextInt(size + 1);
      if (rows != null) {
        rows = Arrays.stream(rows).filter(row -> row < size).toArray();
        count = rows.length;
      }
      parts.add(new Stack.Part(vector, rows, count));
      for (int i = 0; i < count; i++) {
        expected.add(Vectors.get(type, vector, rows == null ? i : rows[i]));
      }
    }
    Vector stacked = Stack.of(type.layout(), parts);
    assertThat(stacked.size()).isEqualTo(expected.size());
    assertThat(values(type, stacked)).isEqualTo(expected);
    if (stacked instanceof DictionaryVector dictionary) {
      assertThat(values(type, dictionary.dictionary())).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void keepsCodesWhereEntriesRepeat() {
    List<Object> left = List.of("b", "c", "b", "c", "c", "b", "b", "b");
    List<Object> right = List.of("a", "c", "a", "c", "c", "a", "a", "a");
    Vector stacked =
        Stack.of(
            DataType.STRING.layout(),
            List.of(new Stack.Part(coded(left), null, 8), new Stack.Part(coded(right), null, 8)));
    assertThat(stacked).isInstanceOf(DictionaryVector.class);
    assertThat(values(DataType.STRING, ((DictionaryVector) stacked).dictionary()))
        .isEqualTo(List.of("a", "b", "c"));
  }

  private static List<Object> values(DataType type, Vector vector) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < vector.size(); i++) {
      values.add(Vectors.get(type, vector, i));
    }
    return values;
  }

  private static Object value(DataType type, int number) {
    return switch (type.layout()) {
      case LONG -> (Object) (long) number;
      case DOUBLE -> (Object) (double) number;
      case INT128 -> BigDecimal.valueOf(number, 2).multiply(BigDecimal.TEN.pow(20)).setScale(2);
      case BYTES -> "text ".repeat(number) + number;
    };
  }

  private static Vector coded(List<Object> values) {
    TreeSet<String> entries = new TreeSet<>();
    boolean[] nulls = new boolean[values.size()];
    for (int i = 0; i < nulls.length; i++) {
      nulls[i] = values.get(i) == null;
      if (!nulls[i]) {
        entries.add((String) values.get(i));
      }
    }
    List<String> sorted = List.copyOf(entries);
    int[] codes = new int[nulls.length];
    for (int i = 0; i < nulls.length; i++) {
      codes[i] = nulls[i] ? 0 : sorted.indexOf(values.get(i));
    }
    BytesVector dictionary = (BytesVector) Vectors.of(DataType.STRING, sorted);
    return new DictionaryVector(codes, nulls.length, dictionary, nulls);
  }
}
