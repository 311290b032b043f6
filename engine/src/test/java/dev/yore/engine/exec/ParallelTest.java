package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What several threads compute is what one does. */
@NullUnmarked
class ParallelTest {
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(plan -> null);
  private static final List<DataType> TYPES =
      List.of(DataType.LONG, DataType.STRING, DataType.decimal(12, 2), DataType.DOUBLE);

  /** Rows whose batches are morsels, each of which takes a random time. */
  private static final class Split extends OperatorNode {
    private final List<Batch> batches;
    private final int failing;
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    Split(List<Batch> batches, int failing) {
      super(TestRows.rows(TYPES, List.of(), 1, false).fields(), List.of());
      this.batches = batches;
      this.failing = failing;
    }

    @Override
    BatchCursor start(ExecutionContext context) {
      return new OnceCursor(batches);
    }

    @Override
    Morsels split(ExecutionContext context) {
      return new Morsels() {
        @Override
        public int count() {
          return batches.size();
        }

        @Override
        public List<Batch> read(int morsel) {
          threads.add(Thread.currentThread().getName());
          pause(morsel % 3 == 0 ? 300 : 20);
          if (failing >= 0 && morsel >= failing) {
            throw YoreException.of(ErrorCode.DIVISION_BY_ZERO, "morsel").with("number", morsel);
          }
          return List.of(batches.get(morsel));
        }
      };
    }

    private static void pause(int micros) {
      long until = System.nanoTime() + micros * 1000L;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
    }

    @Override
    public String describe() {
      return "Split";
    }
  }

  private static Split rows(Random random, int morsels, int failing) {
    List<Batch> batches = new ArrayList<>();
    for (int b = 0; b < morsels; b++) {
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 1 + random.nextInt(30); i > 0; i--) {
        rows.add(
            Arrays.asList(
                random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(20),
                random.nextInt(6) == 0 ? null : "s" + random.nextInt(9),
                random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(500), 2),
                random.nextInt(6) == 0 ? null : (Object) random.nextDouble()));
      }
      batches.add(TestRows.batch(TYPES, rows, random.nextBoolean()));
    }
    return new Split(batches, failing);
  }

  private static Evaluator column(int index) {
    return COMPILER.compile(new Expr.Column(index, TYPES.get(index)));
  }

  private static Operator filtered(Operator input) {
    Expr condition =
        Expr.Call.of(
            "<",
            DataType.BOOLEAN,
            new Expr.Column(0, DataType.LONG),
            new Expr.Literal(15L, DataType.LONG));
    Operator filter = new Filter(input, COMPILER.compile(condition));
    return new Project(filter, List.of(column(0), column(1), column(2), column(3)), input.fields());
  }

  private static Operator plan(Random random, Operator left, Operator right) {
    Plan.Join.Kind kind = Plan.Join.Kind.values()[random.nextInt(6)];
    List<Evaluator> keys = List.of(column(0));
    Operator join =
        new HashJoin(kind, filtered(left), filtered(right), keys, keys, null, random.nextBoolean());
    return switch (random.nextInt(4)) {
      case 0 -> join;
      case 1 -> new Sort(join, List.of(new Plan.SortKey(1, true, false)));
      case 2 ->
          aggregate(join, random.nextBoolean() ? List.of(1) : List.of(), random.nextBoolean());
      default -> aggregate(filtered(left), List.of(0, 1), random.nextBoolean());
    };
  }

  private static Operator aggregate(Operator input, List<Integer> keys, boolean mergeable) {
    List<Plan.Aggregate.Call> calls = new ArrayList<>();
    calls.add(new Plan.Aggregate.Call("count", List.of(), false, -1, DataType.LONG));
    calls.add(new Plan.Aggregate.Call("count", List.of(1), false, -1, DataType.LONG));
    DataType wide = DataType.decimal(38, 2);
    calls.add(new Plan.Aggregate.Call("sum", List.of(2), false, -1, wide));
    calls.add(new Plan.Aggregate.Call("avg", List.of(2), false, -1, DataType.decimal(38, 6)));
    calls.add(new Plan.Aggregate.Call("min", List.of(1), false, -1, DataType.STRING));
    calls.add(new Plan.Aggregate.Call("max", List.of(0), false, -1, DataType.LONG));
    calls.add(new Plan.Aggregate.Call("min", List.of(3), false, -1, DataType.DOUBLE));
    if (!mergeable) {
      calls.add(new Plan.Aggregate.Call("sum", List.of(3), false, -1, DataType.DOUBLE));
      calls.add(new Plan.Aggregate.Call("string_agg", List.of(1), false, -1, DataType.STRING));
      calls.add(new Plan.Aggregate.Call("count", List.of(0), true, -1, DataType.LONG));
    }
    List<Plan.Field> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(input.fields().get(key)));
    calls.forEach(call -> fields.add(new Plan.Field("f" + fields.size(), call.type(), true)));
    return new HashAggregate(input, keys, calls, fields);
  }

  private static List<List<Object>> run(Operator operator, ExecutionContext context) {
    List<List<Object>> rows = new ArrayList<>();
    try (ResultRows result = new ResultRows(operator, context)) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int c = 0; c < operator.fields().size(); c++) {
          row.add(result.getObject(c));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @RepeatedTest(150)
  void theRowsAndTheirOrderAreThoseOfOneThread(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    Operator plan = plan(random, rows(random, random.nextInt(40), -1), rows(random, 9, -1));
    ExecutionContext one = TestRows.context();
    one.execution().parallelism(1);
    List<List<Object>> expected = run(plan, one);
    ExecutionContext several = TestRows.context();
    assertThat(run(plan, several)).isEqualTo(expected);
    assertThat(several.memory().held()).isZero();
  }

  @Test
  void theFirstFailureInOrderIsTheOneThatIsSeen() {
    for (int round = 0; round < 20; round++) {
      Operator plan = filtered(rows(new Random(round), 40, 13));
      assertThatThrownBy(() -> run(plan, TestRows.context()))
          .isInstanceOf(YoreException.class)
          .hasMessageContaining("13");
    }
  }

  @Test
  void aCancelledExecutionStops() {
    Split rows = rows(new Random(1), 40, -1);
    ExecutionContext context = TestRows.context();
    try (ResultRows result = new ResultRows(filtered(rows), context)) {
      assertThat(result.next()).isTrue();
      context.cancelled().set(true);
      assertThatThrownBy(
              () -> {
                while (result.next()) {
                  assertThat(result.isNull(0)).isFalse();
                }
              })
          .isInstanceOf(YoreException.class)
          .extracting(e -> ((YoreException) e).code())
          .isEqualTo(ErrorCode.CANCELLED);
    }
  }

  @Test
  void fewMorselsStayWithTheirThread() {
    Split rows = rows(new Random(1), Parallel.MORSELS_MIN - 1, -1);
    run(filtered(rows), TestRows.context());
    assertThat(rows.threads).containsExactly(Thread.currentThread().getName());
  }

  @Test
  void partsRunAheadByAWindowAndNoneIsComputedTwice() {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger given = new AtomicInteger();
    AtomicInteger computed = new AtomicInteger();
    try (InOrder<Integer> parts =
        new InOrder<>(
            500,
            4,
            part -> {
              computed.incrementAndGet();
              most.accumulateAndGet(part - given.get(), Math::max);
              return part;
            },
            TestRows.context())) {
      for (int i = 0; i < 500; i++) {
        assertThat(parts.next()).isEqualTo(i);
        given.incrementAndGet();
      }
      assertThat(parts.next()).isNull();
    }
    assertThat(computed).hasValue(500);
    assertThat(most.get()).isLessThanOrEqualTo(17);
  }
}
