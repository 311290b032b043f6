package dev.yore.engine.index;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import dev.yore.storage.value.DataType;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Indexes that tell how many datoms are read from them. */
public final class CountedIndexes implements Indexes {
  private final Indexes indexes;
  private final LongConsumer counter;

  /**
   * @param counter is told, in the reading thread, how many datoms a read gave
   */
  public CountedIndexes(Indexes indexes, LongConsumer counter) {
    this.indexes = indexes;
    this.counter = counter;
  }

  @Override
  public long basisT() {
    return indexes.basisT();
  }

  @Override
  public IndexReader reader(View view) {
    return new Reader(indexes.reader(view));
  }

  @Override
  public Indexes with(long t, List<Run> events, IndexedAttributes attributes) {
    return new CountedIndexes(indexes.with(t, events, attributes), counter);
  }

  @Override
  public Indexes knowing(IndexedAttributes attributes) {
    return new CountedIndexes(indexes.knowing(attributes), counter);
  }

  @Override
  public List<Run> basisEvents() {
    return indexes.basisEvents();
  }

  private final class Reader implements IndexReader {
    private final IndexReader reader;

    Reader(IndexReader reader) {
      this.reader = reader;
    }

    private Run counted(Run run) {
      counter.accept(run.size());
      return run;
    }

    @Override
    public RunCursor scan(KeyRange range) {
      RunCursor runs = reader.scan(range);
      return () -> {
        Run run = runs.next();
        return run == null ? null : counted(run);
      };
    }

    @Override
    public Run column(int attribute, long from, long to) {
      return counted(reader.column(attribute, from, to));
    }

    @Override
    public @Nullable RunAhead ahead(int attribute, long from, long to) {
      RunAhead found = reader.ahead(attribute, from, to);
      counter.accept(found == null ? 0 : found.run().size());
      return found;
    }

    @Override
    public Slice entity(long entity) {
      Slice found = reader.entity(entity);
      counter.accept(found.size());
      return found;
    }

    @Override
    public FoundEntities entitiesOf(
        IndexOrder order, int attribute, DataType type, long[] numbers) {
      FoundEntities found = reader.entitiesOf(order, attribute, type, numbers);
      counter.accept(found.count());
      return found;
    }

    @Override
    public long[] rowGroups(int attribute, long from, long to) {
      return reader.rowGroups(attribute, from, to);
    }

    @Override
    public long count(KeyRange range) {
      return reader.count(range);
    }

    @Override
    public AttributeStatistics statistics(int attribute) {
      return reader.statistics(attribute);
    }

    @Override
    public long entityOf(int attribute, Object value) {
      long found = reader.entityOf(attribute, value);
      counter.accept(found < 0 ? 0 : 1);
      return found;
    }

    @Override
    public @Nullable Object valueOf(long entity, int attribute) {
      Object found = reader.valueOf(entity, attribute);
      counter.accept(found == null ? 0 : 1);
      return found;
    }

    @Override
    public Run intervals(int attribute, long from, long to) {
      return counted(reader.intervals(attribute, from, to));
    }
  }
}
