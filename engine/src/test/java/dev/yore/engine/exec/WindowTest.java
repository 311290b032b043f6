package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plan.Window.Bound;
import dev.yore.engine.plan.Plan.Window.Exclude;
import dev.yore.engine.plan.Plan.Window.Frame;
import dev.yore.engine.plan.Plan.Window.Unit;
import dev.yore.engine.planner.Planner;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Windows against frames that are looked through row by row. */
@NullUnmarked
class WindowTest {
  private static final DataType AVERAGE = DataType.decimal(38, 16);

  /** Partition, order, value, text, the order key less 2 and plus 2. */
  private static final List<DataType> TYPES =
      List.of(
          DataType.LONG,
          DataType.LONG,
          DataType.LONG,
          DataType.STRING,
          DataType.LONG,
          DataType.LONG);

  private static List<List<Object>> random(Random random, int count) {
    int partitions = 1 + random.nextInt(5);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Long key = random.nextInt(6) == 0 ? null : (Long) (long) random.nextInt(12);
      rows.add(
          Arrays.asList(
              (long) random.nextInt(partitions),
              key,
              random.nextInt(5) == 0 ? null : (Object) (long) (random.nextInt(9) - 4),
              random.nextInt(5) == 0 ? null : "s" + random.nextInt(4),
              key == null ? null : (Object) (key - 2),
              key == null ? null : (Object) (key + 2)));
    }
    return rows;
  }

  private static Bound bound(Random random, Unit unit, boolean descending, boolean start) {
    return switch (random.nextInt(5)) {
      case 0 -> start ? new Bound.UnboundedPreceding() : new Bound.UnboundedFollowing();
      case 1 -> new Bound.CurrentRow();
      default -> {
        boolean following = random.nextBoolean();
        yield unit == Unit.RANGE
            ? new Bound.Reach(1, following == descending ? 4 : 5)
            : new Bound.Distance(
                following, new Expr.Literal((long) random.nextInt(4), DataType.LONG));
      }
    };
  }

  /** Everything in memory at once: the rows of a frame by its definition. */
  private static List<List<Object>> naive(
      List<List<Object>> rows, int row, Plan.SortKey order, Frame frame) {
    List<List<Object>> seen = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (Objects.equals(rows.get(i).get(0), rows.get(row).get(0))
          && inside(rows, row, i, order, frame)
          && !excluded(rows, row, i, order, frame.exclude())) {
        seen.add(rows.get(i));
      }
    }
    return seen;
  }

  private static boolean peers(List<List<Object>> rows, int row, int other, Plan.SortKey order) {
    return Objects.equals(rows.get(row).get(order.column()), rows.get(other).get(order.column()));
  }

  private static boolean excluded(
      List<List<Object>> rows, int row, int other, Plan.SortKey order, Exclude exclude) {
    return switch (exclude) {
      case NO_OTHERS -> false;
      case CURRENT_ROW -> row == other;
      case GROUP -> peers(rows, row, other, order);
      case TIES -> row != other && peers(rows, row, other, order);
    };
  }

  private static boolean inside(
      List<List<Object>> rows, int row, int other, Plan.SortKey order, Frame frame) {
    return notBefore(rows, row, other, order, frame.unit(), frame.start(), 1)
        && notBefore(rows, row, other, order, frame.unit(), frame.end(), -1);
  }

  /** True when a row is not before the start of a frame or, with sign -1, not behind its end. */
  private static boolean notBefore(
      List<List<Object>> rows,
      int row,
      int other,
      Plan.SortKey order,
      Unit unit,
      Bound bound,
      int sign) {
    return switch (bound) {
      case Bound.UnboundedPreceding ignored -> sign == 1;
      case Bound.UnboundedFollowing ignored -> sign == -1;
      case Bound.CurrentRow ignored ->
          unit == Unit.ROWS
              ? sign * (other - row) >= 0
              : peers(rows, row, other, order) || sign * (other - row) >= 0;
      case Bound.Distance distance -> {
        int by =
            ((Long) ((Expr.Literal) distance.offset()).value()).intValue()
                * (distance.following() ? 1 : -1);
        int place = unit == Unit.ROWS ? other : group(rows, other, order);
        int here = unit == Unit.ROWS ? row : group(rows, row, order);
        yield sign * (place - here - by) >= 0;
      }
      case Bound.Reach reach -> {
        Long key = (Long) rows.get(other).get(1);
        Long limit = (Long) rows.get(row).get(reach.limit());
        if (limit == null) {
          yield peers(rows, row, other, order) || sign * (other - row) >= 0;
        }
        if (key == null) {
          yield sign * (other - row) >= 0;
        }
        yield sign * (order.descending() ? -1 : 1) * (key - limit) >= 0;
      }
    };
  }

  private static int group(List<List<Object>> rows, int row, Plan.SortKey order) {
    int groups = 0;
    for (int i = 1; i <= row; i++) {
      groups += peers(rows, i - 1, i, order) && sameGroup(rows, i) ? 0 : 1;
    }
    return groups;
  }

  private static boolean sameGroup(List<List<Object>> rows, int i) {
    return Objects.equals(rows.get(i - 1).get(0), rows.get(i).get(0));
  }

  private static List<Object> values(List<List<Object>> frame, int column) {
    return frame.stream().map(row -> row.get(column)).filter(Objects::nonNull).toList();
  }

  private static Plan.Window.Call call(
      String function, DataType type, Frame frame, boolean ignoreNulls, Integer... arguments) {
    return new Plan.Window.Call(function, List.of(arguments), ignoreNulls, frame, type);
  }

  @RepeatedTest(300)
  void framesAgreeWithTheirDefinition(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    int count = random.nextInt(5) == 0 ? 400 : random.nextInt(40);
    boolean descending = random.nextBoolean();
    Plan.SortKey order = new Plan.SortKey(1, descending, random.nextBoolean());
    Unit unit = Unit.values()[random.nextInt(3)];
    Frame frame =
        new Frame(
            unit,
            bound(random, unit, descending, true),
            bound(random, unit, descending, false),
            Exclude.values()[random.nextInt(4)]);
    boolean ignoreNulls = random.nextBoolean();
    List<Plan.Window.Call> calls =
        List.of(
            call("count", DataType.LONG, frame, false),
            call("sum", DataType.LONG, frame, false, 2),
            call("avg", AVERAGE, frame, false, 2),
            call("min", DataType.LONG, frame, false, 2),
            call("max", DataType.STRING, frame, false, 3),
            call("first_value", DataType.STRING, frame, ignoreNulls, 3),
            call("last_value", DataType.LONG, frame, ignoreNulls, 2),
            call("string_agg", DataType.STRING, frame, false, 3));
    List<BiFunction<List<List<Object>>, Integer, Object>> expected =
        List.of(
            (f, r) -> (long) f.size(),
            (f, r) -> sum(values(f, 2)),
            (f, r) -> average(values(f, 2)),
            (f, r) -> values(f, 2).stream().map(v -> (Long) v).min(Long::compare).orElse(null),
            (f, r) ->
                values(f, 3).stream().map(v -> (String) v).max(String::compareTo).orElse(null),
            (f, r) -> edge(f, 3, ignoreNulls, false),
            (f, r) -> edge(f, 2, ignoreNulls, true),
            (f, r) ->
                values(f, 3).isEmpty()
                    ? null
                    : String.join(",", values(f, 3).stream().map(v -> (String) v).toList()));
    List<List<Object>> result = run(random(random, count), order, calls, random);
    for (int row = 0; row < result.size(); row++) {
      List<List<Object>> seen = naive(result, row, order, frame);
      List<Object> wanted = new ArrayList<>();
      for (BiFunction<List<List<Object>>, Integer, Object> function : expected) {
        wanted.add(function.apply(seen, row));
      }
      assertThat(result.get(row).subList(TYPES.size(), TYPES.size() + calls.size()))
          .as("row %d of %s", row, frame)
          .isEqualTo(wanted);
    }
  }

  private static Object sum(List<Object> values) {
    return values.isEmpty() ? null : (Object) values.stream().mapToLong(v -> (Long) v).sum();
  }

  private static Object average(List<Object> values) {
    return values.isEmpty()
        ? null
        : BigDecimal.valueOf((Long) sum(values))
            .divide(BigDecimal.valueOf(values.size()), 16, RoundingMode.HALF_UP);
  }

  private static Object edge(
      List<List<Object>> frame, int column, boolean ignoreNulls, boolean last) {
    List<Object> values = new ArrayList<>();
    frame.forEach(row -> values.add(row.get(column)));
    if (ignoreNulls) {
      values.removeIf(Objects::isNull);
    }
    return values.isEmpty() ? null : last ? values.getLast() : values.getFirst();
  }

  private static List<List<Object>> run(
      List<List<Object>> rows, Plan.SortKey order, List<Plan.Window.Call> calls, Random random) {
    List<Plan.Field> fields = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      fields.add(new Plan.Field("c" + i, TYPES.get(i), true));
    }
    List<Plan.Field> wide = new ArrayList<>(fields);
    calls.forEach(call -> wide.add(new Plan.Field(call.function(), call.type(), true)));
    List<List<Expr>> literals = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Expr> literal = new ArrayList<>();
      for (int i = 0; i < TYPES.size(); i++) {
        literal.add(new Expr.Literal(row.get(i), TYPES.get(i)));
      }
      literals.add(literal);
    }
    Plan.Window window =
        new Plan.Window(new Plan.Values(fields, literals), List.of(0), List.of(order), calls, wide);
    Operator planned = Planner.plan(window, List.of());
    Operator sort = planned.inputs().getFirst();
    List<List<Object>> sorted = TestRows.run(sort, TestRows.context());
    Operator batches = TestRows.rows(TYPES, sorted, 1 + random.nextInt(50), random.nextBoolean());
    java.util.Map<Bound.Distance, Evaluator> distances = new java.util.HashMap<>();
    for (Plan.Window.Call call : calls) {
      for (Bound bound : List.of(call.frame().start(), call.frame().end())) {
        if (bound instanceof Bound.Distance distance) {
          distances.put(
              distance,
              new dev.yore.engine.exec.expression.ExpressionCompiler(plan -> null)
                  .compile(distance.offset()));
        }
      }
    }
    return TestRows.run(new Window(batches, window, distances), TestRows.context());
  }

  @RepeatedTest(40)
  void ranksAndNeighboursAgreeWithTheirDefinition(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    Plan.SortKey order = new Plan.SortKey(1, random.nextBoolean(), random.nextBoolean());
    Frame frame = Frame.PARTITION;
    boolean ignoreNulls = random.nextBoolean();
    List<Plan.Window.Call> calls =
        List.of(
            call("row_number", DataType.LONG, frame, false),
            call("rank", DataType.LONG, frame, false),
            call("dense_rank", DataType.LONG, frame, false),
            call("lag", DataType.STRING, frame, ignoreNulls, 3),
            call("lead", DataType.STRING, frame, ignoreNulls, 3),
            call("cume_dist", DataType.DOUBLE, frame, false));
    List<List<Object>> result = run(random(random, 60), order, calls, random);
    for (int row = 0; row < result.size(); row++) {
      int at = row;
      List<List<Object>> partition =
          result.stream().filter(r -> r.get(0).equals(result.get(at).get(0))).toList();
      int place = row - result.indexOf(partition.getFirst());
      List<List<Object>> before = partition.subList(0, place);
      Object key = result.get(row).get(1);
      long smaller = before.stream().filter(r -> !Objects.equals(r.get(1), key)).count();
      long distinct =
          before.stream()
              .map(r -> Objects.toString(r.get(1)))
              .filter(k -> !k.equals(Objects.toString(key)))
              .distinct()
              .count();
      long peers = partition.stream().filter(r -> Objects.equals(r.get(1), key)).count();
      List<List<Object>> behind = partition.subList(place + 1, partition.size());
      assertThat(result.get(row).subList(TYPES.size(), TYPES.size() + calls.size()))
          .isEqualTo(
              Arrays.asList(
                  place + 1L,
                  smaller + 1,
                  distinct + 1,
                  edge(before, 3, ignoreNulls, true),
                  edge(behind, 3, ignoreNulls, false),
                  (double) (smaller + peers) / partition.size()));
    }
  }

  @Test
  void anOffsetMustNotBeNegative() {
    Frame frame =
        new Frame(
            Unit.ROWS,
            new Bound.Distance(false, new Expr.Literal(-1L, DataType.LONG)),
            new Bound.CurrentRow(),
            Exclude.NO_OTHERS);
    assertThatThrownBy(() ->
            run(
                random(new Random(1), 3),
                new Plan.SortKey(1, false, false),
                List.of(call("count", DataType.LONG, frame, false)),
                new Random(1)))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FRAME_OFFSET));
  }

  @Test
  void aWindowWhoseOrderAnotherHasBegunNeedsNoSort() {
    List<Plan.Field> fields =
        List.of(new Plan.Field("a", DataType.LONG, true), new Plan.Field("b", DataType.LONG, true));
    Plan input = new Plan.Values(fields, List.of());
    List<Plan.SortKey> order = List.of(new Plan.SortKey(1, false, false));
    Plan.Window.Call number = call("row_number", DataType.LONG, Frame.PARTITION, false);
    List<Plan.Field> three = new ArrayList<>(fields);
    three.add(new Plan.Field("n", DataType.LONG, false));
    List<Plan.Field> four = new ArrayList<>(three);
    four.add(new Plan.Field("m", DataType.LONG, false));
    Plan first = new Plan.Window(input, List.of(0), order, List.of(number), three);
    Plan second = new Plan.Window(first, List.of(0), List.of(), List.of(number), four);
    Operator planned = Planner.plan(second, List.of());
    assertThat(planned.inputs().getFirst()).isInstanceOf(Window.class);
    assertThat(planned.inputs().getFirst().inputs().getFirst()).isInstanceOf(Sort.class);
  }

  @RepeatedTest(30)
  void groupingSetsAreUnionsOfGroupings(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<List<Object>> rows = random(random, random.nextInt(4) == 0 ? 0 : 50);
    List<List<Integer>> sets = List.of(List.of(0, 1), List.of(1), List.of(), List.of(1));
    List<Plan.Field> fields = new ArrayList<>();
    List<List<Expr>> literals = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      fields.add(new Plan.Field("c" + i, TYPES.get(i), true));
    }
    for (List<Object> row : rows) {
      List<Expr> literal = new ArrayList<>();
      for (int i = 0; i < TYPES.size(); i++) {
        literal.add(new Expr.Literal(row.get(i), TYPES.get(i)));
      }
      literals.add(literal);
    }
    Plan input = new Plan.Values(fields, literals);
    List<Plan.Aggregate.Call> calls =
        List.of(
            new Plan.Aggregate.Call("count", List.of(), false, -1, DataType.LONG),
            new Plan.Aggregate.Call("sum", List.of(0), true, -1, DataType.LONG));
    List<Plan.Field> result =
        List.of(
            fields.get(0),
            fields.get(3),
            new Plan.Field("count", DataType.LONG, false),
            new Plan.Field("sum", DataType.LONG, true),
            new Plan.Field("grouping", DataType.LONG, false));
    List<List<Object>> expected = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      List<Integer> keys = sets.get(set).stream().map(k -> k == 0 ? 0 : 3).toList();
      List<Plan.Field> columns = new ArrayList<>();
      keys.forEach(key -> columns.add(fields.get(key)));
      columns.addAll(result.subList(2, 4));
      Plan alone = new Plan.Aggregate(input, keys, calls, columns);
      for (List<Object> row : TestRows.run(Planner.plan(alone, List.of()), TestRows.context())) {
        List<Object> wide = new ArrayList<>();
        wide.add(keys.contains(0) ? row.get(0) : null);
        wide.add(keys.contains(3) ? row.get(keys.indexOf(3)) : null);
        wide.addAll(row.subList(keys.size(), row.size()));
        wide.add((long) set);
        expected.add(wide);
      }
    }
    Plan plan = new Plan.GroupingSets(input, List.of(0, 3), sets, calls, result);
    assertThat(TestRows.run(Planner.plan(plan, List.of()), TestRows.context()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
