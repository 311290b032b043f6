package dev.yore.bench.datalog;

import java.util.List;
import java.util.Random;

/**
 * The people of the benchmark that DataScript publishes: 20,000 with a first and last name, sex,
 * age and salary, drawn evenly.
 */
final class People {
  static final int COUNT = 20_000;
  private static final int TOGETHER = 1_000;
  private static final List<String> FIRST_NAMES =
      List.of("Ivan", "Petr", "Sergei", "Oleg", "Yuri", "Dmitry", "Fedor", "Denis");
  private static final List<String> LAST_NAMES =
      List.of("Ivanov", "Petrov", "Sidorov", "Kovalev", "Kuznetsov", "Voronoi");

  private static final List<String> SEXES = List.of(":male", ":female");

  private static final String SCHEMA =
      """
      [{:db/ident :person/id :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :person/name :db/valueType :db.type/string :db/cardinality :db.cardinality/one
        :db/index true}
       {:db/ident :person/last-name :db/valueType :db.type/string
        :db/cardinality :db.cardinality/one :db/index true}
       {:db/ident :person/sex :db/valueType :db.type/keyword :db/cardinality :db.cardinality/one
        :db/index true}
       {:db/ident :person/age :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/index true}
       {:db/ident :person/salary :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/index true}]
      """;

  static final List<Question> QUESTIONS =
      List.of(
          Question.of(
              "one value", "[:find ?i :where [?e :person/name \"Ivan\"] [?e :person/id ?i]]"),
          Question.of(
              "two attributes",
              """
              [:find ?i ?a :where
               [?e :person/name "Ivan"] [?e :person/age ?a] [?e :person/id ?i]]
              """,
              """
              [:find ?i ?a :where
               [?e :person/id ?i] [?e :person/age ?a] [?e :person/name "Ivan"]]
              """),
          Question.of(
              "three attributes",
              """
              [:find ?i ?a :where
               [?e :person/name "Ivan"] [?e :person/sex :male] [?e :person/age ?a]
               [?e :person/id ?i]]
              """,
              """
              [:find ?i ?a :where
               [?e :person/id ?i] [?e :person/age ?a] [?e :person/sex :male]
               [?e :person/name "Ivan"]]
              """),
          Question.of(
              "four attributes",
              """
              [:find ?i ?l ?a :where
               [?e :person/name "Ivan"] [?e :person/sex :male] [?e :person/last-name ?l]
               [?e :person/age ?a] [?e :person/id ?i]]
              """,
              """
              [:find ?i ?l ?a :where
               [?e :person/id ?i] [?e :person/last-name ?l] [?e :person/age ?a]
               [?e :person/sex :male] [?e :person/name "Ivan"]]
              """),
          Question.of(
              "join on a value",
              """
              [:find ?l ?a :where
               [?e :person/name "Ivan"] [?e :person/age ?a] [?f :person/age ?a]
               [?f :person/last-name ?l]]
              """,
              """
              [:find ?l ?a :where
               [?f :person/last-name ?l] [?f :person/age ?a] [?e :person/age ?a]
               [?e :person/name "Ivan"]]
              """),
          Question.of(
              "range",
              "[:find ?i ?s :where [?e :person/salary ?s] [(> ?s 50000)] [?e :person/id ?i]]",
              "[:find ?i ?s :where [?e :person/id ?i] [?e :person/salary ?s] [(> ?s 50000)]]"),
          Question.of(
                  "range by input",
                  """
                  [:find ?i ?s :in $ ?min :where
                   [?e :person/salary ?s] [(> ?s ?min)] [?e :person/id ?i]]
                  """)
              .with(90_000L),
          Question.of(
              "sum by group",
              "[:find ?n (sum ?s) :with ?e :where [?e :person/name ?n] [?e :person/salary ?s]]",
              "[:find ?n (sum ?s) :with ?e :where [?e :person/salary ?s] [?e :person/name ?n]]"));

  private People() {}

  static void fill(Contestant into) throws Exception {
    into.transact(SCHEMA);
    Random random = new Random(20_000);
    StringBuilder batch = new StringBuilder();
    for (int id = 0; id < COUNT; id++) {
      batch
          .append("{:person/id ")
          .append(id)
          .append(" :person/name \"")
          .append(one(FIRST_NAMES, random))
          .append("\" :person/last-name \"")
          .append(one(LAST_NAMES, random))
          .append("\" :person/sex ")
          .append(one(SEXES, random))
          .append(" :person/age ")
          .append(random.nextInt(100))
          .append(" :person/salary ")
          .append(random.nextInt(100_000))
          .append('}');
      if ((id + 1) % TOGETHER == 0) {
        into.transact("[" + batch + "]");
        batch.setLength(0);
      }
    }
    into.settle();
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
