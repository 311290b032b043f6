package dev.yore.engine.exec;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of one execution share: the memory account, results that are kept between
 * calls, and, for EXPLAIN ANALYZE, how many rows each operator gave.
 */
public final class Execution {
  private final MemoryAccount memory;
  private @Nullable Map<Object, Object> memos;
  private @Nullable Map<Operator, long[]> rows;

  public Execution(MemoryAccount memory) {
    this.memory = memory;
  }

  public MemoryAccount memory() {
    return memory;
  }

  /** What {@code owner} keeps for this execution, made when first asked for. */
  @SuppressWarnings("unchecked")
  public <T> T memo(Object owner, Supplier<T> make) {
    Map<Object, Object> kept = memos;
    if (kept == null) {
      kept = new IdentityHashMap<>();
      memos = kept;
    }
    Object found = kept.get(owner);
    if (found == null) {
      found = make.get();
      kept.put(owner, found);
    }
    return (T) found;
  }

  /** From now on counts the rows that operators give. */
  public void countRows() {
    rows = new IdentityHashMap<>();
  }

  /** How many rows an operator gave, or -1 when they were not counted. */
  public long rows(Operator operator) {
    long[] counter = rows == null ? null : rows.get(operator);
    return counter == null ? -1 : counter[0];
  }

  /** The cursor, counted if rows are counted. */
  BatchCursor counted(Operator operator, BatchCursor cursor) {
    if (rows == null) {
      return cursor;
    }
    long[] counter = rows.computeIfAbsent(operator, o -> new long[1]);
    return new BatchCursor() {
      @Override
      public @Nullable Batch next() {
        Batch batch = cursor.next();
        counter[0] += batch == null ? 0 : batch.count();
        return batch;
      }

      @Override
      public void close() {
        cursor.close();
      }
    };
  }
}
