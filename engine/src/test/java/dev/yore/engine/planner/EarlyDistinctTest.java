package dev.yore.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.datalog.Datalog;
import dev.yore.engine.db.Db;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EarlyDistinctTest {
  private record Person(String name, long age, String team) {}

  private static final List<Person> PEOPLE = new ArrayList<>();
  private static Db db;

  @BeforeAll
  static void peopleOfFewAges() {
    Db schema =
        Db.empty()
            .with(
                "[{:db/ident :p/name :db/valueType :db.type/string"
                    + " :db/cardinality :db.cardinality/one}"
                    + " {:db/ident :p/age :db/valueType :db.type/long"
                    + " :db/cardinality :db.cardinality/one}"
                    + " {:db/ident :p/team :db/valueType :db.type/string"
                    + " :db/cardinality :db.cardinality/one}]")
            .dbAfter();
    Random random = new Random(7);
    StringBuilder edn = new StringBuilder("[");
    for (int i = 0; i < 2_000; i++) {
      Person person =
          new Person("n" + random.nextInt(8), random.nextInt(40), "t" + random.nextInt(6));
      PEOPLE.add(person);
      edn.append("{:p/name \"" + person.name + "\" :p/age " + person.age);
      edn.append(" :p/team \"" + person.team + "\"}");
    }
    db = schema.with(edn.append("]").toString()).dbAfter();
  }

  private static final String TEAMS_OF_THE_SAME_AGE =
      """
      [:find ?t ?a :where
       [?e :p/name "n3"] [?e :p/age ?a] [?f :p/age ?a] [?f :p/team ?t] [(%s ?a 20)]]
      """;

  private static String query(String comparison) {
    return TEAMS_OF_THE_SAME_AGE.replace("%s", comparison);
  }

  @Test
  void aStarThatOnlySaysWhichValuesCountIsASemiJoin() {
    assertThat(String.join("\n", Datalog.explain(query("<"), List.of(db)))).contains("SEMI");
  }

  @Test
  void theRowsAreThoseOfTheWholeJoin() {
    Set<List<Object>> expected = new HashSet<>();
    for (Person one : PEOPLE) {
      for (Person other : PEOPLE) {
        if (one.name.equals("n3") && one.age == other.age && one.age < 20) {
          expected.add(List.of(other.team, other.age));
        }
      }
    }
    List<List<Object>> found = Datalog.query(query("<"), db).rows();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aStarWhoseValuesAreAskedForIsJoined() {
    String names =
        "[:find ?n ?t :where [?e :p/name ?n] [?e :p/age ?a] [?f :p/age ?a] [?f :p/team ?t]]";
    assertThat(String.join("\n", Datalog.explain(names, List.of(db)))).doesNotContain("SEMI");
  }

  @Test
  void aConditionAcrossStarsKeepsTheJoin() {
    String across =
        """
        [:find ?t :where [?e :p/name "n3"] [?e :p/age ?a] [?e :p/team ?u]
         [?f :p/age ?a] [?f :p/team ?t] [(not= ?u ?t)]]
        """;
    assertThat(String.join("\n", Datalog.explain(across, List.of(db)))).doesNotContain("SEMI");
    Set<Object> expected = new HashSet<>();
    for (Person one : PEOPLE) {
      for (Person other : PEOPLE) {
        if (one.name.equals("n3") && one.age == other.age && !one.team.equals(other.team)) {
          expected.add(other.team);
        }
      }
    }
    assertThat(Datalog.query(across, db).values()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
