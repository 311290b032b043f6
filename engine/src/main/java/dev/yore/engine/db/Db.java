package dev.yore.engine.db;

import dev.yore.engine.index.IndexReader;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.View;
import dev.yore.engine.schema.Schema;

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

  /**
   * @param schema the schema at the basis
   * @param basisInstant commit time of the basis transaction, in microseconds
   */
  public Db(Indexes indexes, Schema schema, View view, long basisInstant) {
    this.indexes = indexes;
    this.schema = schema;
    this.view = view;
    this.basisInstant = basisInstant;
    this.reader = indexes.reader(view);
  }

  public Indexes indexes() {
    return indexes;
  }

  /** The schema at the basis. */
  public Schema schema() {
    return schema;
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

  /** The last transaction that was committed at or before a moment; 0 when there is none. */
  public long tAt(long micros) {
    return Moments.tAt(this, micros);
  }

  /** This database as it was just after transaction {@code t}. */
  public Db asOf(long t) {
    return new Db(indexes, schema, view.withAsOf(t), basisInstant);
  }

  /** What of this database was added after transaction {@code t}. */
  public Db since(long t) {
    return new Db(indexes, schema, view.withSince(t), basisInstant);
  }

  /** Every assertion and retraction that this database has seen. */
  public Db history() {
    return new Db(indexes, schema, view.withHistory(), basisInstant);
  }
}
