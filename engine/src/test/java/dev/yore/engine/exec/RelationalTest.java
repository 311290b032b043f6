package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RelationalTest {
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(plan -> null);
  private static final List<DataType> TYPES =
      List.of(DataType.LONG, DataType.STRING, DataType.decimal(12, 2), DataType.DOUBLE);

  private static List<List<Object>> random(Random random, int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          Arrays.asList(
              random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(8),
              random.nextInt(6) == 0 ? null : "s" + random.nextInt(3),
              random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(500), 2),
              random.nextInt(6) == 0 ? null : (Object) (double) random.nextInt(4)));
    }
    return rows;
  }

  private static Operator rows(List<List<Object>> rows, Random random) {
    return TestRows.rows(TYPES, rows, 1 + random.nextInt(40), random.nextBoolean());
  }

  private static Evaluator column(int index) {
    return COMPILER.compile(new Expr.Column(index, TYPES.get(index % TYPES.size())));
  }

  /** What operators may hold together; little enough makes them spill. */
  long memoryLimit() {
    return 1L << 30;
  }

  private ExecutionContext context(AtomicBoolean cancelled) {
    return new ExecutionContext(
        List.of(), new Object[0], TestRows.NOW, ZoneOffset.UTC, cancelled, 0, memoryLimit());
  }

  private List<List<Object>> run(Operator operator) {
    ExecutionContext context = context(new AtomicBoolean());
    List<List<Object>> rows = TestRows.run(operator, context);
    return rows;
  }

  @RepeatedTest(120)
  void joinsAgreeWithNestedLoops(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<List<Object>> left = random(random, random.nextInt(60));
    List<List<Object>> right = random(random, random.nextInt(60));
    Plan.Join.Kind kind = Plan.Join.Kind.values()[random.nextInt(6)];
    int[] keys = random.nextBoolean() ? new int[] {0} : new int[] {0, 1};
    boolean conditioned = random.nextBoolean();
    Expr condition =
        Expr.Call.of(
            "<=",
            DataType.BOOLEAN,
            new Expr.Column(2, TYPES.get(2)),
            new Expr.Column(6, TYPES.get(2)));
    Evaluator compiled = conditioned ? COMPILER.compile(condition) : null;
    List<Evaluator> by = Arrays.stream(keys).mapToObj(RelationalTest::column).toList();
    List<List<Object>> expected = naive(kind, left, right, keys, conditioned);
    Operator join =
        new HashJoin(
            kind, rows(left, random), rows(right, random), by, by, compiled, random.nextBoolean());
    assertThat(run(join)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<List<Object>> naive(
      Plan.Join.Kind kind,
      List<List<Object>> left,
      List<List<Object>> right,
      int[] keys,
      boolean conditioned) {
    List<List<Object>> result = new ArrayList<>();
    Set<Integer> matchedRight = new HashSet<>();
    for (List<Object> l : left) {
      List<List<Object>> found = new ArrayList<>();
      for (int r = 0; r < right.size(); r++) {
        if (matches(l, right.get(r), keys, conditioned)) {
          found.add(right.get(r));
          matchedRight.add(r);
        }
      }
      Plan.Join.Kind perRow =
          switch (kind) {
            case FULL -> Plan.Join.Kind.LEFT;
            case RIGHT -> Plan.Join.Kind.INNER;
            default -> kind;
          };
      result.addAll(ScanTest.joined(perRow, l, found, TYPES.size()));
    }
    if (kind == Plan.Join.Kind.FULL || kind == Plan.Join.Kind.RIGHT) {
      for (int r = 0; r < right.size(); r++) {
        if (!matchedRight.contains(r)) {
          result.add(ScanTest.concat(Arrays.asList(new Object[TYPES.size()]), right.get(r)));
        }
      }
    }
    return result;
  }

  private static boolean matches(
      List<Object> left, List<Object> right, int[] keys, boolean conditioned) {
    for (int key : keys) {
      if (left.get(key) == null || !left.get(key).equals(right.get(key))) {
        return false;
      }
    }
    return !conditioned
        || (left.get(2) != null
            && right.get(2) != null
            && ValueOrder.compare(left.get(2), right.get(2)) <= 0);
  }

  @RepeatedTest(20)
  void nestedLoopsTakeAnyCondition(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<List<Object>> left = random(random, random.nextInt(30));
    List<List<Object>> right = random(random, random.nextInt(30));
    Plan.Join.Kind kind = Plan.Join.Kind.values()[random.nextInt(6)];
    Expr condition =
        Expr.Call.of(
            "<=",
            DataType.BOOLEAN,
            new Expr.Column(2, TYPES.get(2)),
            new Expr.Column(6, TYPES.get(2)));
    Operator join =
        new NestedLoopJoin(
            kind, rows(left, random), rows(right, random), COMPILER.compile(condition));
    assertThat(run(join))
        .containsExactlyInAnyOrderElementsOf(naive(kind, left, right, new int[0], true));
  }

  @RepeatedTest(60)
  void aggregatesAgreeWithCollectedGroups(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<List<Object>> input = random(random, random.nextInt(200));
    int[] keys =
        switch (random.nextInt(4)) {
          case 0 -> new int[0];
          case 1 -> new int[] {0};
          case 2 -> new int[] {1};
          default -> new int[] {1, 0};
        };
    DataType wide = DataType.decimal(38, 2);
    List<Plan.Aggregate.Call> calls =
        List.of(
            new Plan.Aggregate.Call("count", List.of(), false, -1, DataType.LONG),
            new Plan.Aggregate.Call("count", List.of(2), false, -1, DataType.LONG),
            new Plan.Aggregate.Call("sum", List.of(0), false, -1, DataType.LONG),
            new Plan.Aggregate.Call("sum", List.of(2), false, -1, wide),
            new Plan.Aggregate.Call("min", List.of(1), false, -1, DataType.STRING),
            new Plan.Aggregate.Call("max", List.of(2), false, -1, TYPES.get(2)),
            new Plan.Aggregate.Call("count", List.of(0), true, -1, DataType.LONG),
            new Plan.Aggregate.Call("avg", List.of(3), false, -1, DataType.DOUBLE));
    List<Plan.Field> fields = new ArrayList<>();
    for (int key : keys) {
      fields.add(new Plan.Field("k" + key, TYPES.get(key), true));
    }
    calls.forEach(call -> fields.add(new Plan.Field(call.function(), call.type(), true)));
    Operator aggregate =
        new HashAggregate(rows(input, random), Arrays.stream(keys).boxed().toList(), calls, fields);
    Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
    if (keys.length == 0) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (List<Object> row : input) {
      List<Object> key = new ArrayList<>();
      for (int k : keys) {
        key.add(row.get(k));
      }
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    List<List<Object>> expected = new ArrayList<>();
    groups.forEach((key, rows) -> expected.add(ScanTest.concat(key, aggregated(rows))));
    assertThat(run(aggregate)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<Object> aggregated(List<List<Object>> rows) {
    List<Object> longs = column(rows, 0);
    List<Object> texts = column(rows, 1);
    List<Object> decimals = column(rows, 2);
    List<Object> doubles = column(rows, 3);
    return Arrays.asList(
        (long) rows.size(),
        (long) decimals.size(),
        longs.isEmpty() ? null : (Object) longs.stream().mapToLong(v -> (Long) v).sum(),
        decimals.stream().map(v -> (BigDecimal) v).reduce(BigDecimal::add).orElse(null),
        texts.stream().map(v -> (String) v).min(Comparator.naturalOrder()).orElse(null),
        decimals.stream().map(v -> (BigDecimal) v).max(Comparator.naturalOrder()).orElse(null),
        longs.stream().distinct().count(),
        doubles.isEmpty()
            ? null
            : (Object) doubles.stream().mapToDouble(v -> (Double) v).average().getAsDouble());
  }

  private static List<Object> column(List<List<Object>> rows, int column) {
    return rows.stream().map(row -> row.get(column)).filter(Objects::nonNull).toList();
  }

  @RepeatedTest(30)
  void sortsWithNullsWhereTheKeysSay(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<List<Object>> input = random(random, random.nextInt(100));
    List<Plan.SortKey> keys =
        List.of(
            new Plan.SortKey(random.nextInt(4), random.nextBoolean(), random.nextBoolean()),
            new Plan.SortKey(random.nextInt(4), random.nextBoolean(), random.nextBoolean()));
    Comparator<List<Object>> order =
        (l, r) -> {
          for (Plan.SortKey key : keys) {
            Object a = l.get(key.column());
            Object b = r.get(key.column());
            int sign;
            if (a == null || b == null) {
              sign = a == b ? 0 : (a == null) == key.nullsFirst() ? -1 : 1;
            } else {
              sign = ValueOrder.compare(a, b) * (key.descending() ? -1 : 1);
            }
            if (sign != 0) {
              return sign;
            }
          }
          return 0;
        };
    List<List<Object>> sorted = input.stream().sorted(order).toList();
    assertThat(run(new Sort(rows(input, random), keys))).isEqualTo(sorted);
    Evaluator limit = COMPILER.compile(new Expr.Literal(7L, DataType.LONG));
    Evaluator offset = COMPILER.compile(new Expr.Literal(3L, DataType.LONG));
    assertThat(run(new TopN(rows(input, random), keys, offset, limit)))
        .isEqualTo(sorted.stream().skip(3).limit(7).toList());
    assertThat(run(new Limit(rows(input, random), offset, limit)))
        .isEqualTo(input.stream().skip(3).limit(7).toList());
  }

  @RepeatedTest(20)
  void setOperationsCountRepeats(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    List<DataType> types = List.of(DataType.LONG, DataType.STRING);
    List<List<Object>> left = random(random, 60).stream().map(row -> row.subList(0, 2)).toList();
    List<List<Object>> right = random(random, 30).stream().map(row -> row.subList(0, 2)).toList();
    Operator l = TestRows.rows(types, left, 9, true);
    Operator r = TestRows.rows(types, right, 11, false);
    List<List<Object>> distinct = left.stream().distinct().toList();
    assertThat(run(new Distinct(l))).containsExactlyInAnyOrderElementsOf(distinct);
    assertThat(run(new SetOperation(Plan.SetOperation.Kind.INTERSECT, false, l, r)))
        .containsExactlyInAnyOrderElementsOf(distinct.stream().filter(right::contains).toList());
    assertThat(run(new SetOperation(Plan.SetOperation.Kind.EXCEPT, false, l, r)))
        .containsExactlyInAnyOrderElementsOf(
            distinct.stream().filter(row -> !right.contains(row)).toList());
    List<List<Object>> rest = new ArrayList<>(left);
    right.forEach(rest::remove);
    assertThat(run(new SetOperation(Plan.SetOperation.Kind.EXCEPT, true, l, r)))
        .containsExactlyInAnyOrderElementsOf(rest);
    List<List<Object>> both = new ArrayList<>(left);
    rest.forEach(both::remove);
    assertThat(run(new SetOperation(Plan.SetOperation.Kind.INTERSECT, true, l, r)))
        .containsExactlyInAnyOrderElementsOf(both);
    List<List<Object>> all = new ArrayList<>(left);
    all.addAll(right);
    assertThat(run(new UnionAll(List.of(l, r), l.fields()))).isEqualTo(all);
  }

  @Test
  void aFixpointEndsOverACycleWhenDistinct() {
    List<DataType> edge = List.of(DataType.LONG, DataType.LONG);
    List<List<Object>> edges = List.of(List.of(1L, 2L), List.of(2L, 3L), List.of(3L, 1L));
    Operator seed = TestRows.rows(List.of(DataType.LONG), List.of(List.of(1L)), 1, false);
    Evaluator node = COMPILER.compile(new Expr.Column(0, DataType.LONG));
    Operator joined =
        new HashJoin(
            Plan.Join.Kind.INNER,
            new WorkingTable(7, seed.fields()),
            TestRows.rows(edge, edges, 2, true),
            List.of(node),
            List.of(node),
            null,
            false);
    Operator step =
        new Project(
            joined, List.of(COMPILER.compile(new Expr.Column(2, DataType.LONG))), seed.fields());
    assertThat(run(new Fixpoint(7, seed, step, true)))
        .containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void applyRunsTheInnerPlanForEachOuterRow() {
    List<List<Object>> outer = List.of(List.of(2L), List.of(5L), List.of(2L));
    List<List<Object>> inner = List.of(List.of(1L), List.of(2L), List.of(3L));
    Expr.Outer reference = new Expr.Outer(1, 0, DataType.LONG);
    Expr below = Expr.Call.of("<", DataType.BOOLEAN, new Expr.Column(0, DataType.LONG), reference);
    Operator filter =
        new Filter(TestRows.rows(List.of(DataType.LONG), inner, 2, true), COMPILER.compile(below));
    Operator apply =
        new Apply(
            Plan.Join.Kind.INNER,
            TestRows.rows(List.of(DataType.LONG), outer, 2, true),
            filter,
            1,
            List.of(reference));
    assertThat(run(apply))
        .containsExactly(
            List.of(2L, 1L), List.of(5L, 1L), List.of(5L, 2L), List.of(5L, 3L), List.of(2L, 1L));
  }

  @Test
  void inSubQueriesAreThreeValued() {
    Plan plan = new Plan.Values(List.of(new Plan.Field("x", DataType.LONG, true)), List.of());
    List<List<Object>> withNull = List.of(List.of(1L), Arrays.asList((Object) null));
    for (boolean nulls : new boolean[] {false, true}) {
      List<List<Object>> right = nulls ? withNull : withNull.subList(0, 1);
      ExpressionCompiler compiler =
          new ExpressionCompiler(p -> TestRows.rows(List.of(DataType.LONG), right, 5, false));
      Expr in =
          new Expr.SubQuery(
              Expr.SubQuery.Kind.IN,
              List.of(new Expr.Column(0, DataType.LONG)),
              null,
              plan,
              3,
              DataType.BOOLEAN);
      Operator project =
          new Project(
              TestRows.rows(
                  List.of(DataType.LONG),
                  List.of(List.of(1L), List.of(2L), Arrays.asList((Object) null)),
                  5,
                  true),
              List.of(compiler.compile(in)),
              List.of(new Plan.Field("in", DataType.BOOLEAN, true)));
      assertThat(run(project).stream().map(List::getFirst).toList())
          .isEqualTo(Arrays.asList(true, nulls ? null : (Object) false, null));
    }
  }

  @Test
  void stopsWhenCancelled() {
    List<List<Object>> input = random(new Random(1), 5000);
    Operator sort =
        new Sort(
            TestRows.rows(TYPES, input, 100, false), List.of(new Plan.SortKey(0, false, false)));
    assertThatThrownBy(() -> sort.open(context(new AtomicBoolean(true))))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
  }
}
