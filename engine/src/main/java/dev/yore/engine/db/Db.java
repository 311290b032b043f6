package dev.yore.engine.db;

import dev.yore.engine.index.CountedIndexes;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.View;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.SchemaReader;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxInput;
import dev.yore.engine.tx.TxReport;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable database value: indexes at a basis, seen as of a moment, since a moment, or as
 * history.
 */
public final class Db {
  private final Indexes indexes;
  private final Schema schema;
  private final View view;
  private final long basisInstant;
  private final IndexReader reader;
  private volatile @Nullable Watermarks watermarks;
  private volatile @Nullable Schema schemaSeen;

  /**
   * A database whose entity ids in use are looked up when they are first needed.
   *
   * @param schema the schema at the basis
   * @param basisInstant commit time of the basis transaction, in microseconds
   */
  public Db(Indexes indexes, Schema schema, View view, long basisInstant) {
    this(indexes, schema, view, basisInstant, null);
  }

  /**
   * @param schema the schema at the basis
   * @param basisInstant commit time of the basis transaction, in microseconds
   * @param watermarks the entity ids in use, or null to look them up when needed
   */
  public Db(
      Indexes indexes,
      Schema schema,
      View view,
      long basisInstant,
      @Nullable Watermarks watermarks) {
    this.indexes = indexes;
    this.schema = schema;
    this.view = view;
    this.basisInstant = basisInstant;
    this.reader = indexes.reader(view);
    this.watermarks = watermarks;
  }

  /** A database without transactions, kept in memory. */
  public static Db empty() {
    Schema schema = Bootstrap.schema();
    Indexes indexes = Indexes.empty().with(Bootstrap.T, Bootstrap.events(), schema);
    return new Db(indexes, schema, View.NOW, 0, Watermarks.NONE);
  }

  public Indexes indexes() {
    return indexes;
  }

  /** The schema at the basis. */
  public Schema schema() {
    return schema;
  }

  /** The schema at the moment that this value sees: of an as-of value the one of then. */
  public Schema schemaAsOf() {
    if (view.asOf() >= schema.version()) {
      return schema;
    }
    Schema seen = schemaSeen;
    if (seen == null) {
      View then = View.NOW.withAsOf(view.asOf());
      seen = SchemaReader.read(indexes.reader(then), indexes.reader(then.withHistory()));
      schemaSeen = seen;
    }
    return seen;
  }

  public View view() {
    return view;
  }

  /** The last transaction that this value knows of. */
  public long basisT() {
    return indexes.basisT();
  }

  /** Commit time of the basis transaction, in microseconds. */
  public long basisInstant() {
    return basisInstant;
  }

  /** Reads this value's indexes as it sees time. */
  public IndexReader reader() {
    return reader;
  }

  /** The entity ids that are or were in use, so that new entities get others. */
  public Watermarks watermarks() {
    Watermarks known = watermarks;
    if (known == null) {
      known = Watermarks.scan(schema, indexes.reader(View.NOW.withHistory()));
      watermarks = known;
    }
    return known;
  }

  /** The last transaction that was committed at or before a moment; 0 when there is none. */
  public long tAt(long micros) {
    return Moments.tAt(this, micros);
  }

  /** This database as it was just after transaction {@code t}. */
  public Db asOf(long t) {
    return seenAs(view.withAsOf(t));
  }

  /** What of this database was added after transaction {@code t}. */
  public Db since(long t) {
    return seenAs(view.withSince(t));
  }

  /** Every assertion and retraction that this database has seen. */
  public Db history() {
    return seenAs(view.withHistory());
  }

  private Db seenAs(View other) {
    return new Db(indexes, schema, other, basisInstant, watermarks);
  }

  /** This database, telling how many datoms are read from it. */
  public Db counted(LongConsumer counter) {
    return new Db(new CountedIndexes(indexes, counter), schema, view, basisInstant, watermarks);
  }

  /** What a transaction would lead to, if it were committed now on this value. */
  public TxReport with(TxInput transaction) {
    return Transactions.decide(this, transaction, Transactions.now()).report();
  }

  /** What transaction data, a list of maps and lists, would lead to. */
  public TxReport with(List<?> transactionData) {
    return with(RawTx.of(transactionData));
  }

  /** What transaction data in EDN would lead to. */
  public TxReport with(String edn) {
    return with(RawTx.parse(edn));
  }

  /** This value with indexes that one more transaction is in. */
  public Db after(Indexes next, Schema nextSchema, long instant, Watermarks nextWatermarks) {
    return new Db(next, nextSchema, view, instant, nextWatermarks);
  }
}
