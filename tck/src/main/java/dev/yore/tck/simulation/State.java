package dev.yore.tck.simulation;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.Keyword;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the clients write: accounts that money moves between, nodes in one ring, lists that grow,
 * and counters that anybody may set. As the naive model it is changed by {@link Action}s.
 */
record State(
    Map<Long, Long> balances,
    Map<Long, Long> ring,
    Map<String, Long> items,
    Map<String, Long> counters) {
  static final int ACCOUNTS = 6;
  static final int NODES = 7;
  static final int LISTS = 3;
  static final int COUNTERS = 4;
  private static final long MONEY = 100;

  static final String SCHEMA =
      """
      [{:db/ident :account/number :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :account/balance :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :node/number :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :node/next :db/valueType :db.type/ref :db/cardinality :db.cardinality/one}
       {:db/ident :item/key :db/valueType :db.type/string :db/cardinality :db.cardinality/one
        :db/unique :db.unique/value}
       {:db/ident :item/value :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :counter/name :db/valueType :db.type/string :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :counter/value :db/valueType :db.type/long :db/cardinality :db.cardinality/one}]
      """;

  /** Transaction data that leads from the empty database to the first state. */
  static String firstData() {
    StringBuilder data = new StringBuilder("[");
    for (long number = 0; number < ACCOUNTS; number++) {
      data.append("{:account/number %d :account/balance %d}".formatted(number, MONEY));
    }
    for (long number = 0; number < NODES; number++) {
      data.append(
          "{:db/id \"n%d\" :node/number %d :node/next \"n%d\"}"
              .formatted(number, number, (number + 1) % NODES));
    }
    return data.append(']').toString();
  }

  static State first() {
    State state = new State(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (long number = 0; number < ACCOUNTS; number++) {
      state.balances.put(number, MONEY);
    }
    for (long number = 0; number < NODES; number++) {
      state.ring.put(number, (number + 1) % NODES);
    }
    return state;
  }

  /** What a database says. */
  static State of(Db db) {
    Map<Long, Object> nodes = column(db, "node/number");
    State state = new State(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    Map<Long, Object> balances = column(db, "account/balance");
    column(db, "account/number")
        .forEach(
            (entity, number) -> state.balances.put((Long) number, (Long) balances.get(entity)));
    Map<Long, Object> next = column(db, "node/next");
    nodes.forEach((entity, number) ->
        state.ring.put((Long) number, (Long) nodes.get((Long) next.get(entity))));
    Map<Long, Object> values = column(db, "item/value");
    column(db, "item/key")
        .forEach((entity, key) -> state.items.put((String) key, (Long) values.get(entity)));
    Map<Long, Object> counts = column(db, "counter/value");
    column(db, "counter/name")
        .forEach((entity, name) -> state.counters.put((String) name, (Long) counts.get(entity)));
    return state;
  }

  private static Map<Long, Object> column(Db db, String ident) {
    Attribute attribute = attribute(db, ident);
    Run run = db.reader().column(attribute.id(), 0, Long.MAX_VALUE);
    Map<Long, Object> values = new TreeMap<>();
    for (int row = 0; row < run.size(); row++) {
      if (values.put(run.entity(row), run.value(row)) != null) {
        throw new SimulationFailure("an entity has " + ident + " twice");
      }
    }
    return values;
  }

  static Attribute attribute(Db db, String ident) {
    Attribute attribute = db.schema().attribute(Keyword.of(ident));
    if (attribute == null) {
      throw new SimulationFailure("the database has lost the attribute " + ident);
    }
    return attribute;
  }

  long lengthOf(int list) {
    return items.keySet().stream().filter(key -> key.startsWith(list + ":")).count();
  }

  long next(long node) {
    Long next = ring.get(node);
    if (next == null) {
      throw new SimulationFailure("node " + node + " is not in the ring " + ring);
    }
    return next;
  }

  /** Says what is wrong with it in itself; empty when nothing is. */
  String broken() {
    long money = balances.values().stream().mapToLong(Long::longValue).sum();
    if (money != MONEY * ACCOUNTS) {
      return "all money is " + money;
    }
    long node = 0;
    for (int step = 1; step <= NODES; step++) {
      node = next(node);
      if ((node == 0) != (step == NODES)) {
        return "the ring is " + ring;
      }
    }
    return "";
  }
}
