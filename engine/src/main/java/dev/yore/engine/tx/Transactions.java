package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.db.Watermarks;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.SchemaReader;
import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Scalars;
import java.time.Instant;
import java.util.List;

/** Decides transactions: a pure function of the database before and the time. */
public final class Transactions {
  private Transactions() {}

  /**
   * What a transaction leads to; refuses by a {@link YoreException} when a rule is broken.
   *
   * @param before the database as it is
   * @param now the time of the commit in microseconds; moved on when it is not later than the last
   */
  public static AppliedTx decide(Db before, TxInput input, long now) {
    return decide(before, input, now, Watch.NONE);
  }

  /**
   * The same, watched.
   *
   * @param watch may stop it
   */
  public static AppliedTx decide(Db before, TxInput input, long now, Watch watch) {
    if (before.view().history() || before.view().since() > 0) {
      throw YoreException.of(
          ErrorCode.READ_ONLY_TRANSACTION,
          "A transaction needs a database as it is or was at a moment, not one of changes");
    }
    return PastAsPresent.applies(before)
        ? decide(before, PastAsPresent.of(before), input, now, watch)
        : decide(before, before, input, now, watch);
  }

  private static AppliedTx decide(Db reported, Db before, TxInput input, long now, Watch watch) {
    long t = before.basisT() + 1;
    ResolvedTx resolved =
        switch (input) {
          case RawTx raw -> Resolver.resolve(before, raw, t);
          case ResolvedTx ready -> ready;
        };
    long instant = instant(before, resolved, now);
    ValidTx valid = new Validator(before, resolved, t, instant, watch).validate();
    if (valid.empty() && !resolved.recordedWhenEmpty()) {
      return new AppliedTx(
          before.basisT(),
          before.basisInstant(),
          List.of(),
          resolved.tempids(),
          reported,
          reported,
          true);
    }
    return new AppliedTx(
        t, instant, valid.events(), resolved.tempids(), reported, apply(before, valid), false);
  }

  /**
   * The database after a transaction that was decided before, such as one read from the log.
   *
   * @param events its datoms, as {@link AppliedTx#events()} had them
   */
  public static Db replay(Db before, long t, long instant, List<Run> events) {
    Schema schema =
        SchemaReader.touched(events)
            ? SchemaReader.after(before.schema(), before.reader(), events, t)
            : before.schema();
    return apply(before, new ValidTx(t, instant, events, schema, false));
  }

  /** The database after facts that are known to keep all rules. */
  static Db apply(Db before, ValidTx valid) {
    Indexes indexes = before.indexes().with(valid.t(), valid.events(), valid.schemaAfter());
    Watermarks watermarks = before.watermarks();
    for (Run run : valid.events()) {
      watermarks = raised(watermarks, run.entities());
    }
    return before.after(indexes, valid.schemaAfter(), valid.instant(), watermarks);
  }

  /** Raises the watermark of each partition that a column of ascending entities has some of. */
  private static Watermarks raised(Watermarks watermarks, Longs entities) {
    Watermarks result = watermarks;
    int end = entities.size();
    while (end > 0) {
      long highest = entities.get(end - 1);
      result = result.raised(highest);
      int partition = EntityIds.partition(highest);
      end =
          EntityIds.partition(entities.get(0)) == partition
              ? 0
              : entities.lowerBound(EntityIds.of(partition, 0), 0, end);
    }
    return result;
  }

  private static long instant(Db before, ResolvedTx tx, long now) {
    Long asked = tx.instant();
    if (asked == null) {
      return Math.max(now, before.basisInstant() + 1);
    }
    if (asked <= before.basisInstant() || asked > now) {
      throw YoreException.of(
              ErrorCode.INVALID_TX_INSTANT,
              "A :db/txInstant should be later than the last transaction and not in the future")
          .with("instant", Scalars.instant(asked))
          .with("last", Scalars.instant(before.basisInstant()))
          .with("now", Scalars.instant(now));
    }
    return asked;
  }

  /** The time now, in microseconds. */
  public static long now() {
    Instant now = Instant.now();
    return Scalars.micros(now);
  }
}
