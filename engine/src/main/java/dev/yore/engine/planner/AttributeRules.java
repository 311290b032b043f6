package dev.yore.engine.planner;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.index.View;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds of an attribute's datoms at every moment: a plan may be executed as of any, and an
 * attribute may have had several values, or values that several entities shared, before its
 * definition became what it is now.
 */
final class AttributeRules {
  private final List<Db> databases;
  private final Map<Asked, Long> since = new HashMap<>();

  /** A property of an attribute's definition. */
  private record Asked(int input, int attribute, int property) {}

  AttributeRules(List<Db> databases) {
    this.databases = databases;
  }

  Schema schema(Plan.Source source) {
    return databases.get(source.input()).schema();
  }

  /** True when an entity never has two values of the attribute at once. */
  boolean single(Plan.Source source, int attribute) {
    return !databases.get(source.input()).view().history()
        && !schema(source).require(attribute).many()
        && defined(source, attribute, Bootstrap.CARDINALITY) == made(source, attribute);
  }

  /** True when a value never belongs to two entities at once. */
  boolean unique(Plan.Source source, int attribute) {
    Attribute definition = schema(source).require(attribute);
    return definition.unique() != null
        && definition.type().layout() != Layout.DOUBLE // 0.0 and -0.0 are two values and alike
        && !databases.get(source.input()).view().history()
        && defined(source, attribute, Bootstrap.UNIQUE) == made(source, attribute)
        && definition.tupleAttributes().stream()
            .allMatch(part -> made(source, part) == made(source, attribute));
  }

  private long made(Plan.Source source, int attribute) {
    return defined(source, attribute, Bootstrap.VALUE_TYPE);
  }

  /** The t that a property has been the same since; -1 when it has ever been another. */
  private long defined(Plan.Source source, int attribute, int property) {
    return since.computeIfAbsent(new Asked(source.input(), attribute, property), this::first);
  }

  private long first(Asked asked) {
    long entity = EntityIds.of(EntityIds.SCHEMA_PARTITION, asked.attribute());
    IndexReader all = databases.get(asked.input()).indexes().reader(View.NOW.withHistory());
    IndexReader.RunCursor cursor =
        all.scan(KeyRange.of(KeyPrefix.entityAttribute(IndexOrder.EAVT, entity, asked.property())));
    long t = -1;
    int events = 0;
    for (Run run = cursor.next(); run != null; run = cursor.next()) {
      events += run.size();
      t = run.added(0);
    }
    return events == 1 ? t : -1;
  }
}
