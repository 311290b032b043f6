package dev.yore.engine.datalog;

import static dev.yore.engine.datalog.Likes.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.EntityIds;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhereTest {

  @Test
  void joinsPatternsOnTheirVariables() {
    assertThat(
            ask(
                """
                [:find ?a ?b
                 :where [?x :person/likes ?thing] [?y :person/likes ?thing]
                        [?x :person/name ?a] [?y :person/name ?b] [(< ?a ?b)]]
                """))
        .containsExactlyInAnyOrder(List.of("Helena", "Noah"));
  }

  @Test
  void matchesConstantsInEachPlace() {
    assertThat(ask("[:find ?n :where [?e :person/age 60] [?e :person/name ?n]]"))
        .containsExactly(List.of("Noah"));
    assertThat(ask("[:find ?l :where [[:person/name \"Noah\"] :person/likes ?l]]"))
        .containsExactlyInAnyOrder(List.of("pizza"), List.of("opera"));
    assertThat(ask("[:find ?n :where [?e :person/mood :mood/sad] [?e :person/name ?n]]"))
        .containsExactly(List.of("Noah"));
    assertThat(
            ask(
                "[:find ?n :where [?e :person/parent [:person/name \"Ada\"]] [?e :person/name ?n]]"))
        .containsExactly(List.of("Noah"));
    assertThat(ask("[:find ?v :where [:mood/sad :db/ident ?v]]")).hasSize(1);
  }

  @Test
  void findsNothingOfALookupRefThatNobodyHas() {
    assertThat(ask("[:find ?l :where [[:person/name \"Nobody\"] :person/likes ?l]]")).isEmpty();
  }

  @Test
  void anUnboundAttributeIsAskedOfAllAttributes() {
    assertThat(ask("[:find ?name :where [?e _ \"opera\"] [?e :person/name ?name]]"))
        .containsExactly(List.of("Noah"));
    assertThat(
            ask(
                "[:find ?ident :where [[:person/name \"Ada\"] ?a] [?a :db/ident ?ident]"
                    + " [(not= ?ident :db/ident)]]"))
        .hasSize(3);
  }

  @Test
  void comparesNumbersAcrossTypes() {
    assertThat(
            ask(
                "[:find ?n :where [?e :person/height ?h] [?f :person/age ?a] [(< ?h 1.75)]"
                    + " [(> ?a ?h)] [?e :person/name ?n]]"))
        .containsExactly(List.of("Helena"));
    assertThat(ask("[:find ?n :where [?e :person/age ?a] [(<= 60.0 ?a)] [?e :person/name ?n]]"))
        .containsExactlyInAnyOrder(List.of("Noah"), List.of("Ada"));
  }

  @Test
  void functionsGiveValuesToVariables() {
    assertThat(
            ask(
                "[:find ?n ?next :where [?e :person/age ?a] [(+ ?a 1) ?next] [(> ?next 50)]"
                    + " [?e :person/name ?n]]"))
        .containsExactlyInAnyOrder(List.of("Noah", 61L), List.of("Ada", 91L));
    assertThat(ask("[:find ?m :where [?e :person/age 31] [?f :person/age ?a] [(- ?a 29) ?m]]"))
        .containsExactlyInAnyOrder(List.of(2L), List.of(31L), List.of(61L));
  }

  @Test
  void aFunctionsValueJoinsWithPatterns() {
    assertThat(
            ask(
                "[:find ?a ?b :where [?x :person/age ?p] [(+ ?p 30) ?q] [?y :person/age ?q]"
                    + " [?x :person/name ?a] [?y :person/name ?b]]"))
        .containsExactly(List.of("Noah", "Ada"));
  }

  @Test
  void notExcludesWhatItsClausesHoldFor() {
    assertThat(ask("[:find ?n :where [?e :person/name ?n] (not [?e :person/likes \"pizza\"])]"))
        .containsExactly(List.of("Ada"));
    assertThat(
            ask(
                """
                [:find ?n :where (not-join [?e] [?e :person/parent ?n] [?n :person/age 60])
                                 [?e :person/name ?n]]
                """))
        .containsExactlyInAnyOrder(List.of("Noah"), List.of("Ada"));
    assertThat(
            ask(
                "[:find ?n :where [?e :person/name ?n] [?e :person/age ?a]"
                    + " (not [?e :person/likes \"pizza\"] [(> ?a 50)])]"))
        .containsExactlyInAnyOrder(List.of("Helena"), List.of("Ada"));
  }

  @Test
  void orTakesWhatAnyBranchHoldsFor() {
    assertThat(
            ask(
                "[:find ?n :where [?e :person/name ?n]"
                    + " (or [?e :person/age 90] [?e :person/likes \"opera\"])]"))
        .containsExactlyInAnyOrder(List.of("Noah"), List.of("Ada"));
    assertThat(
            ask(
                "[:find ?n :where [?e :person/name ?n] [?e :person/age ?a]"
                    + " (or [(< ?a 40)] (and [(> ?a 80)] [(< ?a 100)]))]"))
        .containsExactlyInAnyOrder(List.of("Helena"), List.of("Ada"));
    assertThat(
            ask(
                """
                [:find ?n :where (or-join [?e] [?e :person/age 90]
                                               (and [?e :person/parent ?n] [?n :person/age 90]))
                                 [?e :person/name ?n]]
                """))
        .containsExactlyInAnyOrder(List.of("Noah"), List.of("Ada"));
  }

  @Test
  void getElseFillsInAndMissingAsksForWhatIsNotThere() {
    assertThat(
            ask(
                "[:find ?n ?h :where [?e :person/name ?n]"
                    + " [(get-else $ ?e :person/height 0.0) ?h]]"))
        .containsExactlyInAnyOrder(
            List.of("Helena", 1.7), List.of("Noah", 1.8), List.of("Ada", 0.0));
    assertThat(ask("[:find ?n :where [?e :person/name ?n] [(missing? $ ?e :person/height)]]"))
        .containsExactly(List.of("Ada"));
  }

  @Test
  void groundGivesConstants() {
    assertThat(
            ask(
                "[:find ?n ?x :where [(ground [[\"Noah\" 1] [\"Ada\" 2] [\"Eve\" 3]]) [[?n ?x]]]"
                    + " [_ :person/name ?n]]"))
        .containsExactlyInAnyOrder(List.of("Noah", 1L), List.of("Ada", 2L));
    assertThat(ask("[:find ?x :where [(ground [1 2 2]) [?x ...]]]"))
        .containsExactlyInAnyOrder(List.of(1L), List.of(2L));
  }

  @Test
  void findsTheTransactionThatSaidSo() {
    Db db = Likes.db();
    long tx = EntityIds.ofTx(Likes.BIRTHDAY_T);
    assertThat(ask("[:find ?a ?tx :where [[:person/name \"Helena\"] :person/age ?a ?tx]]"))
        .containsExactly(List.of(31L, tx));
    assertThat(
            ask(
                "[:find ?when :where [[:person/name \"Helena\"] :person/age _ ?tx]"
                    + " [?tx :db/txInstant ?when]]"))
        .containsExactly(
            List.of(
                ask("[:find ?when :in $ ?tx :where [?tx :db/txInstant ?when]]", tx)
                    .iterator()
                    .next()
                    .getFirst()));
    assertThat(ask(db, "[:find ?n :where [?e :person/age _ 3] [?e :person/name ?n]]"))
        .containsExactly(List.of("Helena"));
  }

  @Test
  void seesThePastAsOfThen() {
    String age = "[:find ?a . :where [[:person/name \"Helena\"] :person/age ?a]]";
    assertThat(Datalog.query(age, Likes.db()).value()).isEqualTo(31L);
    assertThat(Datalog.query(age, Likes.db().asOf(Likes.PEOPLE_T)).value()).isEqualTo(30L);
    assertThat(Datalog.query(age, Likes.db().asOf(1)).value()).isNull();
  }

  @Test
  void seesAllAssertionsAndRetractionsInHistory() {
    assertThat(
            ask(
                Likes.db().history(),
                "[:find ?a ?t ?op :where [[:person/name \"Helena\"] :person/age ?a ?t ?op]]"))
        .containsExactlyInAnyOrder(
            List.of(30L, EntityIds.ofTx(Likes.PEOPLE_T), true),
            List.of(30L, EntityIds.ofTx(Likes.BIRTHDAY_T), false),
            List.of(31L, EntityIds.ofTx(Likes.BIRTHDAY_T), true));
    assertThat(
            ask(
                Likes.db().history(),
                "[:find ?n ?l :where [?e :person/likes ?l _ false] [?e :person/name ?n]]"))
        .containsExactly(List.of("Helena", "chess"));
  }

  @Test
  void asksSeveralDatabasesAtOnce() {
    List<List<Object>> rows =
        Datalog.query(
                "[:find ?n ?then ?now :in $ $old :where [?e :person/name ?n] [?e :person/age ?now]"
                    + " [$old ?e :person/age ?then] [(not= ?then ?now)]]",
                List.of(Likes.db(), Likes.db().asOf(Likes.PEOPLE_T)))
            .rows();
    assertThat(rows).containsExactly(List.of("Helena", 30L, 31L));
  }

  @Test
  void databasesOfAQueryMayHaveDifferentAttributes() {
    Db other =
        Db.empty()
            .with(
                """
                [{:db/ident :city/of :db/valueType :db.type/string
                  :db/cardinality :db.cardinality/many}
                 {:db/ident :city/name :db/valueType :db.type/string
                  :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}]
                """)
            .dbAfter()
            .with("[{:city/name \"Oslo\" :city/of [\"Ada\" \"Noah\"]}]")
            .dbAfter();
    List<List<Object>> rows =
        Datalog.query(
                "[:find ?n ?a :in $ $cities :where [$cities ?c :city/name \"Oslo\"]"
                    + " [$cities ?c :city/of ?n] [?e :person/name ?n] [?e :person/age ?a]]",
                List.of(Likes.db(), other))
            .rows();
    assertThat(rows).containsExactlyInAnyOrder(List.of("Noah", 60L), List.of("Ada", 90L));
  }
}
