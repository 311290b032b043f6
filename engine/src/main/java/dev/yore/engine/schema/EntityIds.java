package dev.yore.engine.schema;

/** Entity ids: {@code partition << 42 | sequence}. */
public final class EntityIds {
  public static final int SEQUENCE_BITS = 42;
  public static final long SEQUENCE_MAX = (1L << SEQUENCE_BITS) - 1;

  /** Attributes, tables, idents. */
  public static final int SCHEMA_PARTITION = 0;

  /** Transactions; the sequence is t. */
  public static final int TX_PARTITION = 1;

  /** Entities made by transaction data that name no partition. */
  public static final int USER_PARTITION = 2;

  /** The first partition of SQL tables, one each. */
  public static final int FIRST_TABLE_PARTITION = 16;

  private EntityIds() {}

  public static long of(int partition, long sequence) {
    return (long) partition << SEQUENCE_BITS | sequence;
  }

  public static int partition(long entity) {
    return (int) (entity >>> SEQUENCE_BITS);
  }

  public static long sequence(long entity) {
    return entity & SEQUENCE_MAX;
  }

  /** The entity of a transaction. */
  public static long ofTx(long t) {
    return of(TX_PARTITION, t);
  }
}
