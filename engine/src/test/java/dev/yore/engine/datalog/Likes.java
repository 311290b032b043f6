package dev.yore.engine.datalog;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.YoreException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The classic example: some people and what they like, over four transactions. */
final class Likes {
  private static final String SCHEMA =
      """
      [{:db/ident :person/name :db/valueType :db.type/string :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :person/age :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :person/height :db/valueType :db.type/double :db/cardinality :db.cardinality/one}
       {:db/ident :person/likes :db/valueType :db.type/string :db/cardinality :db.cardinality/many}
       {:db/ident :person/parent :db/valueType :db.type/ref :db/cardinality :db.cardinality/many}
       {:db/ident :person/mood :db/valueType :db.type/ref :db/cardinality :db.cardinality/one}
       {:db/ident :mood/happy}
       {:db/ident :mood/sad}]
      """;
  private static final String PEOPLE =
      """
      [{:db/id "helena" :person/name "Helena" :person/age 30 :person/height 1.7
        :person/likes ["pizza" "chess"] :person/mood :mood/happy :person/parent "noah"}
       {:db/id "noah" :person/name "Noah" :person/age 60 :person/height 1.8
        :person/likes ["pizza" "opera"] :person/mood :mood/sad :person/parent "ada"}
       {:db/id "ada" :person/name "Ada" :person/age 90 :person/likes "chess"}]
      """;

  /** t of the people, of Helena's birthday, of her losing interest in chess. */
  static final long PEOPLE_T = 2;

  static final long BIRTHDAY_T = 3;
  static final long NO_CHESS_T = 4;

  private static final Db DB =
      Db.empty()
          .with(SCHEMA)
          .dbAfter()
          .with(PEOPLE)
          .dbAfter()
          .with("[[:db/add [:person/name \"Helena\"] :person/age 31]]")
          .dbAfter()
          .with("[[:db/retract [:person/name \"Helena\"] :person/likes \"chess\"]]")
          .dbAfter();

  private Likes() {}

  static Db db() {
    return DB;
  }

  /** The rows that a query finds, which must all be different. */
  static Set<List<Object>> ask(Db db, String query, Object... inputs) {
    List<List<Object>> rows = Datalog.query(query, db, inputs).rows();
    Set<List<Object>> set = new LinkedHashSet<>(rows);
    if (set.size() != rows.size()) {
      throw new AssertionError("a row came twice: " + rows);
    }
    return set;
  }

  static Set<List<Object>> ask(String query, Object... inputs) {
    return ask(DB, query, inputs);
  }

  static YoreException refused(String query, Object... inputs) {
    YoreException refusal =
        catchThrowableOfType(YoreException.class, () -> Datalog.query(query, DB, inputs));
    if (refusal == null) {
      throw new AssertionError("the query should be refused: " + query);
    }
    return refusal;
  }
}
