package dev.yore.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.OrderedBytes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TupleColumnsTest {
  private static final List<DataType> TYPES =
      List.of(
          DataType.LONG,
          DataType.STRING,
          DataType.DOUBLE,
          DataType.UUID,
          DataType.DATE,
          DataType.decimal(38, 10));

  private static final List<List<Object>> ROWS =
      List.of(
          List.of(
              1L, "a\0b", -0.0, new UUID(1, -2), LocalDate.EPOCH, new BigDecimal("1.0000000000")),
          List.of(
              Long.MIN_VALUE,
              "",
              Double.NaN,
              new UUID(-1, 2),
              LocalDate.of(1, 1, 1),
              new BigDecimal("-12345678901234567890.1234567890")),
          List.of(
              -7L,
              "größer",
              -1.5,
              new UUID(0, 0),
              LocalDate.of(2026, 2, 3),
              new BigDecimal("0.0000000001")));

  @Test
  void makesTheSameBytesOfColumnsAsOfBoxedTuples() {
    List<Vector> columns = new ArrayList<>();
    for (int c = 0; c < TYPES.size(); c++) {
      int column = c;
      columns.add(Vectors.of(TYPES.get(c), ROWS.stream().map(row -> row.get(column)).toList()));
    }
    BytesVector tuples = TupleColumns.of(TYPES, columns, ROWS.size());
    for (int row = 0; row < ROWS.size(); row++) {
      assertThat(tuples.copy(row))
          .isEqualTo(OrderedBytes.encode(DataType.tuple(TYPES), ROWS.get(row)));
      assertThat(OrderedBytes.hasNullPart(TYPES, tuples.data(), tuples.start(row))).isFalse();
    }
  }

  @Test
  void tellsATupleThatLacksAPart() {
    for (int missing = 0; missing < TYPES.size(); missing++) {
      List<Object> row = new ArrayList<>(ROWS.getFirst());
      row.set(missing, absent());
      byte[] bytes = OrderedBytes.encode(DataType.tuple(TYPES), row);
      assertThat(OrderedBytes.hasNullPart(TYPES, bytes, 0)).as("part %s", missing).isTrue();
    }
  }

  @SuppressWarnings("NullAway")
  private static Object absent() {
    return Arrays.asList((Object) null).getFirst();
  }
}
