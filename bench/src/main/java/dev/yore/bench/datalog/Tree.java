package dev.yore.bench.datalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tree of 10,000 nodes, each of which but the root names its parent; every node has 3 children.
 */
final class Tree {
  static final int NODES = 10_000;
  private static final int CHILDREN = 3;

  private static final String SCHEMA =
      """
      [{:db/ident :node/id :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :node/parent :db/valueType :db.type/ref :db/cardinality :db.cardinality/one}]
      """;

  static final List<Question> QUESTIONS =
      List.of(
          Question.of(
                  "all below the root, by a recursive rule",
                  """
                  [:find ?i :in $ % ?root :where
                   [?r :node/id ?root] (below ?r ?n) [?n :node/id ?i]]
                  """,
                  """
                  [:find ?i :in $ % ?root :where
                   [?n :node/id ?i] (below ?r ?n) [?r :node/id ?root]]
                  """)
              .with(
                  """
                  [[(below ?a ?n) [?n :node/parent ?a]]
                   [(below ?a ?n) [?p :node/parent ?a] (below ?p ?n)]]
                  """,
                  0L)
              .comparedInGoodOrder());

  private Tree() {}

  static void fill(Contestant into) throws Exception {
    into.transact(SCHEMA);
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (long id = 0; id < NODES; id++) {
      String name = "node" + id;
      nodes.add(
          id == 0
              ? Map.of(":db/id", name, ":node/id", id)
              : Map.of(
                  ":db/id", name, ":node/id", id, ":node/parent", "node" + (id - 1) / CHILDREN));
    }
    into.transact(nodes);
    into.settle();
  }
}
