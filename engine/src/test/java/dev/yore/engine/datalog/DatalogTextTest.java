package dev.yore.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatalogTextTest {
  private static List<String> text(String query) {
    CompiledQuery compiled = Datalog.plan(query, List.of(Likes.db())).query();
    return DatalogText.lines(compiled.plan(), List.of(Likes.db().schema()));
  }

  @Test
  void showsABlockAsClauses() {
    assertThat(
            text(
                "[:find ?n ?tx :where [?e :person/name ?n ?tx] [?e :person/age 60]"
                    + " [?e :person/parent ?p]]"))
        .containsExactly(
            "distinct",
            "  [:find ?n ?tx",
            "   :where [?e :person/name ?n ?tx]",
            "          [?e :person/age 60]",
            "          [?e :person/parent ?p]]");
  }

  @Test
  void showsWhatStandsAroundBlocks() {
    assertThat(
            text(
                "[:find ?n :where [?e :person/name ?n] [?e :person/age ?a] [(< ?a 50)]"
                    + " (not [?e :person/likes \"opera\"])]"))
        .containsExactly(
            "distinct",
            "  anti join on [(= ?e ?e)]",
            "    where [(< ?a 50)]",
            "      [:find ?e ?n ?a",
            "       :where [?e :person/name ?n]",
            "              [?e :person/age ?a]]",
            "    [:find ?e",
            "     :where [?e :person/likes \"opera\"]]");
  }

  @Test
  void explainsAQueryAsDatalogAndOperators() {
    List<String> lines =
        Datalog.explain(
            "[:find ?n :where [?e :person/name ?n] [?e :person/age 60]]", List.of(Likes.db()));
    assertThat(lines).first().isEqualTo("distinct");
    assertThat(lines).anyMatch(line -> line.contains(":person/age 60"));
    assertThat(lines).anyMatch(line -> line.contains("StarScan"));
  }
}
