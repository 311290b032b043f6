package dev.yore.engine.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.TestRows;
import dev.yore.engine.exec.function.Patterns;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Kernels over whole columns against the same computed value by value. */
@NullUnmarked
class KernelsTest {
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(plan -> null);
  private static final Object FAILS = "fails";
  private static final List<DataType> SHAPES =
      List.of(
          DataType.decimal(4, 2),
          DataType.decimal(15, 2),
          DataType.decimal(18, 0),
          DataType.decimal(18, 6),
          DataType.decimal(30, 4),
          DataType.decimal(38, 3));

  private static List<Object> column(Expr expr, Batch batch) {
    Vector vector = COMPILER.compile(expr).evaluate(batch, TestRows.context());
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      values.add(Vectors.get(expr.type(), vector, batch.row(i)));
    }
    return values;
  }

  private static List<Object> selected(Expr expr, Batch batch) {
    Evaluator evaluator = COMPILER.compile(expr);
    int[] out = new int[batch.count()];
    int count = evaluator.select(batch, TestRows.context(), out);
    return Arrays.stream(out, 0, count).boxed().map(row -> (Object) row).toList();
  }

  private static Batch batch(List<DataType> types, List<List<Object>> rows, Random random) {
    Batch all = TestRows.batch(types, rows, random.nextBoolean());
    if (random.nextBoolean()) {
      return all;
    }
    int[] kept = new int[all.count()];
    int count = 0;
    for (int i = 0; i < all.count(); i++) {
      if (random.nextInt(3) > 0) {
        kept[count++] = all.row(i);
      }
    }
    return all.with(kept, count);
  }

  @RepeatedTest(300)
  void decimalsOfAnyMagnitudeAreExactOrRefused(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    DataType left = type(random);
    DataType right = type(random);
    String operator = List.of("+", "-", "*", "/").get(random.nextInt(4));
    int scale =
        operator.equals("*") && left.scale() + right.scale() <= 12
            ? left.scale() + right.scale()
            : Math.max(left.scale(), right.scale()) + random.nextInt(3);
    DataType result = DataType.decimal(random.nextInt(3) == 0 ? 18 : 38, scale);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(Arrays.asList(number(left, random), number(right, random)));
    }
    Batch batch = batch(List.of(left, right), rows, random);
    boolean constant = random.nextInt(3) == 0;
    BigDecimal fixed = number(right, new Random(round.getCurrentRepetition()));
    Expr second = constant ? new Expr.Literal(fixed, right) : new Expr.Column(1, right);
    Expr expr = Expr.Call.of(operator, result, new Expr.Column(0, left), second);
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      BigDecimal a = (BigDecimal) Vectors.get(left, batch.columns()[0], batch.row(i));
      BigDecimal b =
          constant ? fixed : (BigDecimal) Vectors.get(right, batch.columns()[1], batch.row(i));
      expected.add(a == null || b == null ? null : exact(operator, a, b, result));
    }
    if (expected.contains(FAILS)) {
      assertThatThrownBy(() -> column(expr, batch)).isInstanceOf(YoreException.class);
    } else {
      assertThat(column(expr, batch)).isEqualTo(expected);
    }
  }

  private static Object exact(String operator, BigDecimal a, BigDecimal b, DataType type) {
    if (operator.equals("/") && b.signum() == 0) {
      return FAILS;
    }
    BigDecimal exact =
        switch (operator) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          default -> a.divide(b, type.scale(), RoundingMode.HALF_UP);
        };
    BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
    return rounded.unscaledValue().abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0
        ? FAILS
        : rounded;
  }

  private static DataType type(Random random) {
    return SHAPES.get(random.nextInt(SHAPES.size()));
  }

  private static BigDecimal number(DataType type, Random random) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    int digits = random.nextInt(6) == 0 ? type.precision() : 1 + random.nextInt(4);
    BigInteger unscaled =
        new BigInteger(
            BigInteger.TEN.pow(Math.min(digits, type.precision())).bitLength() - 1, random);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  @RepeatedTest(100)
  void decimalsAreComparedAndConvertedExactly(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    DataType left = SHAPES.get(random.nextInt(SHAPES.size() - 1));
    DataType right = SHAPES.get(random.nextInt(SHAPES.size() - 1));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(Arrays.asList(number(left, random), number(right, random)));
    }
    Batch batch = batch(List.of(left, right), rows, random);
    for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
      Expr expr =
          Expr.Call.of(
              operator, DataType.BOOLEAN, new Expr.Column(0, left), new Expr.Column(1, right));
      List<Object> expected = new ArrayList<>();
      for (int i = 0; i < batch.count(); i++) {
        BigDecimal a = (BigDecimal) Vectors.get(left, batch.columns()[0], batch.row(i));
        BigDecimal b = (BigDecimal) Vectors.get(right, batch.columns()[1], batch.row(i));
        if (a != null && b != null && holds(operator, a.compareTo(b))) {
          expected.add(batch.row(i));
        }
      }
      assertThat(selected(expr, batch)).isEqualTo(expected);
    }
    DataType widest = DataType.decimal(38, random.nextInt(7));
    List<Object> converted = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      BigDecimal a = (BigDecimal) Vectors.get(left, batch.columns()[0], batch.row(i));
      converted.add(a == null ? null : exact("+", a, BigDecimal.ZERO, widest));
    }
    Expr cast = new Expr.Cast(new Expr.Column(0, left), widest);
    if (converted.contains(FAILS)) {
      assertThatThrownBy(() -> column(cast, batch)).isInstanceOf(YoreException.class);
    } else {
      assertThat(column(cast, batch)).isEqualTo(converted);
    }
  }

  private static boolean holds(String operator, int sign) {
    return switch (operator) {
      case "=" -> sign == 0;
      case "<>" -> sign != 0;
      case "<" -> sign < 0;
      case "<=" -> sign <= 0;
      case ">" -> sign > 0;
      default -> sign >= 0;
    };
  }

  @RepeatedTest(100)
  void branchesOfDecimalsKeepTheirNulls(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    DataType type = DataType.decimal(38, 4);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(Arrays.asList(number(DataType.decimal(15, 2), random), number(type, random)));
    }
    DataType small = DataType.decimal(15, 2);
    Batch batch = batch(List.of(small, type), rows, random);
    Expr product = Expr.Call.of("*", type, new Expr.Column(0, small), new Expr.Column(0, small));
    Expr positive =
        Expr.Call.of(
            ">",
            DataType.BOOLEAN,
            new Expr.Column(0, small),
            new Expr.Literal(BigDecimal.ZERO.setScale(2), small));
    Expr otherwise =
        List.of(
                new Expr.Literal(null, type),
                new Expr.Column(1, type),
                new Expr.Literal(BigDecimal.ZERO.setScale(4), type))
            .get(random.nextInt(3));
    Expr choice = new Expr.Case(List.of(new Expr.When(positive, product)), otherwise, type);
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      BigDecimal a = (BigDecimal) Vectors.get(small, batch.columns()[0], batch.row(i));
      boolean holds = a != null && a.signum() > 0;
      Object other =
          otherwise instanceof Expr.Literal literal
              ? literal.value()
              : Vectors.get(type, batch.columns()[1], batch.row(i));
      expected.add(holds ? exact("*", a, a, type) : other);
    }
    if (expected.contains(FAILS)) {
      assertThatThrownBy(() -> column(choice, batch)).isInstanceOf(YoreException.class);
    } else {
      assertThat(column(choice, batch)).isEqualTo(expected);
    }
  }

  @RepeatedTest(200)
  void likeAgreesWithItsRegularExpression(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    String[] letters = {"a", "b", "é", "😀", "%", "_", "\\"};
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      String letter = letters[random.nextInt(6)];
      pattern.append(random.nextInt(8) == 0 ? "\\" + letter : letter);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\\') {
        c = pattern.codePointAt(i);
        i += Character.charCount(c);
        regex.append(java.util.regex.Pattern.quote(Character.toString(c)));
      } else if (c == '%' || c == '_') {
        regex.append(c == '%' ? ".*" : ".");
      } else {
        regex.append(java.util.regex.Pattern.quote(Character.toString(c)));
      }
    }
    java.util.regex.Pattern expected =
        java.util.regex.Pattern.compile(regex.toString(), java.util.regex.Pattern.DOTALL);
    LikePattern like = LikePattern.of(pattern.toString(), Patterns.escapeOf(null));
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(7); n > 0; n--) {
        text.append(letters[random.nextInt(7)]);
      }
      byte[] bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
      assertThat(like.matches(bytes, 2, bytes.length - 2))
          .as("'%s' like '%s'", text, pattern)
          .isEqualTo(expected.matcher(text).matches());
    }
  }

  @Test
  void calendarFieldsAreThoseOfJavaTime() {
    List<List<Object>> rows = new ArrayList<>();
    for (long day = -800_000; day < 800_000; day += 97) {
      LocalDate date = LocalDate.ofEpochDay(day);
      rows.add(List.of(date, date.atTime(23, 59, 59)));
    }
    rows.add(List.of(LocalDate.of(2024, 2, 29), LocalDateTime.of(2023, 12, 31, 0, 0)));
    Batch batch = TestRows.batch(List.of(DataType.DATE, DataType.TIMESTAMP), rows, true);
    for (String field : List.of("year", "quarter", "month", "day")) {
      for (int c = 0; c < 2; c++) {
        DataType type = c == 0 ? DataType.DATE : DataType.TIMESTAMP;
        Expr extract =
            Expr.Call.of(
                "extract",
                DataType.LONG,
                new Expr.Literal(field, DataType.STRING),
                new Expr.Column(c, type));
        assertThat(COMPILER.compile(extract)).isInstanceOf(CalendarField.class);
        List<Object> expected = new ArrayList<>();
        for (List<Object> row : rows) {
          LocalDate date =
              c == 0 ? (LocalDate) row.get(0) : ((LocalDateTime) row.get(1)).toLocalDate();
          int year = date.getYear();
          expected.add(
              (long)
                  switch (field) {
                    case "year" -> year > 0 ? year : year - 1;
                    case "quarter" -> (date.getMonthValue() + 2) / 3;
                    case "month" -> date.getMonthValue();
                    default -> date.getDayOfMonth();
                  });
        }
        assertThat(column(extract, batch)).isEqualTo(expected);
      }
    }
  }

  @RepeatedTest(30)
  void substringsAreCutByCharacters(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(Arrays.asList(random.nextInt(6) == 0 ? null : "aé😀b".repeat(random.nextInt(3))));
    }
    Batch batch = batch(List.of(DataType.STRING), rows, random);
    long from = 1 + random.nextInt(4);
    long length = random.nextInt(4);
    Expr expr =
        Expr.Call.of(
            "substring",
            DataType.STRING,
            new Expr.Column(0, DataType.STRING),
            new Expr.Literal(from, DataType.LONG),
            new Expr.Literal(length, DataType.LONG));
    assertThat(COMPILER.compile(expr)).isInstanceOf(Substring.class);
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      String text = (String) Vectors.get(DataType.STRING, batch.columns()[0], batch.row(i));
      if (text == null) {
        expected.add(null);
        continue;
      }
      int[] characters = text.codePoints().skip(from - 1).limit(length).toArray();
      expected.add(new String(characters, 0, characters.length));
    }
    assertThat(column(expr, batch)).isEqualTo(expected);
    Batch empty = batch.with(new int[0], 0);
    assertThat(column(expr, empty)).isEmpty();
  }

  @RepeatedTest(20)
  void codingKeepsTheValues(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      values.add(random.nextInt(5) == 0 ? null : "v" + random.nextInt(9));
    }
    BytesVector flat = (BytesVector) Vectors.of(DataType.STRING, values);
    DictionaryVector coded = DictionaryVector.of(flat);
    List<Object> back = new ArrayList<>();
    for (int i = 0; i < coded.size(); i++) {
      back.add(Vectors.get(DataType.STRING, coded, i));
    }
    assertThat(back).isEqualTo(values);
  }
}
