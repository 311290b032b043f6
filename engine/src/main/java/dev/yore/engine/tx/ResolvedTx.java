package dev.yore.engine.tx;

import dev.yore.engine.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operations on entity ids, with values of their attributes' types.
 *
 * @param ops what is to become true together
 * @param tempids the ids that the names of new or found entities stand for
 * @param instant the commit time asked for, in microseconds, or null for the time of the commit
 * @param schema the attributes that the operations use, when the transaction itself defines some of
 *     them; null for those of the database
 * @param recordedWhenEmpty true when a transaction that changes nothing is one nevertheless
 */
public record ResolvedTx(
    List<TxOp> ops,
    Map<String, Long> tempids,
    @Nullable Long instant,
    @Nullable Schema schema,
    boolean recordedWhenEmpty)
    implements TxInput {
  public ResolvedTx {
    ops = List.copyOf(ops);
    tempids = Map.copyOf(tempids);
  }

  /** Operations made by SQL statements: without any effect they are no transaction. */
  public static ResolvedTx of(List<TxOp> ops) {
    return new ResolvedTx(ops, Map.of(), null, null, false);
  }

  /** This transaction with more operations. */
  public ResolvedTx with(List<TxOp> more) {
    List<TxOp> all = new ArrayList<>(ops);
    all.addAll(more);
    return new ResolvedTx(all, tempids, instant, schema, recordedWhenEmpty);
  }

  public static ResolvedTx of(TxOp... ops) {
    return of(List.of(ops));
  }
}
