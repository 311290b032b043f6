package dev.yore.engine.tx;

import dev.yore.engine.db.Watermarks;
import dev.yore.engine.schema.EntityIds;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The source of entity ids of one open database, shared by its transactor and all its sessions. */
public final class IdReservoir implements IdSource {
  private final Watermarks start;
  private final ConcurrentHashMap<Integer, AtomicLong> next = new ConcurrentHashMap<>();

  /**
   * @param start the sequences in use when the database was opened
   */
  public IdReservoir(Watermarks start) {
    this.start = start;
  }

  @Override
  public long reserve(int partition, int count) {
    AtomicLong sequence = next.get(partition);
    if (sequence == null) {
      sequence = next.computeIfAbsent(partition, p -> new AtomicLong(start.next(p)));
    }
    return EntityIds.of(partition, sequence.getAndAdd(count));
  }
}
