package dev.yore.engine.exec.expression;

import static dev.yore.storage.value.DataType.BOOLEAN;
import static dev.yore.storage.value.DataType.DATE;
import static dev.yore.storage.value.DataType.DOUBLE;
import static dev.yore.storage.value.DataType.INTEGER;
import static dev.yore.storage.value.DataType.LONG;
import static dev.yore.storage.value.DataType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.TestRows;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ExpressionTest {
  private static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(plan -> {
        throw new AssertionError("no sub-queries here");
      });

  private static Expr lit(Object value, DataType type) {
    return new Expr.Literal(value, type);
  }

  private static Expr col(int index, DataType type) {
    return new Expr.Column(index, type);
  }

  private static Object eval(Expr expr) {
    return COMPILER.compile(expr).value(TestRows.context());
  }

  private static Expr call(String name, DataType type, Expr... arguments) {
    return Expr.Call.of(name, type, arguments);
  }

  private static List<Object> column(Expr expr, Batch batch) {
    Vector vector = COMPILER.compile(expr).evaluate(batch, TestRows.context());
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      values.add(Vectors.get(expr.type(), vector, batch.row(i)));
    }
    return values;
  }

  private static ErrorCode error(Expr expr) {
    try {
      Object value = eval(expr);
      throw new AssertionError("expected an error, found " + value);
    } catch (YoreException e) {
      return e.code();
    }
  }

  @Test
  void connectivesFollowThreeValuedLogic() {
    Boolean[] values = {true, false, null};
    List<List<Object>> rows = new ArrayList<>();
    List<Object> and = new ArrayList<>();
    List<Object> or = new ArrayList<>();
    List<Object> not = new ArrayList<>();
    for (Boolean a : values) {
      for (Boolean b : values) {
        rows.add(Arrays.asList(a, b));
        boolean anyFalse = Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b);
        boolean anyTrue = Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
        boolean anyNull = a == null || b == null;
        and.add(anyFalse ? Boolean.FALSE : anyNull ? null : Boolean.TRUE);
        or.add(anyTrue ? Boolean.TRUE : anyNull ? null : Boolean.FALSE);
        not.add(a == null ? null : !a);
      }
    }
    for (boolean gaps : new boolean[] {false, true}) {
      Batch batch = TestRows.batch(List.of(BOOLEAN, BOOLEAN), rows, gaps);
      Expr a = col(0, BOOLEAN);
      Expr b = col(1, BOOLEAN);
      assertThat(column(call("and", BOOLEAN, a, b), batch)).isEqualTo(and);
      assertThat(column(call("or", BOOLEAN, a, b), batch)).isEqualTo(or);
      assertThat(column(call("not", BOOLEAN, a), batch)).isEqualTo(not);
      for (String name : List.of("and", "or")) {
        Evaluator evaluator = COMPILER.compile(call(name, BOOLEAN, a, b));
        int[] out = new int[batch.count()];
        int found = evaluator.select(batch, TestRows.context(), out);
        List<Object> expected = name.equals("and") ? and : or;
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
          if (Boolean.TRUE.equals(expected.get(i))) {
            positions.add(batch.row(i));
          }
        }
        assertThat(Arrays.stream(out, 0, found).boxed().toList()).isEqualTo(positions);
      }
    }
  }

  @Test
  void testsForTruthAreNeverNull() {
    List<List<Object>> rows = List.of(List.of(true), List.of(false), Arrays.asList((Object) null));
    Batch batch = TestRows.batch(List.of(BOOLEAN), rows, false);
    Expr a = col(0, BOOLEAN);
    assertThat(column(call("is null", BOOLEAN, a), batch)).containsExactly(false, false, true);
    assertThat(column(call("is not null", BOOLEAN, a), batch)).containsExactly(true, true, false);
    assertThat(column(call("is true", BOOLEAN, a), batch)).containsExactly(true, false, false);
    assertThat(column(call("is not true", BOOLEAN, a), batch)).containsExactly(false, true, true);
    assertThat(column(call("is false", BOOLEAN, a), batch)).containsExactly(false, true, false);
    assertThat(column(call("is not false", BOOLEAN, a), batch)).containsExactly(true, false, true);
    Expr nothing = lit(null, BOOLEAN);
    assertThat(column(call("is distinct from", BOOLEAN, a, nothing), batch))
        .containsExactly(true, true, false);
    assertThat(column(call("is not distinct from", BOOLEAN, a, nothing), batch))
        .containsExactly(false, false, true);
  }

  @Test
  void comparesEveryTypeAgainstConstantsAndColumns() {
    Random random = new Random(7);
    List<DataType> types =
        List.of(LONG, DOUBLE, STRING, DataType.decimal(9, 2), DataType.decimal(30, 2));
    for (DataType type : types) {
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        rows.add(Arrays.asList(random(type, random), random(type, random)));
      }
      for (boolean gaps : new boolean[] {false, true}) {
        Batch batch = TestRows.batch(List.of(type, type), rows, gaps);
        for (String op : List.of("=", "<>", "<", "<=", ">", ">=")) {
          Object constant = random(type, random);
          Expr twoColumns = call(op, BOOLEAN, col(0, type), col(1, type));
          assertThat(column(twoColumns, batch))
              .isEqualTo(rows.stream().map(r -> compared(op, r.get(0), r.get(1))).toList());
          Expr right = call(op, BOOLEAN, col(0, type), lit(constant, type));
          assertThat(column(right, batch))
              .isEqualTo(rows.stream().map(r -> compared(op, r.get(0), constant)).toList());
          Expr left = call(op, BOOLEAN, lit(constant, type), col(0, type));
          assertThat(column(left, batch))
              .isEqualTo(rows.stream().map(r -> compared(op, constant, r.get(0))).toList());
          assertThat(column(call("not", BOOLEAN, left), batch))
              .isEqualTo(
                  rows.stream()
                      .map(r -> compared(op, constant, r.get(0)))
                      .map(b -> b == null ? null : (Object) !(Boolean) b)
                      .toList());
        }
      }
    }
  }

  private static Object random(DataType type, Random random) {
    int n = random.nextInt(12) - 5;
    if (n == 6) {
      return null;
    }
    return switch (type.valueType()) {
      case LONG -> (long) n;
      case DOUBLE -> n == 5 ? Double.NaN : (double) n;
      case STRING -> "s" + n;
      default -> BigDecimal.valueOf(n * 50L, 2);
    };
  }

  private static Object compared(String op, Object a, Object b) {
    if (a == null || b == null) {
      return null;
    }
    int sign = dev.yore.storage.value.ValueOrder.compare(a, b);
    return switch (op) {
      case "=" -> sign == 0;
      case "<>" -> sign != 0;
      case "<" -> sign < 0;
      case "<=" -> sign <= 0;
      case ">" -> sign > 0;
      default -> sign >= 0;
    };
  }

  @Test
  void comparesDictionaryCodes() {
    Vector dictionary = Vectors.of(STRING, List.of("a", "c", "e"));
    int[] codes = {0, 1, 2, 1, 0, 0};
    boolean[] nulls = {false, false, false, false, false, true};
    Vector coded =
        new DictionaryVector(codes, 6, (dev.yore.storage.column.BytesVector) dictionary, nulls);
    Batch batch = new Batch(new Vector[] {coded}, null, 6);
    List<Object> values = Arrays.asList("a", "c", "e", "c", "a", null);
    for (String constant : List.of("", "a", "b", "c", "e", "f")) {
      for (String op : List.of("=", "<>", "<", "<=", ">", ">=")) {
        assertThat(column(call(op, BOOLEAN, col(0, STRING), lit(constant, STRING)), batch))
            .as(op + constant)
            .isEqualTo(values.stream().map(v -> compared(op, v, constant)).toList());
      }
    }
    assertThat(column(call("like", BOOLEAN, col(0, STRING), lit("%c%", STRING)), batch))
        .containsExactly(false, true, false, true, false, null);
    Expr in = call("in", BOOLEAN, col(0, STRING), lit("e", STRING), lit("a", STRING));
    assertThat(column(in, batch)).containsExactly(true, false, true, false, true, null);
  }

  @Test
  void refusesIntegersOutOfRange() {
    assertThat(eval(call("+", INTEGER, lit(2_000_000_000L, INTEGER), lit(5L, INTEGER))))
        .isEqualTo(2_000_000_005L);
    assertThat(error(call("+", INTEGER, lit(2_147_483_647L, INTEGER), lit(1L, INTEGER))))
        .isEqualTo(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    assertThat(error(call("*", LONG, lit(Long.MAX_VALUE, LONG), lit(2L, LONG))))
        .isEqualTo(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    assertThat(error(call("/", LONG, lit(1L, LONG), lit(0L, LONG))))
        .isEqualTo(ErrorCode.DIVISION_BY_ZERO);
    assertThat(error(call("negate", LONG, lit(Long.MIN_VALUE, LONG))))
        .isEqualTo(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    assertThat(eval(call("/", LONG, lit(-7L, LONG), lit(2L, LONG)))).isEqualTo(-3L);
    assertThat(eval(call("%", LONG, lit(-7L, LONG), lit(2L, LONG)))).isEqualTo(-1L);
  }

  @Test
  void computesDecimalsAsBigDecimalDoes() {
    Random random = new Random(3);
    int[][] shapes = {{9, 2}, {15, 2}, {18, 6}, {30, 4}, {38, 10}, {19, 0}};
    for (int round = 0; round < 300; round++) {
      int[] a = shapes[random.nextInt(shapes.length)];
      int[] b = shapes[random.nextInt(shapes.length)];
      DataType left = DataType.decimal(a[0], a[1]);
      DataType right = DataType.decimal(b[0], b[1]);
      DataType result = DataType.decimal(38, Math.min(12, a[1] + b[1]));
      BigDecimal x = decimal(random, a[1]);
      BigDecimal y = decimal(random, b[1]);
      Batch batch = TestRows.batch(List.of(left, right), List.of(List.of(x, y)), true);
      for (String op : List.of("+", "-", "*", "/", "%")) {
        if (y.signum() == 0 && (op.equals("/") || op.equals("%"))) {
          continue;
        }
        BigDecimal exact =
            switch (op) {
              case "+" -> x.add(y);
              case "-" -> x.subtract(y);
              case "*" -> x.multiply(y);
              case "/" -> x.divide(y, result.scale(), RoundingMode.HALF_UP);
              default -> x.remainder(y);
            };
        assertThat(column(call(op, result, col(0, left), col(1, right)), batch))
            .as(x + op + y)
            .containsExactly(exact.setScale(result.scale(), RoundingMode.HALF_UP));
      }
    }
  }

  private static BigDecimal decimal(Random random, int scale) {
    long unscaled = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(2_000_000_000);
    return BigDecimal.valueOf(random.nextBoolean() ? unscaled : -unscaled, scale);
  }

  @Test
  void refusesDecimalsOutOfRange() {
    DataType type = DataType.decimal(4, 2);
    Expr nines = lit(new BigDecimal("99.99"), type);
    assertThat(error(call("+", type, nines, nines)))
        .isEqualTo(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
    DataType widest = DataType.decimal(38, 0);
    Expr huge = lit(BigDecimal.TEN.pow(37), widest);
    assertThat(error(call("*", widest, huge, huge)))
        .isEqualTo(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE);
  }

  @Test
  void evaluatesABranchOnlyForRowsThatReachIt() {
    List<List<Object>> rows = List.of(List.of(0L), List.of(4L), Arrays.asList((Object) null));
    Batch batch = TestRows.batch(List.of(LONG), rows, true);
    Expr zero = call("=", BOOLEAN, col(0, LONG), lit(0L, LONG));
    Expr divided = call("/", LONG, lit(12L, LONG), col(0, LONG));
    Expr choice = new Expr.Case(List.of(new Expr.When(zero, lit(-1L, LONG))), divided, LONG);
    assertThat(column(choice, batch)).containsExactly(-1L, 3L, null);
    Expr guarded =
        call(
            "and",
            BOOLEAN,
            call("<>", BOOLEAN, col(0, LONG), lit(0L, LONG)),
            call(">", BOOLEAN, divided, lit(1L, LONG)));
    assertThat(column(guarded, batch)).containsExactly(false, true, null);
    assertThat(column(call("coalesce", LONG, col(0, LONG), lit(9L, LONG)), batch))
        .containsExactly(0L, 4L, 9L);
    assertThat(column(call("nullif", LONG, col(0, LONG), lit(4L, LONG)), batch))
        .containsExactly(0L, null, null);
  }

  @Test
  void castsAsPostgresDoes() {
    assertThat(cast("42", STRING, INTEGER)).isEqualTo(42L);
    assertThat(cast(new BigDecimal("2.5"), DataType.decimal(3, 1), INTEGER)).isEqualTo(3L);
    assertThat(cast(2.5, DOUBLE, INTEGER)).isEqualTo(2L);
    assertThat(cast(1e20, DOUBLE, STRING)).isEqualTo("1e+20");
    assertThat(cast(0.1, DOUBLE, STRING)).isEqualTo("0.1");
    assertThat(cast(100.0, DOUBLE, STRING)).isEqualTo("100");
    assertThat(cast(true, BOOLEAN, STRING)).isEqualTo("true");
    assertThat(cast("2024-02-29", STRING, DATE)).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(cast("abcdef", STRING, DataType.string(3))).isEqualTo("abc");
    assertThat(cast(12L, LONG, DataType.decimal(6, 2))).isEqualTo(new BigDecimal("12.00"));
    assertThat(cast("1 day 02:30:00", STRING, DataType.DURATION)).isEqualTo(95_400_000_000L);
    assertThat(cast(TestRows.NOW, DataType.INSTANT, STRING))
        .isEqualTo("2026-03-04 05:06:07.123456+00");
    assertThat(castError("x", STRING, INTEGER)).isEqualTo("22P02");
    assertThat(castError("3000000000", STRING, INTEGER)).isEqualTo("22003");
    assertThat(castError(3_000_000_000L, LONG, INTEGER)).isEqualTo("22003");
    assertThat(castError("2024-02-30", STRING, DATE)).isEqualTo("22007");
    assertThat(castError(new BigDecimal("999"), DataType.decimal(3, 0), DataType.decimal(3, 1)))
        .isEqualTo("22003");
  }

  private static Object cast(Object value, DataType from, DataType to) {
    return eval(new Expr.Cast(lit(value, from), to));
  }

  private static String castError(Object value, DataType from, DataType to) {
    return error(new Expr.Cast(lit(value, from), to)).sqlState();
  }

  @Test
  void addsIntervals() {
    Expr january = lit(LocalDate.of(2024, 1, 31), DATE);
    assertThat(eval(call("+", DATE, january, lit(1L, DataType.MONTHS))))
        .isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(eval(call("-", DATE, january, lit(31L, INTEGER))))
        .isEqualTo(LocalDate.of(2023, 12, 31));
    assertThat(eval(call("-", LONG, january, lit(LocalDate.of(2024, 1, 1), DATE)))).isEqualTo(30L);
    assertThat(eval(call("+", DataType.TIMESTAMP, january, lit(3_600_000_000L, DataType.DURATION))))
        .isEqualTo(LocalDate.of(2024, 1, 31).atTime(1, 0));
  }

  @Test
  void namesNearFunctionsWhenThereIsNoSuch() {
    assertThatThrownBy(() -> eval(call("aps", LONG, lit(1L, LONG))))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_FUNCTION);
              assertThat(String.valueOf(e.facts().get("nearest"))).contains("abs");
            });
  }
}
