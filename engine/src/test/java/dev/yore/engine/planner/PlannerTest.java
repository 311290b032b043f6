package dev.yore.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Explain;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PlannerTest {
  private static Db db;

  @BeforeAll
  static void booksOfAuthors() {
    Db schema =
        Db.empty()
            .with(
                "[{:db/ident :author/name :db/valueType :db.type/string"
                    + " :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}"
                    + " {:db/ident :book/author :db/valueType :db.type/ref"
                    + " :db/cardinality :db.cardinality/one}"
                    + " {:db/ident :book/pages :db/valueType :db.type/long"
                    + " :db/cardinality :db.cardinality/one :db/index true}]")
            .dbAfter();
    StringBuilder edn = new StringBuilder("[");
    for (int author = 0; author < 400; author++) {
      edn.append("{:db/id \"a").append(author).append("\" :author/name \"n").append(author);
      edn.append("\"}");
      for (int book = 0; book < 5; book++) {
        edn.append("{:book/author \"a").append(author).append("\" :book/pages ");
        edn.append(100 + author * 5 + book).append("}");
      }
    }
    db = schema.with(edn.append("]").toString()).dbAfter();
  }

  private static int attribute(String name) {
    Attribute attribute = db.schema().attribute(Keyword.of(name));
    return attribute.id();
  }

  private static final List<Plan.Field> VARIABLES =
      List.of(
          new Plan.Field("author", DataType.REF, false),
          new Plan.Field("name", DataType.STRING, false),
          new Plan.Field("book", DataType.REF, false),
          new Plan.Field("pages", DataType.LONG, false));

  private static Plan.Pattern pattern(String attribute, int entity, int value) {
    return new Plan.Pattern(
        Plan.Source.GIVEN, attribute(attribute), entity, value, null, -1, false);
  }

  private static Expr equal(int variable, Object value) {
    return compared("=", variable, value);
  }

  private static Expr atLeast(int variable, Object value) {
    return compared(">=", variable, value);
  }

  private static Expr compared(String comparison, int variable, Object value) {
    DataType type = VARIABLES.get(variable).type();
    return Expr.Call.of(
        comparison,
        DataType.BOOLEAN,
        new Expr.Column(variable, type),
        new Expr.Literal(value, type));
  }

  private static String explain(List<Plan.Pattern> patterns, List<Expr> predicates) {
    return explain(patterns, predicates, List.of(1, 3));
  }

  private static String explain(
      List<Plan.Pattern> patterns, List<Expr> predicates, List<Integer> asked) {
    Plan plan = new Plan.Block(VARIABLES, patterns, predicates, asked);
    Operator operator = Planner.plan(plan, List.of(db));
    return String.join("\n", Explain.lines(operator));
  }

  private static List<Plan.Pattern> patterns() {
    return new ArrayList<>(
        List.of(
            pattern("author/name", 0, 1),
            pattern("book/author", 2, 0),
            pattern("book/pages", 2, 3)));
  }

  @Test
  void findsAUniqueValueThroughItsIndexAndWhatRefersToItFromThere() {
    String plan = explain(patterns(), List.of(equal(1, "n7")));
    assertThat(plan).contains("RangeScan").contains("VAET").doesNotContain("HashJoin");
  }

  @Test
  void findsARareValueOfAnIndexedAttributeThroughItsIndex() {
    String plan = explain(patterns(), List.of(equal(3, 512L)));
    assertThat(plan).contains("RangeScan").doesNotContain("HashJoin");
  }

  @Test
  void readsARangeByItsIndexWhenThatHasAllThatIsAskedFor() {
    Plan.Pattern pages = pattern("book/pages", 2, 3);
    List<Expr> range = List.of(atLeast(3, 1_600L));
    assertThat(explain(List.of(pages), range, List.of(2, 3)))
        .contains("RangeScan")
        .doesNotContain("Lookup");
    assertThat(explain(List.of(pages, pattern("book/author", 2, 0)), range, List.of(0, 3)))
        .contains("StarScan")
        .doesNotContain("RangeScan");
  }

  @Test
  void scansARangeOfMostRows() {
    String plan =
        explain(List.of(pattern("book/pages", 2, 3)), List.of(atLeast(3, 200L)), List.of(3));
    assertThat(plan).contains("StarScan").doesNotContain("RangeScan");
  }

  @Test
  void scansWhatIsReadWhole() {
    String plan = explain(patterns(), List.of());
    assertThat(plan).contains("HashJoin").contains("StarScan").doesNotContain("Lookup");
  }

  @Test
  void theOrderOfPatternsDoesNotMatter() {
    Random random = new Random(42);
    for (List<Expr> predicates :
        List.of(
            List.<Expr>of(),
            List.of(equal(1, "n7")),
            List.of(equal(3, 512L)),
            List.of(equal(1, "n7"), equal(3, 512L)))) {
      String expected = explain(patterns(), predicates);
      for (int i = 0; i < 6; i++) {
        List<Plan.Pattern> shuffled = patterns();
        Collections.shuffle(shuffled, random);
        List<Expr> conditions = new ArrayList<>(predicates);
        Collections.shuffle(conditions, random);
        assertThat(shape(explain(shuffled, conditions))).isEqualTo(shape(expected));
      }
    }
  }

  /** The operators' names alone, sorted: columns may stand in another order. */
  private static List<String> shape(String plan) {
    return plan.lines().map(line -> line.strip().split(" ")[0]).sorted().toList();
  }
}
