package dev.yore.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.TempSpace;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators whose rows are far beyond their budget. */
@NullUnmarked
class SpillTest {
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(plan -> null);
  private static final List<DataType> TYPES = List.of(DataType.LONG, DataType.STRING);
  private static final int ROWS = 30_000;
  private static final long LIMIT = 64 << 10;

  @TempDir Path directory;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private ExecutionContext context() {
    Execution execution =
        new Execution(new MemoryAccount(LIMIT, new MemoryPool(1 << 30)), TempSpace.in(directory));
    return new ExecutionContext(
        List.of(),
        new Object[0],
        TestRows.NOW,
        ZoneOffset.UTC,
        cancelled,
        0,
        LIMIT,
        execution,
        null);
  }

  private static List<List<Object>> rows(int count, int keys) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long key = (i * 7919L) % keys;
      rows.add(List.of(key, "text " + i));
    }
    return rows;
  }

  private static Operator input(int count, int keys) {
    return TestRows.rows(TYPES, rows(count, keys), 500, false);
  }

  private static List<Evaluator> key() {
    return List.of(COMPILER.compile(new Expr.Column(0, DataType.LONG)));
  }

  private List<List<Object>> run(Operator operator) throws IOException {
    ExecutionContext context = context();
    List<List<Object>> rows;
    try (Profile profile = context.execution().profiled()) {
      rows = TestRows.run(operator, context);
      assertThat(profile.spilledBytes()).isPositive();
      assertThat(profile.of(operator).spilledBytes()).isEqualTo(profile.spilledBytes());
    }
    assertThat(files()).isZero();
    assertThat(context.memory().held()).isZero();
    return rows;
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.toString().endsWith(".spill")).count();
    }
  }

  @Test
  void sortsInSeveralPassesAndKeepsTheOrderOfEqualRows() throws IOException {
    Operator sort = new Sort(input(ROWS, 50), List.of(new Plan.SortKey(0, true, false)));
    List<List<Object>> expected = rows(ROWS, 50);
    expected.sort((l, r) -> Long.compare((Long) r.getFirst(), (Long) l.getFirst()));
    assertThat(run(sort)).isEqualTo(expected);
  }

  @Test
  void givesTheFirstRowsOfALargeSort() throws IOException {
    Evaluator offset = COMPILER.compile(new Expr.Literal(9_000L, DataType.LONG));
    Evaluator limit = COMPILER.compile(new Expr.Literal(5_000L, DataType.LONG));
    Operator top =
        new TopN(input(ROWS, ROWS), List.of(new Plan.SortKey(0, false, false)), offset, limit);
    List<List<Object>> found = run(top);
    assertThat(found).hasSize(5_000);
    assertThat(found.getFirst().getFirst()).isEqualTo(9_000L);
    assertThat(found.getLast().getFirst()).isEqualTo(13_999L);
  }

  @Test
  void groupsAndCountsDistinctValues() throws IOException {
    List<Plan.Aggregate.Call> calls =
        List.of(
            new Plan.Aggregate.Call("count", List.of(), false, -1, DataType.LONG),
            new Plan.Aggregate.Call("count", List.of(1), true, -1, DataType.LONG));
    List<Plan.Field> fields =
        List.of(
            new Plan.Field("key", DataType.LONG, true),
            new Plan.Field("n", DataType.LONG, true),
            new Plan.Field("d", DataType.LONG, true));
    List<List<Object>> twice = rows(ROWS / 2, 6_000);
    twice.addAll(rows(ROWS / 2, 6_000));
    Operator grouped =
        new HashAggregate(TestRows.rows(TYPES, twice, 700, true), List.of(0), calls, fields);
    Map<Object, Long> counts = new HashMap<>();
    twice.forEach(row -> counts.merge(row.getFirst(), 1L, Long::sum));
    List<List<Object>> expected = new ArrayList<>();
    counts.forEach((key, count) -> expected.add(List.of(key, count, count / 2)));
    assertThat(run(grouped)).containsExactlyInAnyOrderElementsOf(expected);

    Operator all = new HashAggregate(input(ROWS, 10), List.of(), calls, fields.subList(1, 3));
    assertThat(run(all)).containsExactly(List.of((long) ROWS, (long) ROWS));
  }

  @Test
  void joinsManyKeys() throws IOException {
    Operator join = join(Plan.Join.Kind.FULL, input(ROWS, ROWS), input(ROWS / 2, ROWS));
    List<List<Object>> found = run(join);
    assertThat(found).hasSize(ROWS);
    assertThat(found.stream().filter(row -> row.get(2) != null)).hasSize(ROWS / 2);
    assertThat(found).allMatch(row -> row.get(2) == null || row.get(2).equals(row.get(0)));
  }

  @Test
  void joinsOneGiantKeyBlockByBlock() throws IOException {
    int many = 6_000;
    for (Plan.Join.Kind kind : Plan.Join.Kind.values()) {
      List<List<Object>> left = new ArrayList<>(List.of(List.of(1L, "l"), List.of(2L, "none")));
      Operator right = input(many, 1);
      Operator one = TestRows.rows(TYPES, left, 1, false);
      Operator shifted =
          new Project(right, COMPILER.compile(List.<Expr>of(one(), text())), right.fields());
      int expected =
          switch (kind) {
            case INNER, RIGHT -> many;
            case LEFT, FULL -> many + 1;
            case SEMI, ANTI -> 1;
          };
      assertThat(run(join(kind, one, shifted))).as("%s", kind).hasSize(expected);
    }
  }

  private static Expr one() {
    return new Expr.Literal(1L, DataType.LONG);
  }

  private static Expr text() {
    return new Expr.Column(1, DataType.STRING);
  }

  private static Operator join(Plan.Join.Kind kind, Operator left, Operator right) {
    return new HashJoin(kind, left, right, key(), key(), null, false);
  }

  @Test
  void dropsRepeats() throws IOException {
    List<List<Object>> twice = rows(ROWS / 2, 9);
    twice.addAll(rows(ROWS / 2, 9));
    Operator distinct = new Distinct(TestRows.rows(TYPES, twice, 300, false));
    assertThat(run(distinct)).containsExactlyInAnyOrderElementsOf(rows(ROWS / 2, 9));
  }

  @Test
  void comparesSetsOfRows() throws IOException {
    for (Plan.SetOperation.Kind kind :
        List.of(Plan.SetOperation.Kind.INTERSECT, Plan.SetOperation.Kind.EXCEPT)) {
      Operator sets = new SetOperation(kind, false, input(ROWS, 9), input(ROWS / 3, 9));
      int expected = kind == Plan.SetOperation.Kind.INTERSECT ? ROWS / 3 : ROWS - ROWS / 3;
      assertThat(run(sets)).hasSize(expected);
    }
  }

  @Test
  void leavesNoFileWhenItIsStoppedInTheMiddle() throws IOException {
    ExecutionContext context = context();
    Operator sort = new Sort(input(ROWS, 50), List.of(new Plan.SortKey(0, true, false)));
    BatchCursor cursor = context.run(sort);
    assertThat(cursor.next()).isNotNull();
    assertThat(files()).isEqualTo(1);
    cancelled.set(true);
    assertCode(ErrorCode.CANCELLED, cursor::next);
    cursor.close();
    assertThat(files()).isZero();
    assertThat(context.memory().held()).isZero();
  }

  @Test
  void leavesNoFileWhenTheInputFails() throws IOException {
    List<Evaluator> failing =
        COMPILER.compile(
            List.of(
                (Expr)
                    Expr.Call.of(
                        "/",
                        DataType.LONG,
                        one(),
                        Expr.Call.of(
                            "-",
                            DataType.LONG,
                            new Expr.Column(0, DataType.LONG),
                            new Expr.Literal(29_999L, DataType.LONG)))));
    Operator input = input(ROWS, ROWS);
    Operator project =
        new Project(input, failing, List.of(new Plan.Field("q", DataType.LONG, true)));
    Operator sort = new Sort(project, List.of(new Plan.SortKey(0, false, false)));
    assertCode(ErrorCode.DIVISION_BY_ZERO, () -> context().run(sort));
    assertThat(files()).isZero();
  }

  private static void assertCode(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void refusesWhatCannotSpill() {
    assertCode(ErrorCode.OUT_OF_MEMORY, () -> new MemoryAccount(100).take(101, "test"));
  }

  @Test
  void queriesShareTheMemoryOfTheProcessFairly() {
    MemoryPool pool = new MemoryPool(1_000);
    MemoryAccount greedy = new MemoryAccount(10_000, pool);
    MemoryAccount late = new MemoryAccount(10_000, pool);
    assertThat(greedy.tryTake(900)).isTrue();
    assertThat(greedy.tryTake(200)).as("more than the pool").isFalse();
    assertThat(late.tryTake(400)).as("its fair share").isTrue();
    assertThat(greedy.tryTake(50)).as("beyond its share of a full pool").isFalse();
    assertThat(late.tryTake(200)).as("beyond its share").isFalse();
    greedy.give(800);
    assertThat(late.tryTake(200)).as("what is free").isTrue();
    late.close();
    greedy.close();
    assertThat(pool.held()).isZero();
  }
}
