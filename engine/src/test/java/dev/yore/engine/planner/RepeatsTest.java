package dev.yore.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.datalog.Datalog;
import dev.yore.engine.db.Db;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RepeatsTest {
  private static Db db;

  @BeforeAll
  static void booksOfAuthors() {
    db =
        Db.empty()
            .with(
                "[{:db/ident :author/name :db/valueType :db.type/string"
                    + " :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}"
                    + " {:db/ident :author/town :db/valueType :db.type/string"
                    + " :db/cardinality :db.cardinality/one}"
                    + " {:db/ident :author/likes :db/valueType :db.type/string"
                    + " :db/cardinality :db.cardinality/many}"
                    + " {:db/ident :book/author :db/valueType :db.type/ref"
                    + " :db/cardinality :db.cardinality/one}"
                    + " {:db/ident :book/pages :db/valueType :db.type/long"
                    + " :db/cardinality :db.cardinality/one}]")
            .dbAfter()
            .with(
                "[{:db/id \"a\" :author/name \"Ann\" :author/town \"Oslo\""
                    + "  :author/likes [\"tea\" \"chess\"]}"
                    + " {:db/id \"b\" :author/name \"Bo\" :author/town \"Oslo\""
                    + "  :author/likes [\"tea\"]}"
                    + " {:book/author \"a\" :book/pages 100}"
                    + " {:book/author \"a\" :book/pages 100}"
                    + " {:book/author \"b\" :book/pages 100}]")
            .dbAfter();
  }

  /** Whether repeats are looked for; the rows must be different whether or not. */
  private static boolean looksForRepeats(Db database, String query) {
    List<List<Object>> rows = Datalog.query(query, database).rows();
    assertThat(new HashSet<>(rows)).as(query).hasSameSizeAs(rows);
    return String.join("\n", Datalog.explain(query, List.of(database))).contains("Distinct");
  }

  private static void assertKey(String query) {
    assertThat(looksForRepeats(db, query)).as(query).isFalse();
  }

  private static void assertNoKey(String query) {
    assertThat(looksForRepeats(db, query)).as(query).isTrue();
  }

  @Test
  void anEntityTellsItsRowsApart() {
    assertKey("[:find ?b ?p :where [?b :book/pages ?p]]");
    assertKey("[:find ?b :where [?b :book/pages ?p] [?b :book/author ?a]]");
    assertNoKey("[:find ?p :where [?b :book/pages ?p]]");
  }

  @Test
  void anEntityTellsTheRowsApartOfWhatItRefersTo() {
    assertKey("[:find ?b ?t :where [?b :book/pages ?p] [?b :book/author ?a] [?a :author/town ?t]]");
    assertNoKey(
        "[:find ?a ?t :where [?b :book/pages ?p] [?b :book/author ?a] [?a :author/town ?t]]");
  }

  @Test
  void aUniqueValueStandsForItsEntity() {
    assertKey("[:find ?n :where [?a :author/name ?n] [?a :author/town ?t]]");
    assertNoKey("[:find ?t :where [?a :author/name ?n] [?a :author/town ?t]]");
    assertNoKey("[:find ?n :where [?a :author/name ?n] [?b :book/author ?a]]");
  }

  @Test
  void whatEqualsAConstantNeedNotBeFound() {
    assertKey("[:find ?t :where [?a :author/name \"Ann\"] [?a :author/town ?t]]");
    assertKey("[:find ?b :where [?a :author/name \"Ann\"] [?b :book/author ?a]]");
    assertNoKey("[:find ?t :where [?a :author/likes \"tea\"] [?a :author/town ?t]]");
  }

  @Test
  void eachOfManyValuesMakesARow() {
    assertKey("[:find ?a ?l :where [?a :author/likes ?l]]");
    assertKey("[:find ?a :where [?a :author/likes \"tea\"]]");
    assertNoKey("[:find ?a :where [?a :author/likes _]]");
    assertNoKey("[:find ?a ?l :where [?a :author/likes ?l] [?a :author/likes ?m]]");
  }

  @Test
  void whatExcludesRowsRepeatsNone() {
    assertKey("[:find ?b :where [?b :book/author ?a] (not [?a :author/likes \"chess\"])]");
  }

  @Test
  void groupsAreToldApartByTheirKeys() {
    String pagesByAuthor =
        "[:find ?n (sum ?p) :with ?b :where"
            + " [?b :book/author ?a] [?a :author/name ?n] [?b :book/pages ?p]]";
    assertKey(pagesByAuthor);
    assertThat(Datalog.query(pagesByAuthor, db).rows())
        .containsExactlyInAnyOrder(List.of("Ann", 200L), List.of("Bo", 100L));
    String withoutBooks = pagesByAuthor.replace(":with ?b", "");
    assertNoKey(withoutBooks);
    assertThat(Datalog.query(withoutBooks, db).rows())
        .containsExactlyInAnyOrder(List.of("Ann", 100L), List.of("Bo", 100L));
  }

  @Test
  void inAllHistoryAnEntityMayHaveSeveralValues() {
    Db later = db.with("[[:db/add [:author/name \"Ann\"] :author/town \"Rome\"]]").dbAfter();
    String towns = "[:find ?a :where [?a :author/town ?t]]";
    assertThat(looksForRepeats(later, towns)).isFalse();
    assertThat(looksForRepeats(later.history(), towns)).isTrue();
  }

  @Test
  void anAttributeThatOnceHadSeveralValuesTellsNothingOfThePast() {
    long past = db.basisT();
    Db one =
        db.with("[[:db/retract [:author/name \"Ann\"] :author/likes \"tea\"]]")
            .dbAfter()
            .with("[{:db/ident :author/likes :db/cardinality :db.cardinality/one}]")
            .dbAfter();
    String likes = "[:find ?a :where [?a :author/likes ?l]]";
    assertThat(looksForRepeats(one, likes)).isTrue();
    assertThat(looksForRepeats(one.asOf(past), likes)).isTrue();
  }

  @Test
  void anAttributeThatBecameUniqueTellsNothingOfThePast() {
    long past = db.basisT();
    Db unique =
        db.with("[[:db/add [:author/name \"Bo\"] :author/town \"Rome\"]]")
            .dbAfter()
            .with("[{:db/ident :author/town :db/unique :db.unique/value}]")
            .dbAfter();
    String towns = "[:find ?t :where [?a :author/town ?t]]";
    assertThat(looksForRepeats(unique, towns)).isTrue();
    assertThat(Datalog.query(towns, unique.asOf(past)).values()).containsExactly("Oslo");
  }

  @Test
  void distinctValuesOfAnAggregateAreNotLookedForWhereTheyAreAKey() {
    String count = "[:find (count-distinct ?b) . :where [?b :book/pages ?p]]";
    assertThat(String.join("\n", Datalog.explain(count, List.of(db))))
        .doesNotContain("count(distinct");
    assertThat(Datalog.query(count, db).value()).isEqualTo(3L);
    String lengths = "[:find (count-distinct ?p) . :with ?b :where [?b :book/pages ?p]]";
    assertThat(String.join("\n", Datalog.explain(lengths, List.of(db)))).contains("count(distinct");
    assertThat(Datalog.query(lengths, db).value()).isEqualTo(1L);
  }
}
