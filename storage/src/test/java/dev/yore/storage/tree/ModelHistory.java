package dev.yore.storage.tree;

import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random history of assertions and retractions, kept as plain lists. */
final class ModelHistory {
  static final int LONG = 1;
  static final int STRING = 2;
  static final int REF = 3;
  static final int TAGS = 7;
  static final int PAST_FREE = 9;

  private static final int[] ATTRIBUTES = {LONG, STRING, REF, TAGS, PAST_FREE};

  /** A datom's life: {@code ended} is the largest long while it holds. */
  record Life(Datom datom, long ended) {
    boolean live() {
      return ended == Long.MAX_VALUE;
    }
  }

  private record Key(long entity, int attribute, Object value) {}

  private final Random random;
  private final int entities;
  private final Map<Key, Long> live = new HashMap<>();
  private final List<Life> past = new ArrayList<>();
  private final List<Datom> events = new ArrayList<>();
  private long t;

  ModelHistory(long seed, int entities) {
    this.random = new Random(seed);
    this.entities = entities;
  }

  static DataType type(int attribute) {
    return switch (attribute) {
      case STRING, TAGS -> DataType.STRING;
      case REF -> DataType.REF;
      default -> DataType.LONG;
    };
  }

  static boolean keepsHistory(int attribute) {
    return attribute != PAST_FREE;
  }

  /** One transaction of some random changes. */
  void transact(int changes, boolean mostlyRetract) {
    t++;
    List<Key> touched = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      Key key = mostlyRetract && !live.isEmpty() && random.nextInt(4) > 0 ? held() : anything();
      if (touched.contains(key)) {
        continue;
      }
      touched.add(key);
      Long added = live.remove(key);
      if (added == null) {
        live.put(key, t);
      } else if (keepsHistory(key.attribute)) {
        past.add(new Life(new Datom(key.entity, key.attribute, key.value, added, true), t));
      }
      events.add(new Datom(key.entity, key.attribute, key.value, t, added == null));
    }
  }

  private Key held() {
    List<Key> keys = live.keySet().stream().sorted(Comparator.comparing(Key::toString)).toList();
    return keys.get(random.nextInt(keys.size()));
  }

  private Key anything() {
    int attribute = ATTRIBUTES[random.nextInt(ATTRIBUTES.length)];
    long entity = entity();
    Object value =
        switch (type(attribute).valueType()) {
          case STRING -> "v" + random.nextInt(attribute == TAGS ? 12 : 3);
          case REF -> entity();
          default -> (long) random.nextInt(6) - 2;
        };
    return new Key(entity, attribute, value);
  }

  private long entity() {
    long partition = random.nextInt(8) == 0 ? 17L << 42 : 2L << 42;
    return partition + random.nextInt(entities);
  }

  /** The events since the last call, in the order of an index. */
  Run takeEvents(IndexOrder order) {
    RunBuilder builder = new RunBuilder(order, ModelHistory::type, events.size());
    for (Datom event : events) {
      if (in(order, event)) {
        builder.addEvent(
            event.entity(), event.attribute(), event.value(), event.t(), event.added());
      }
    }
    events.clear();
    return builder.build();
  }

  private static boolean in(IndexOrder order, Datom datom) {
    return order != IndexOrder.VAET || datom.attribute() == REF;
  }

  List<Life> live(IndexOrder order) {
    List<Life> lives = new ArrayList<>();
    live.forEach((key, added) ->
        lives.add(
            new Life(
                new Datom(key.entity, key.attribute, key.value, added, true), Long.MAX_VALUE)));
    return sorted(lives, order);
  }

  List<Life> past(IndexOrder order) {
    return sorted(past, order);
  }

  private static List<Life> sorted(List<Life> lives, IndexOrder order) {
    return lives.stream().filter(life -> in(order, life.datom())).sorted(by(order)).toList();
  }

  private static Comparator<Life> by(IndexOrder order) {
    Comparator<Life> e = Comparator.comparingLong(life -> life.datom().entity());
    Comparator<Life> a = Comparator.comparingInt(life -> life.datom().attribute());
    Comparator<Life> v = (l, r) -> ValueOrder.compare(l.datom().value(), r.datom().value());
    Comparator<Life> key =
        switch (order) {
          case EAVT -> e.thenComparing(a).thenComparing(v);
          case AEVT -> a.thenComparing(e).thenComparing(v);
          case AVET -> a.thenComparing(v).thenComparing(e);
          case VAET -> v.thenComparing(a).thenComparing(e);
        };
    return key.thenComparing(life -> life.datom().t());
  }
}
