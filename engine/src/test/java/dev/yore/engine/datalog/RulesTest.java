package dev.yore.engine.datalog;

import static dev.yore.engine.datalog.Likes.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final String ANCESTOR =
      """
      [[(ancestor ?x ?y) [?x :person/parent ?y]]
       [(ancestor ?x ?y) [?x :person/parent ?z] (ancestor ?z ?y)]]
      """;

  private static final Db GRAPH =
      Db.empty()
          .with(
              """
              [{:db/ident :node/id :db/valueType :db.type/long :db/cardinality :db.cardinality/one
                :db/unique :db.unique/identity}
               {:db/ident :node/to :db/valueType :db.type/ref :db/cardinality :db.cardinality/many}]
              """)
          .dbAfter()
          .with(
              """
              [{:db/id "1" :node/id 1 :node/to "2"} {:db/id "2" :node/id 2 :node/to ["3" "4"]}
               {:db/id "3" :node/id 3 :node/to "1"} {:db/id "4" :node/id 4 :node/to "5"}
               {:db/id "5" :node/id 5}]
              """)
          .dbAfter();

  private static Set<Object> reached(String rules, long from) {
    return reached(GRAPH, rules, from);
  }

  private static Set<Object> reached(Db graph, String rules, long from) {
    return new TreeSet<>(
        Datalog.query(
                "[:find [?n ...] :in $ % ?from :where [?x :node/id ?from] (path ?x ?y)"
                    + " [?y :node/id ?n]]",
                graph, rules, from)
            .values());
  }

  @Test
  void aRuleHoldsWhereAnyDefinitionDoes() {
    assertThat(
            ask(
                "[:find ?n :in $ % :where (odd-one ?e) [?e :person/name ?n]]",
                "[[(odd-one ?p) [?p :person/likes \"opera\"]] [(odd-one ?p) [?p :person/age 90]]]"))
        .containsExactlyInAnyOrder(List.of("Noah"), List.of("Ada"));
  }

  @Test
  void aRuleAsksItself() {
    assertThat(
            ask(
                "[:find ?a ?b :in $ % :where (ancestor ?x ?y) [?x :person/name ?a]"
                    + " [?y :person/name ?b]]",
                ANCESTOR))
        .containsExactlyInAnyOrder(
            List.of("Helena", "Noah"), List.of("Noah", "Ada"), List.of("Helena", "Ada"));
  }

  @Test
  void recursionEndsOnCycles() {
    String path = "[[(path ?x ?y) [?x :node/to ?y]] [(path ?x ?y) (path ?x ?z) [?z :node/to ?y]]]";
    assertThat(reached(path, 1)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(reached(path, 4)).containsExactly(5L);
    assertThat(reached(path, 5)).isEmpty();
  }

  @Test
  void recursionFollowsThePastAsItWas() {
    long past = GRAPH.basisT();
    Db cut =
        GRAPH
            .with(
                "[[:db/retract [:node/id 2] :node/to [:node/id 4]]"
                    + " [:db/add [:node/id 5] :node/to \"6\"] {:db/id \"6\" :node/id 6}]")
            .dbAfter();
    String path = "[[(path ?x ?y) [?x :node/to ?y]] [(path ?x ?y) (path ?x ?z) [?z :node/to ?y]]]";
    assertThat(reached(cut, path, 1)).containsExactly(1L, 2L, 3L);
    assertThat(reached(cut, path, 4)).containsExactly(5L, 6L);
    assertThat(reached(cut.asOf(past), path, 1)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(reached(cut.asOf(past), path, 4)).containsExactly(5L);
  }

  @Test
  void recursionGoesAsDeepAsTheDataDo() {
    int depth = 300;
    StringBuilder chain = new StringBuilder("[");
    for (int i = 1; i < depth; i++) {
      chain.append("{:db/id \"c").append(i).append("\" :node/id ").append(100 + i);
      chain.append(" :node/to \"c").append(i + 1).append("\"}");
    }
    chain.append("{:db/id \"c").append(depth).append("\" :node/id ").append(100 + depth);
    Db deep = GRAPH.with(chain.append("}]").toString()).dbAfter();
    String path = "[[(path ?x ?y) [?x :node/to ?y]] [(path ?x ?y) [?x :node/to ?z] (path ?z ?y)]]";
    assertThat(reached(deep, path, 101)).hasSize(depth - 1);
    assertThat(reached(deep, path, 100 + depth - 1)).containsExactly(100L + depth);
  }

  @Test
  void aDefinitionMayAskItsRuleTwice() {
    String path = "[[(path ?x ?y) [?x :node/to ?y]] [(path ?x ?y) (path ?x ?z) (path ?z ?y)]]";
    assertThat(reached(path, 1)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(reached(path, 2)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(reached(path, 4)).containsExactly(5L);
  }

  @Test
  void recursionMayStandInsideOfOr() {
    String path =
        "[[(path ?x ?y) (or-join [?x ?y] [?x :node/to ?y] (and [?x :node/to ?z] (path ?z ?y)))]]";
    assertThat(reached(path, 1)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void rulesMayAskEachOther() {
    String path =
        """
        [[(path ?x ?y) (odd ?x ?y)] [(path ?x ?y) (even ?x ?y)]
         [(odd ?x ?y) [?x :node/to ?y]]
         [(odd ?x ?y) [?x :node/to ?z] (even ?z ?y)]
         [(even ?x ?y) [?x :node/to ?z] (odd ?z ?y)]]
        """;
    assertThat(reached(path, 4)).containsExactly(5L);
    assertThat(reached(path, 3)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void requiredVariablesAreBoundOutside() {
    assertThat(
            ask(
                "[:find ?n :in $ % :where [?e :person/age ?a] (old ?a) [?e :person/name ?n]]",
                "[[(old [?x]) [(> ?x 50)]]]"))
        .containsExactlyInAnyOrder(List.of("Noah"), List.of("Ada"));
  }

  @Test
  void refusesUnknownRulesWrongArityAndRecursionThroughNot() {
    assertThat(Likes.refused("[:find ?x :in $ % :where (ancester ?x ?y)]", ANCESTOR))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_FUNCTION))
        .hasMessageContaining("nearest: ancestor")
        .hasMessageContaining("line 1, column 26");
    assertThat(Likes.refused("[:find ?x :in $ % :where (ancestor ?x)]", ANCESTOR))
        .hasMessageContaining("expected: 2");
    assertThat(
            Likes.refused(
                "[:find ?x :in $ % :where (lonely ?x)]",
                "[[(lonely ?x) [?x :person/age] (not (lonely ?x))]]"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECURSION));
  }
}
