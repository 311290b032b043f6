package dev.yore.tck.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxOp;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.Random;

/**
 * Transactions that show when one is lost or torn. The k-th one adds {@link #PARTS} entities that
 * carry k, and moves an amount between two accounts, so that they sum up to nothing at every t.
 */
final class Bookkeeping {
  static final int PARTS = 3;

  private static final int NUMBER = Bootstrap.FIRST_USER_ID;
  private static final int BALANCE = Bootstrap.FIRST_USER_ID + 1;
  private static final long DEBIT = EntityIds.of(EntityIds.FIRST_TABLE_PARTITION, 1);
  private static final long CREDIT = EntityIds.of(EntityIds.FIRST_TABLE_PARTITION, 2);

  private Bookkeeping() {}

  static AppliedTx schema(Db db) {
    long number = NUMBER;
    long balance = BALANCE;
    long type = Bootstrap.TYPE_IDENTS + ValueType.LONG.code();
    long one = Bootstrap.CARDINALITY_ONE;
    return decide(
        db,
        new TxOp.Add(number, Bootstrap.IDENT, Keyword.of("entry/number")),
        new TxOp.Add(number, Bootstrap.VALUE_TYPE, type),
        new TxOp.Add(number, Bootstrap.CARDINALITY, one),
        new TxOp.Add(number, Bootstrap.INDEX, true),
        new TxOp.Add(balance, Bootstrap.IDENT, Keyword.of("account/balance")),
        new TxOp.Add(balance, Bootstrap.VALUE_TYPE, type),
        new TxOp.Add(balance, Bootstrap.CARDINALITY, one));
  }

  /** The transaction after the last one. */
  static AppliedTx next(Db db, long amount) {
    long k = entries(db) + 1;
    long debit = balance(db, DEBIT);
    TxOp[] ops = new TxOp[PARTS + 2];
    for (int i = 0; i < PARTS; i++) {
      long entity = EntityIds.of(EntityIds.USER_PARTITION, 1 + k * PARTS + i);
      ops[i] = new TxOp.Add(entity, NUMBER, k);
    }
    ops[PARTS] = new TxOp.Add(DEBIT, BALANCE, debit - amount);
    ops[PARTS + 1] = new TxOp.Add(CREDIT, BALANCE, amount - debit);
    return decide(db, ops);
  }

  /** How many transactions there were after the schema's: each took a t. */
  static long entries(Db db) {
    return Math.max(0, Math.min(db.view().asOf(), db.basisT()) - 1);
  }

  private static long balance(Db db, long account) {
    Object value = db.reader().valueOf(account, BALANCE);
    return value == null ? 0 : (Long) value;
  }

  private static AppliedTx decide(Db db, TxOp... ops) {
    return Transactions.decide(db, ResolvedTx.of(ops), Transactions.now());
  }

  /**
   * Fails unless everything up to {@code acknowledged} is there, whole, now and at past moments.
   */
  static void check(Db db, long acknowledged, Random random) {
    assertThat(entries(db)).as("entries").isGreaterThanOrEqualTo(acknowledged);
    checkMoment(db);
    for (int i = 0; i < 3 && db.basisT() > 0; i++) {
      checkMoment(db.asOf(1 + random.nextLong(db.basisT())));
    }
  }

  private static void checkMoment(Db db) {
    long entries = entries(db);
    IndexReader reader = db.reader();
    assertThat(balance(db, DEBIT) + balance(db, CREDIT)).as("sum of accounts").isZero();
    Run numbers = reader.column(NUMBER, 0, Long.MAX_VALUE);
    assertThat(numbers.size()).as("parts of %s entries", entries).isEqualTo(PARTS * entries);
    for (int row = 0; row < numbers.size(); row++) {
      assertThat(numbers.value(row)).isEqualTo(1L + row / PARTS);
    }
    checkOrders(reader, entries);
  }

  /** The other indexes have the same. */
  private static void checkOrders(IndexReader reader, long entries) {
    if (entries > 0) {
      IndexOrder avet = IndexOrder.AVET;
      KeyPrefix all = KeyPrefix.attribute(avet, NUMBER);
      IndexReader.RunCursor cursor = reader.scan(KeyRange.of(all));
      long seen = 0;
      for (Run run = cursor.next(); run != null; run = cursor.next()) {
        for (int row = 0; row < run.size(); row++) {
          assertThat(run.value(row)).isEqualTo(1 + seen++ / PARTS);
        }
      }
      assertThat(seen).as("entries by value").isEqualTo(PARTS * entries);
    }
  }
}
