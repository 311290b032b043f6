package dev.yore.engine.schema;

import dev.yore.engine.index.IndexReader;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.Keyword;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads schemas out of the datoms of partition 0. */
public final class SchemaReader {
  private static final long SCHEMA_END = EntityIds.of(EntityIds.TX_PARTITION, 0);

  private SchemaReader() {}

  /**
   * The schema that a database value sees.
   *
   * @param now reads what holds at the moment in question
   * @param history reads all that was said up to that moment
   */
  public static Schema read(IndexReader now, IndexReader history) {
    Map<Keyword, Long> oldNames = new HashMap<>();
    Map<Long, Keyword> lastNames = new HashMap<>();
    long version = readNames(history, oldNames, lastNames);
    return new SchemaBuilder(facts(now), oldNames, lastNames, version).build();
  }

  /** True when events say anything about the schema. */
  public static boolean touched(List<Run> events) {
    for (Run run : events) {
      if (run.size() > 0 && run.entity(0) < SCHEMA_END) {
        return true;
      }
    }
    return false;
  }

  /**
   * The schema after a transaction.
   *
   * @param before the schema before it
   * @param now reads what held before it
   * @param events its datoms
   */
  public static Schema after(Schema before, IndexReader now, List<Run> events, long t) {
    Map<Long, Map<Integer, Object>> facts = facts(now);
    for (Run run : events) {
      for (int row = 0; row < run.size() && run.entity(row) < SCHEMA_END; row++) {
        if (run.isRetraction(row)) {
          remove(facts, run, row);
        }
      }
      for (int row = 0; row < run.size() && run.entity(row) < SCHEMA_END; row++) {
        if (!run.isRetraction(row)) {
          put(facts, run, row);
        }
      }
    }
    Map<Long, Keyword> lastNames = new HashMap<>();
    before.attributes().forEach(a -> lastNames.put((long) a.id(), a.ident()));
    return new SchemaBuilder(facts, before.idents(), lastNames, t).build();
  }

  /** What holds of the entities of partition 0, of system attributes. */
  private static Map<Long, Map<Integer, Object>> facts(IndexReader reader) {
    Map<Long, Map<Integer, Object>> facts = new TreeMap<>();
    IndexReader.RunCursor cursor = reader.scan(schemaRange());
    for (Run run = cursor.next(); run != null; run = cursor.next()) {
      for (int row = 0; row < run.size(); row++) {
        put(facts, run, row);
      }
    }
    return facts;
  }

  private static KeyRange schemaRange() {
    return new KeyRange(
        KeyPrefix.entity(IndexOrder.EAVT, 0),
        true,
        KeyPrefix.entity(IndexOrder.EAVT, SCHEMA_END),
        false);
  }

  private static void put(Map<Long, Map<Integer, Object>> facts, Run run, int row) {
    int attribute = run.attribute(row);
    if (Bootstrap.isSystem(attribute)) {
      facts.computeIfAbsent(run.entity(row), e -> new HashMap<>()).put(attribute, run.value(row));
    }
  }

  private static void remove(Map<Long, Map<Integer, Object>> facts, Run run, int row) {
    Map<Integer, Object> entity = facts.get(run.entity(row));
    if (entity != null) {
      entity.remove(run.attribute(row), run.value(row));
    }
  }

  /** Puts in every name that any entity ever had, the latest holder each; returns the last t. */
  private static long readNames(
      IndexReader history, Map<Keyword, Long> names, Map<Long, Keyword> lastNames) {
    Map<Keyword, Long> given = new HashMap<>();
    Map<Long, Long> named = new HashMap<>();
    long version = 0;
    IndexReader.RunCursor cursor = history.scan(schemaRange());
    for (Run run = cursor.next(); run != null; run = cursor.next()) {
      for (int row = 0; row < run.size(); row++) {
        long t = run.added(row);
        version = Math.max(version, t);
        if (run.attribute(row) == Bootstrap.IDENT && !run.isRetraction(row)) {
          Keyword ident = (Keyword) run.value(row);
          if (t >= given.getOrDefault(ident, -1L)) {
            given.put(ident, t);
            names.put(ident, run.entity(row));
          }
          if (t >= named.getOrDefault(run.entity(row), -1L)) {
            named.put(run.entity(row), t);
            lastNames.put(run.entity(row), ident);
          }
        }
      }
    }
    return version;
  }
}
