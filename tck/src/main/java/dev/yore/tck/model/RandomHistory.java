package dev.yore.tck.model;

import dev.yore.engine.index.Indexes.IndexedAttributes;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes transactions as the transactor would after its checks: what holds is not asserted again,
 * what does not is not retracted, a value of cardinality one replaces the one before, a unique
 * value has one entity. Few entities and values, so that keys come and go often.
 */
public final class RandomHistory {
  public static final int NAMES = 3;
  public static final int AGE = 5;
  public static final int FRIEND = 6;
  public static final int SCORE = 18;
  public static final int EMAIL = 20;
  public static final List<Integer> ATTRIBUTES = List.of(NAMES, AGE, FRIEND, SCORE, EMAIL);

  private static final long ENTITY_BASE = 2L << 42;

  private final Random random;
  private final int entities;
  private final int values;
  private final Map<Fact, Long> holding = new HashMap<>();
  private long t = -1;

  /** A key. */
  private record Fact(long entity, int attribute, Object value) {}

  /** The attributes of all histories; those that are in AVET may grow. */
  public static final class Attributes implements IndexedAttributes {
    private final Set<Integer> indexed;

    public Attributes(Set<Integer> indexed) {
      this.indexed = Set.copyOf(indexed);
    }

    @Override
    public DataType typeOf(int attribute) {
      return switch (attribute) {
        case NAMES, EMAIL -> DataType.STRING;
        case AGE -> DataType.LONG;
        case FRIEND -> DataType.REF;
        case SCORE -> DataType.DOUBLE;
        default -> throw new IllegalArgumentException("no attribute " + attribute);
      };
    }

    @Override
    public boolean inAvet(int attribute) {
      return indexed.contains(attribute);
    }

    @Override
    public boolean inVaet(int attribute) {
      return attribute == FRIEND;
    }

    @Override
    public boolean keepsHistory(int attribute) {
      return true;
    }
  }

  /**
   * @param entities how many entities there are to choose from
   * @param values how many values of each attribute
   */
  public RandomHistory(Random random, int entities, int values) {
    this.random = random;
    this.entities = entities;
    this.values = values;
  }

  public long entity(int number) {
    return ENTITY_BASE + number * 3L;
  }

  public int entities() {
    return entities;
  }

  /** One of the values of an attribute. */
  public Object value(int attribute, int number) {
    return switch (attribute) {
      case NAMES -> "name" + number;
      case EMAIL -> number + "@example.org";
      case AGE -> (long) number - values / 2;
      case FRIEND -> entity(number % entities);
      default -> number / 4.0;
    };
  }

  public int values() {
    return values;
  }

  public long t() {
    return t;
  }

  /** The datoms of the next transaction, the first one being 0; possibly none. */
  public List<Datom> next(int most) {
    t++;
    Map<Fact, Boolean> changes = new HashMap<>();
    Set<Object> touched = new HashSet<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      long entity = entity(random.nextInt(entities));
      int attribute = ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size()));
      Object value = value(attribute, random.nextInt(values));
      if (touched.add(List.of(entity, attribute)) && touched.add(List.of(attribute, value))) {
        change(new Fact(entity, attribute, value), changes);
      }
    }
    List<Datom> datoms = new ArrayList<>();
    changes.forEach((fact, added) -> {
      datoms.add(new Datom(fact.entity(), fact.attribute(), fact.value(), t, added));
      if (added) {
        holding.put(fact, t);
      } else {
        holding.remove(fact);
      }
    });
    return datoms;
  }

  private void change(Fact fact, Map<Fact, Boolean> changes) {
    if (holding.containsKey(fact)) {
      changes.put(fact, false);
      return;
    }
    for (Fact other : holding.keySet()) {
      boolean replaced = fact.attribute() != NAMES && sameOwner(fact, other);
      boolean moved = fact.attribute() == EMAIL && sameValue(fact, other);
      if (replaced || moved) {
        changes.put(other, false);
      }
    }
    changes.put(fact, true);
  }

  private static boolean sameOwner(Fact left, Fact right) {
    return left.attribute() == right.attribute() && left.entity() == right.entity();
  }

  private static boolean sameValue(Fact left, Fact right) {
    return left.attribute() == right.attribute() && left.value().equals(right.value());
  }

  /** The datoms of one transaction as indexes take them: a run an attribute. */
  public static List<Run> runs(List<Datom> datoms, IndexedAttributes attributes) {
    Map<Integer, List<Datom>> byAttribute = new TreeMap<>();
    datoms.forEach(d -> byAttribute.computeIfAbsent(d.attribute(), a -> new ArrayList<>()).add(d));
    List<Run> runs = new ArrayList<>();
    Comparator<Datom> order = ReferenceModel.comparator(IndexOrder.AEVT);
    for (List<Datom> column : byAttribute.values()) {
      RunBuilder builder = new RunBuilder(IndexOrder.AEVT, attributes, column.size());
      column.stream()
          .sorted(order)
          .forEach(d -> builder.addEvent(d.entity(), d.attribute(), d.value(), d.t(), d.added()));
      runs.add(builder.buildSorted());
    }
    return runs;
  }
}
