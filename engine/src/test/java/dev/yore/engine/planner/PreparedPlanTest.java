package dev.yore.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.datalog.Datalog;
import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Explain;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.TestRows;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PreparedPlanTest {
  private static final int BOOKS = 5_000;

  private static Db db;
  private static int pages;
  private static int year;

  @BeforeAll
  static void booksOfManyPages() {
    Db schema =
        Db.empty()
            .with(
                "[{:db/ident :book/pages :db/valueType :db.type/long"
                    + " :db/cardinality :db.cardinality/one :db/index true}"
                    + " {:db/ident :book/year :db/valueType :db.type/long"
                    + " :db/cardinality :db.cardinality/one}]")
            .dbAfter();
    StringBuilder edn = new StringBuilder("[");
    for (int book = 0; book < BOOKS; book++) {
      edn.append("{:book/pages ").append(book).append(" :book/year 1999}");
    }
    db = schema.with(edn.append("]").toString()).dbAfter();
    pages = db.schema().attribute(Keyword.of("book/pages")).id();
    year = db.schema().attribute(Keyword.of("book/year")).id();
  }

  private static Expr bound(String comparison, int parameter) {
    return Expr.Call.of(
        comparison,
        DataType.BOOLEAN,
        new Expr.Column(1, DataType.LONG),
        new Expr.Parameter(parameter, DataType.LONG));
  }

  private static PreparedPlan booksOf(Expr... conditions) {
    List<Plan.Field> variables =
        List.of(
            new Plan.Field("book", DataType.REF, false),
            new Plan.Field("pages", DataType.LONG, false),
            new Plan.Field("year", DataType.LONG, false));
    List<Plan.Pattern> patterns =
        List.of(
            new Plan.Pattern(Plan.Source.GIVEN, pages, 0, 1, null, -1, false),
            new Plan.Pattern(Plan.Source.GIVEN, year, 0, 2, null, -1, false));
    return PreparedPlan.of(
        new Plan.Block(variables, patterns, List.of(conditions), List.of(1, 2)), List.of(db));
  }

  private static Operator operator(PreparedPlan plan, Object... parameters) {
    return plan.operator(TestRows.context(parameters, db));
  }

  private static String explain(Operator operator) {
    return String.join("\n", Explain.lines(operator));
  }

  @Test
  void takesTheIndexForFewRowsAndScansForMany() {
    PreparedPlan plan = booksOf(bound(">=", 0), bound("<", 1));
    assertThat(explain(operator(plan, 100L, 110L))).contains("RangeScan");
    assertThat(explain(operator(plan, 100L, 4_900L))).contains("StarScan");
    assertThat(explain(operator(plan, 110L, 100L))).contains("RangeScan");
  }

  @Test
  void keepsOneOperatorForEachMagnitude() {
    PreparedPlan plan = booksOf(bound(">=", 0), bound("<", 1));
    Operator few = operator(plan, 100L, 110L);
    assertThat(operator(plan, 700L, 720L)).isSameAs(few);
    assertThat(operator(plan, 100L, 4_900L)).isNotSameAs(few);
    assertThat(operator(plan, 0L, 4_500L)).isSameAs(operator(plan, 100L, 4_900L));
  }

  @Test
  void keepsNoMoreOperatorsThanItsLimit() {
    Expr either = Expr.Call.of("or", DataType.BOOLEAN, bound("<", 2), bound(">", 3));
    PreparedPlan plan = booksOf(bound(">=", 0), bound("<", 1), either);
    Set<Operator> made = new HashSet<>();
    for (long wide = 1; wide < BOOKS; wide *= 3) {
      for (long below = 1; below < BOOKS; below *= 3) {
        for (long above = 1; above < BOOKS; above *= 3) {
          made.add(operator(plan, 0L, wide, below, BOOKS - above));
        }
      }
    }
    assertThat(made).hasSize(PreparedPlan.VARIANTS_MAX);
  }

  @Test
  void asksNothingWhereNoParameterDecides() {
    Expr literal =
        Expr.Call.of(
            "<",
            DataType.BOOLEAN,
            new Expr.Column(1, DataType.LONG),
            new Expr.Literal(10L, DataType.LONG));
    PreparedPlan plan = booksOf(literal);
    assertThat(operator(plan)).isSameAs(plan.operator());
  }

  @Test
  void inputsOfDatalogDecideToo() {
    String query =
        "[:find ?b ?y :in $ ?from ?to"
            + " :where [?b :book/pages ?p] [?b :book/year ?y] [(>= ?p ?from)] [(< ?p ?to)]]";
    assertThat(Datalog.explain(query, List.of(db), 100L, 110L).toString()).contains("RangeScan");
    assertThat(Datalog.explain(query, List.of(db), 100L, 4_900L).toString()).contains("StarScan");
    assertThat(Datalog.query(query, db, 100L, 110L).rows()).hasSize(10);
  }
}
