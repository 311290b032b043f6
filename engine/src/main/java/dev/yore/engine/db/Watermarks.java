package dev.yore.engine.db;

import dev.yore.engine.index.IndexReader;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sequences that entity ids of each partition have reached, so that none is ever given twice.
 * An immutable value: raising one copies a small part.
 */
public final class Watermarks {
  /** Few, for each transaction copies the chunks of its partitions. */
  private static final int CHUNK_BITS = 4;

  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final long[] NO_CHUNK = new long[0];

  /** No entities but those that every database begins with. */
  public static final Watermarks NONE =
      new Watermarks(new long[0][])
          .raised(EntityIds.of(EntityIds.SCHEMA_PARTITION, Bootstrap.FIRST_USER_ID - 1L));

  private final long[][] chunks;

  private Watermarks(long[][] chunks) {
    this.chunks = chunks;
  }

  /**
   * The entity ids in use, found by looking at the last entity of each attribute.
   *
   * @param schema all attributes
   * @param history reads everything that was ever said
   */
  static Watermarks scan(Schema schema, IndexReader history) {
    Watermarks found = NONE;
    for (Attribute attribute : schema.attributes()) {
      long end = Long.MAX_VALUE;
      while (end > 0) {
        long[] groups = history.rowGroups(attribute.id(), 0, end);
        if (groups.length < 2) {
          break;
        }
        Run last = history.column(attribute.id(), groups[groups.length - 2], end);
        if (last.isEmpty()) {
          end = groups[groups.length - 2];
          continue;
        }
        long highest = last.entity(last.size() - 1);
        found = found.raised(highest);
        end = EntityIds.of(EntityIds.partition(highest), 0);
      }
    }
    return found;
  }

  /** The sequence after the highest one of a partition, at least 1. */
  public long next(int partition) {
    return Math.max(1, at(partition));
  }

  private long at(int partition) {
    int chunk = partition >>> CHUNK_BITS;
    if (chunk >= chunks.length || chunks[chunk].length == 0) {
      return 0;
    }
    return chunks[chunk][partition & (CHUNK - 1)];
  }

  /** The watermarks when this entity id exists too. */
  public Watermarks raised(long entity) {
    int partition = EntityIds.partition(entity);
    long next = EntityIds.sequence(entity) + 1;
    if (next <= at(partition)) {
      return this;
    }
    int chunk = partition >>> CHUNK_BITS;
    long[][] copy = Arrays.copyOf(chunks, Math.max(chunks.length, chunk + 1));
    for (int i = chunks.length; i < copy.length; i++) {
      copy[i] = NO_CHUNK;
    }
    copy[chunk] = Arrays.copyOf(copy[chunk], CHUNK);
    copy[chunk][partition & (CHUNK - 1)] = next;
    return new Watermarks(copy);
  }

  /** The partitions that have entities, ascending. */
  public List<Integer> partitions() {
    List<Integer> partitions = new ArrayList<>();
    for (int partition = 0; partition < chunks.length * CHUNK; partition++) {
      if (at(partition) > 0) {
        partitions.add(partition);
      }
    }
    return partitions;
  }

  /** The highest partition that has an entity, or -1. */
  public int highestPartition() {
    for (int partition = chunks.length * CHUNK - 1; partition >= 0; partition--) {
      if (at(partition) > 0) {
        return partition;
      }
    }
    return -1;
  }
}
