package dev.yore.engine.datalog;

import static dev.yore.engine.datalog.Likes.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.value.Keyword;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindTest {
  private static @Nullable Object value(String query, Object... inputs) {
    return Datalog.query(query, Likes.db(), inputs).value();
  }

  @Test
  void answersInTheFormAskedFor() {
    assertThat(value("[:find ?n ?a :where [?e :person/name ?n] [?e :person/age ?a] [(= ?a 90)]]"))
        .isEqualTo(List.of(List.of("Ada", 90L)));
    assertThat(value("[:find [?n ...] :where [?e :person/likes \"pizza\"] [?e :person/name ?n]]"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder("Helena", "Noah");
    assertThat(
            value(
                "[:find [?n ?a] :where [?e :person/name ?n] [?e :person/age 90] [?e :person/age ?a]]"))
        .isEqualTo(List.of("Ada", 90L));
    assertThat(value("[:find ?a . :where [[:person/name \"Ada\"] :person/age ?a]]")).isEqualTo(90L);
    assertThat(value("[:find ?a . :where [?e :person/age ?a] [(> ?a 100)]]")).isNull();
    assertThat(value("[:find ?n :keys name :where [[:person/name \"Ada\"] :person/name ?n]]"))
        .isEqualTo(List.of(Map.of(Keyword.of("name"), "Ada")));
  }

  @Test
  void readsTheMapFormToo() {
    assertThat(value("{:find [?n .] :where [[?e :person/age 90] [?e :person/name ?n]]}"))
        .isEqualTo("Ada");
  }

  @Test
  void aggregatesOverTheSetOfRows() {
    assertThat(value("[:find ?l (count ?e) :where [?e :person/likes ?l]]"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder(
            List.of("pizza", 2L), List.of("opera", 1L), List.of("chess", 1L));
    assertThat(
            value(
                "[:find [(sum ?a) (avg ?a) (min ?a) (max ?a) (median ?a)] :where [_ :person/age ?a]]"))
        .isEqualTo(List.of(181L, 181.0 / 3, 31L, 90L, 60.0));
    assertThat(value("[:find [(variance ?x) (stddev ?x)] :in [?x ...]]", List.of(1, 3)))
        .isEqualTo(List.of(1.0, 1.0));
    assertThat(value("[:find (median ?x) . :in [?x ...]]", List.of(1, 2, 3, 4))).isEqualTo(2.5);
    assertThat(value("[:find (count ?a) . :where [?e :person/age ?a] [(> ?a 1000)]]")).isNull();
  }

  @Test
  void withKeepsRowsApart() {
    assertThat(value("[:find (sum ?x) . :in [[?k ?x]]]", List.of(List.of(1, 5), List.of(2, 5))))
        .isEqualTo(5L);
    assertThat(
            value(
                "[:find (sum ?x) . :with ?k :in [[?k ?x]]]", List.of(List.of(1, 5), List.of(2, 5))))
        .isEqualTo(10L);
  }

  @Test
  void sortsAndCuts() {
    assertThat(
            value(
                "[:find ?n ?a :where [?e :person/name ?n] [?e :person/age ?a]"
                    + " :order-by [[?a :desc]] :limit 2]"))
        .isEqualTo(List.of(List.of("Ada", 90L), List.of("Noah", 60L)));
    assertThat(
            value("[:find [?n ...] :where [?e :person/name ?n] :order-by ?n :offset 1 :limit 1]"))
        .isEqualTo(List.of("Helena"));
  }

  @Test
  void takesInputsOfEachShape() {
    assertThat(ask("[:find ?n :in $ ?a :where [?e :person/age ?a] [?e :person/name ?n]]", 60))
        .containsExactly(List.of("Noah"));
    assertThat(
            ask(
                "[:find ?l :in $ ?e :where [?e :person/likes ?l]]",
                List.of(Keyword.of("person/name"), "Ada")))
        .containsExactly(List.of("chess"));
    assertThat(
            ask(
                "[:find ?n :in $ ?m :where [?e :person/mood ?m] [?e :person/name ?n]]",
                Keyword.of("mood/sad")))
        .containsExactly(List.of("Noah"));
    assertThat(
            ask(
                "[:find ?n :in $ [?a ...] :where [?e :person/age ?a] [?e :person/name ?n]]",
                List.of(60, 90, 7)))
        .containsExactlyInAnyOrder(List.of("Noah"), List.of("Ada"));
    assertThat(
            ask(
                "[:find ?n :in $ [?low ?high] :where [?e :person/age ?a] [(<= ?low ?a ?high)]"
                    + " [?e :person/name ?n]]",
                List.of(40, 70)))
        .containsExactly(List.of("Noah"));
    assertThat(
            ask(
                "[:find ?n ?x :in $ [[?a ?x]] :where [?e :person/age ?a] [?e :person/name ?n]]",
                List.of(List.of(60, "x"), List.of(31, "y"))))
        .containsExactlyInAnyOrder(List.of("Noah", "x"), List.of("Helena", "y"));
  }

  @Test
  void aKeptPlanTakesOtherInputs() {
    String query = "[:find ?n . :in $ ?a :where [?e :person/age ?a] [?e :person/name ?n]]";
    assertThat(value(query, 60L)).isEqualTo("Noah");
    assertThat(value(query, 90L)).isEqualTo("Ada");
    assertThat(value(query, 31L)).isEqualTo("Helena");
  }
}
