package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probes a {@link BuildTable} with one input's batches and gives the rows of the join. */
final class JoinCursor implements BatchCursor {
  private static final int PAIRS_MAX = Batch.ROWS_MAX;

  private final JoinShape shape;
  private final BuildTable table;
  private final BatchCursor probe;
  private final Evaluator[] keys;
  private final ExecutionContext context;
  private final DataType[] types;
  private final boolean[] builtMatched;
  private final int[] probeRows = new int[PAIRS_MAX];
  private final int[] buildRows = new int[PAIRS_MAX];

  private @Nullable Batch batch;
  private int[] ids = new int[0];
  private boolean[] probeMatched = new boolean[0];
  private int at;
  private int chain = -1;
  private int builtAt;

  JoinCursor(
      JoinShape shape,
      BuildTable table,
      BatchCursor probe,
      List<Evaluator> keys,
      ExecutionContext context) {
    this.shape = shape;
    this.table = table;
    this.probe = probe;
    this.keys = keys.toArray(new Evaluator[0]);
    this.context = context;
    this.types = shape.types();
    this.builtMatched = new boolean[table.rows()];
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      context.check();
      Batch current = batch;
      if (current == null) {
        current = probe.next();
        if (current == null) {
          return built();
        }
        batch = current;
        ids = table.ids(current, false, keys);
        probeMatched = new boolean[current.count()];
        at = 0;
        chain = current.count() == 0 ? -1 : table.first(ids[0]);
      }
      Batch result = at < current.count() ? pairs(current) : probed(current);
      if (result != null) {
        return result;
      }
    }
  }

  /** Joins the next pairs; null when no pair is left over. */
  private @Nullable Batch pairs(Batch current) {
    int count = 0;
    while (at < current.count() && count < PAIRS_MAX) {
      if (chain < 0) {
        at++;
        chain = at < current.count() ? table.first(ids[at]) : -1;
        continue;
      }
      probeRows[count] = at;
      buildRows[count++] = chain;
      boolean enough = shape.leftOnly() && !shape.buildLeft() && shape.condition() == null;
      chain = enough ? -1 : table.next(chain);
    }
    if (count == 0) {
      return null;
    }
    Batch joined = null;
    if (!shape.leftOnly() || shape.condition() != null) {
      int[] positions = new int[count];
      for (int i = 0; i < count; i++) {
        positions[i] = current.row(probeRows[i]);
      }
      joined = joined(current, positions, count);
    }
    return kept(joined, count);
  }

  private @Nullable Batch kept(@Nullable Batch joined, int pairs) {
    Evaluator condition = shape.condition();
    if (condition == null || joined == null) {
      for (int i = 0; i < pairs; i++) {
        probeMatched[probeRows[i]] = true;
        builtMatched[buildRows[i]] = true;
      }
      return shape.leftOnly() ? null : joined;
    }
    int[] kept = new int[pairs];
    int count = condition.select(joined, context, kept);
    for (int i = 0; i < count; i++) {
      probeMatched[probeRows[kept[i]]] = true;
      builtMatched[buildRows[kept[i]]] = true;
    }
    return shape.leftOnly() || count == 0 ? null : joined.with(kept, count);
  }

  private Batch joined(Batch current, int[] positions, int count) {
    Vector[] columns = new Vector[types.length];
    int leftWidth = shape.left().size();
    int probeFrom = shape.buildLeft() ? leftWidth : 0;
    int buildFrom = shape.buildLeft() ? 0 : leftWidth;
    for (int c = 0; c < current.columns().length; c++) {
      columns[probeFrom + c] = current.columns()[c].gather(positions, count);
    }
    for (int c = 0; c < table.columns().length; c++) {
      columns[buildFrom + c] = table.columns()[c].gather(buildRows, count);
    }
    return new Batch(columns, null, count);
  }

  /** What is due once all pairs of a probed batch have been seen. */
  private @Nullable Batch probed(Batch current) {
    batch = null;
    boolean semi = shape.leftOnly() && !shape.buildLeft();
    if (!semi && !shape.keepsProbed()) {
      return null;
    }
    boolean wanted = semi && shape.kind() == Plan.Join.Kind.SEMI;
    int[] rows = new int[current.count()];
    int count = 0;
    for (int i = 0; i < current.count(); i++) {
      if (probeMatched[i] == wanted) {
        rows[count++] = current.row(i);
      }
    }
    if (count == 0) {
      return null;
    }
    return semi ? current.with(rows, count) : alone(current.columns(), rows, count, true);
  }

  /** What is due of built rows once everything has been probed. */
  private @Nullable Batch built() {
    boolean semi = shape.leftOnly() && shape.buildLeft();
    if (!semi && !shape.keepsBuilt()) {
      return null;
    }
    boolean wanted = semi && shape.kind() == Plan.Join.Kind.SEMI;
    int[] rows = new int[PAIRS_MAX];
    int count = 0;
    while (builtAt < builtMatched.length && count < PAIRS_MAX) {
      if (builtMatched[builtAt] == wanted) {
        rows[count++] = builtAt;
      }
      builtAt++;
    }
    if (count == 0) {
      return null;
    }
    return semi
        ? RowStore.gather(table.columns(), rows, count)
        : alone(table.columns(), rows, count, false);
  }

  /** Rows of one side with nulls for the other. */
  private Batch alone(Vector[] side, int[] rows, int count, boolean probed) {
    Vector[] columns = new Vector[types.length];
    int from = probed == shape.buildLeft() ? shape.left().size() : 0;
    for (int c = 0; c < columns.length; c++) {
      columns[c] =
          c >= from && c < from + side.length
              ? side[c - from].gather(rows, count)
              : DatomColumns.nulls(types[c], count);
    }
    return new Batch(columns, null, count);
  }

  @Override
  public void close() {
    probe.close();
    table.release();
  }
}
