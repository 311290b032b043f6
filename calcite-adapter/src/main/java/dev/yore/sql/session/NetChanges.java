package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.tx.TxOp;
import dev.yore.storage.datom.AttributeTypes;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What several transactions, one on the other, come to when they are taken as one. */
final class NetChanges {
  private NetChanges() {}

  /**
   * The net datoms: what was asserted and retracted again, or the other way round, is left out.
   *
   * @param changes the datoms of each transaction in order, as AEVT runs of one attribute each
   */
  static List<Run> of(List<List<Run>> changes, AttributeTypes types) {
    Map<Integer, List<Run>> byAttribute = new TreeMap<>();
    for (List<Run> runs : changes) {
      runs.forEach(
          run -> byAttribute.computeIfAbsent(run.attribute(0), a -> new ArrayList<>()).add(run));
    }
    List<Run> net = new ArrayList<>();
    byAttribute.forEach(
        (attribute, runs) -> {
          Run merged = runs.size() == 1 ? runs.getFirst() : net(runs, types);
          if (!merged.isEmpty()) {
            net.add(merged);
          }
        });
    return net;
  }

  private static Run net(List<Run> runs, AttributeTypes types) {
    int size = runs.stream().mapToInt(Run::size).sum();
    RunBuilder all = new RunBuilder(IndexOrder.AEVT, types, size);
    runs.forEach(
        run -> {
          for (int row = 0; row < run.size(); row++) {
            all.append(run, row);
          }
        });
    Run sorted = all.build();
    int[] kept = new int[sorted.size()];
    int count = 0;
    for (int from = 0; from < sorted.size(); ) {
      int to = from + 1;
      while (to < sorted.size() && sorted.compareKeys(from, sorted, to) == 0) {
        to++;
      }
      if (sorted.isRetraction(from) == sorted.isRetraction(to - 1)) {
        kept[count++] = to - 1;
      }
      from = to;
    }
    return sorted.gather(kept, count);
  }

  /**
   * The net datoms as an operation on {@code now}. Entities that the transaction made on {@code
   * base} get other ids where {@code now} has given theirs to somebody else.
   */
  static List<TxOp> ops(List<Run> net, Db base, Db now) {
    Shift shift = new Shift(base, now);
    List<TxOp> ops = new ArrayList<>();
    for (Run run : net) {
      ops.add(new TxOp.Facts(shift.needed(run) ? shift.shifted(run) : run));
    }
    return ops;
  }

  private record Shift(Db base, Db now) {
    private long of(long entity) {
      int partition = EntityIds.partition(entity);
      long first = base.watermarks().next(partition);
      long by = now.watermarks().next(partition) - first;
      if (by == 0 || EntityIds.sequence(entity) < first) {
        return entity;
      }
      if (partition == EntityIds.SCHEMA_PARTITION) {
        throw YoreException.of(
            ErrorCode.SERIALIZATION_FAILURE,
            "The schema was changed by another transaction meanwhile; try again");
      }
      return entity + by;
    }

    boolean needed(Run run) {
      if (base.basisT() == now.basisT()) {
        return false;
      }
      for (int row = 0; row < run.size(); row++) {
        if (of(run.entity(row)) != run.entity(row) || moves(run, row)) {
          return true;
        }
      }
      return false;
    }

    private boolean moves(Run run, int row) {
      return run.type(row).valueType() == ValueType.REF
          && of((Long) run.value(row)) != (Long) run.value(row);
    }

    Run shifted(Run run) {
      RunBuilder builder = new RunBuilder(IndexOrder.AEVT, a -> run.types()[0], run.size());
      boolean references = run.types()[0].valueType() == ValueType.REF;
      for (int row = 0; row < run.size(); row++) {
        Object value = references ? (Object) of((Long) run.value(row)) : run.value(row);
        builder.addEvent(
            of(run.entity(row)),
            run.attribute(row),
            value,
            run.added(row),
            !run.isRetraction(row));
      }
      return builder.build();
    }
  }
}
