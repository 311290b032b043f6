package dev.yore.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.planner.PreparedPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptPlansTest {
  /** Plans are kept for the whole process: each test asks with a variable of its own. */
  private static PreparedPlan plan(String variable, Db db, Object... inputs) {
    String query =
        "[:find "
            + variable
            + " :in $ ?age :where"
            + " [?p :person/age ?age] [?p :person/name "
            + variable
            + "]]";
    return Datalog.plan(query, List.of(db), inputs).prepared();
  }

  private static Db aged(Db db, int transactions) {
    Db later = db;
    for (int i = 0; i < transactions; i++) {
      later = later.with("[[:db/add [:person/name \"Ada\"] :person/age " + i + "]]").dbAfter();
    }
    return later;
  }

  @Test
  void aPlanIsKeptForOtherInputsAndMoments() {
    Db db = Likes.db();
    PreparedPlan first = plan("?a", db, 31L);
    assertThat(plan("?a", db, 60L)).isSameAs(first);
    assertThat(plan("?a", db.asOf(Likes.PEOPLE_T), 30L)).isSameAs(first);
  }

  @Test
  void anotherTypeOfInputIsAnotherPlan() {
    assertThat(plan("?b", Likes.db(), 31.0)).isNotSameAs(plan("?b", Likes.db(), 31L));
  }

  @Test
  void aYoungDatabaseIsPlannedForAfterEachTransaction() {
    Db db = aged(Likes.db(), 1);
    PreparedPlan first = plan("?c", db, 31L);
    assertThat(plan("?c", aged(db, 1), 31L)).isNotSameAs(first);
  }

  @Test
  void aDatabaseIsPlannedForAgainWhenItsTransactionsHaveDoubled() {
    Db db = aged(Likes.db(), PlannedQuery.YOUNG_T);
    PreparedPlan first = plan("?d", db, 31L);
    Db twice = aged(db, (int) db.basisT());
    assertThat(plan("?d", twice, 31L)).isSameAs(first);
    assertThat(plan("?d", aged(twice, 1), 31L)).isNotSameAs(first);
  }

  @Test
  void aPlanMadeBeforeThereWasDataIsNotKept() {
    Db empty =
        Db.empty()
            .with(
                """
                [{:db/ident :item/id :db/valueType :db.type/long
                  :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}
                 {:db/ident :item/of :db/valueType :db.type/ref
                  :db/cardinality :db.cardinality/one}]
                """)
            .dbAfter();
    String partsOfSeven = "[:find ?n :where [?w :item/id 7] [?p :item/of ?w] [?p :item/id ?n]]";
    assertThat(Datalog.query(partsOfSeven, empty).rows()).isEmpty();
    StringBuilder data = new StringBuilder("[");
    for (int i = 0; i < 3_000; i++) {
      data.append("{:db/id \"i").append(i).append("\" :item/id ").append(i);
      data.append(" :item/of \"i").append(i / 3).append("\"}");
    }
    Db full = empty.with(data.append("]").toString()).dbAfter();
    assertThat(Datalog.query(partsOfSeven, full).values()).containsExactlyInAnyOrder(21L, 22L, 23L);
    assertThat(String.join("\n", Datalog.explain(partsOfSeven, List.of(full))))
        .contains("VAET")
        .doesNotContain("HashJoin");
  }
}
