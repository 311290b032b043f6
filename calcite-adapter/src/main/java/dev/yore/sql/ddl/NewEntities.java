package dev.yore.sql.ddl;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.EntityIds;
import java.util.HashMap;
import java.util.Map;

/** Gives entity ids that a database has never used, for one transaction on it. */
public final class NewEntities {
  private final Db db;
  private final Map<Integer, Long> next = new HashMap<>();

  public NewEntities(Db db) {
    this.db = db;
  }

  /** The first of {@code count} successive new entity ids of a partition. */
  public long reserve(int partition, int count) {
    long first = next.computeIfAbsent(partition, p -> db.watermarks().next(p));
    next.put(partition, first + count);
    return EntityIds.of(partition, first);
  }
}
