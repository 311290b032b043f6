package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probes a {@link BuildTable} with one input's batches and gives the rows of the join. */
final class JoinCursor implements BatchCursor {
  private static final int PAIRS_MAX = Batch.ROWS_MAX;

  /** Probed columns are passed on as they are when at least one of so many rows matches. */
  private static final int SPARSE = 2;

  private final JoinShape shape;
  private final BuildTable table;
  private final Runnable release;
  private final BatchCursor probe;
  private final Evaluator[] keys;
  private final ExecutionContext context;
  private final DataType[] types;
  private final boolean[] builtMatched;

  /** Which probed rows other parts of the built rows matched; null when there are no others. */
  private final @Nullable BitSet matchedBefore;

  private final boolean lastPart;
  private long ordinal;
  private final boolean marksBuilt;
  private final boolean marksProbed;
  private int[] probeRows = new int[0];
  private int[] buildRows = new int[0];

  private @Nullable Batch batch;
  private int[] matches = new int[0];
  private boolean[] probeMatched = new boolean[0];
  private int at;
  private int chain = -1;
  private int builtAt;

  JoinCursor(
      JoinShape shape,
      BuildTable table,
      BatchCursor probe,
      List<Evaluator> keys,
      ExecutionContext context,
      Runnable release) {
    this(shape, table, probe, keys, context, release, null, true);
  }

  /**
   * A cursor over one part of the built rows, where all probed rows come again for each part.
   *
   * @param release is run when the cursor is closed
   * @param matchedBefore which probed rows have matched so far, by their number; null for one part
   * @param lastPart true when what is due of probed rows is due now
   */
  JoinCursor(
      JoinShape shape,
      BuildTable table,
      BatchCursor probe,
      List<Evaluator> keys,
      ExecutionContext context,
      Runnable release,
      @Nullable BitSet matchedBefore,
      boolean lastPart) {
    this.matchedBefore = matchedBefore;
    this.lastPart = lastPart;
    this.shape = shape;
    this.release = release;
    this.table = table;
    this.probe = probe;
    this.keys = keys.toArray(new Evaluator[0]);
    this.context = context;
    this.types = shape.types();
    this.marksBuilt = shape.marksBuilt();
    this.marksProbed = shape.marksProbed();
    this.builtMatched = new boolean[marksBuilt ? table.rows() : 0];
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      context.check();
      Batch current = batch;
      if (current == null) {
        current = table.rows() == 0 && !marksProbed ? null : probe.next();
        if (current == null) {
          return built();
        }
        begin(current);
      }
      Batch result = at < current.count() ? pairs(current) : probed(current);
      if (result != null) {
        return result;
      }
    }
  }

  private void begin(Batch current) {
    int count = current.count();
    batch = current;
    if (matches.length < count) {
      matches = new int[count];
    }
    table.first(current, keys, matches);
    at = 0;
    chain = matches[0];
    if (marksProbed) {
      probeMatched = new boolean[count];
    }
    if (probeRows.length < count) {
      probeRows = new int[count];
      buildRows = new int[count];
    }
  }

  /** Joins the next pairs; null when no pair is left over. */
  private @Nullable Batch pairs(Batch current) {
    if (shape.leftOnly() && shape.condition() == null) {
      mark(current);
      return null;
    }
    boolean once = table.unique();
    int count = once ? single(current) : chained(current);
    if (count == 0) {
      return null;
    }
    if (shape.condition() == null
        && once
        && count >= current.extent() / SPARSE
        && !shape.leftOnly()) {
      markAll(count);
      return aligned(current, count);
    }
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = current.row(probeRows[i]);
    }
    return kept(joined(current, positions, count), count);
  }

  /** All pairs of a batch whose rows match one row each at most. */
  private int single(Batch current) {
    int count = 0;
    for (int i = 0; i < current.count(); i++) {
      int match = matches[i];
      probeRows[count] = i;
      buildRows[count] = match;
      count += match >= 0 ? 1 : 0;
    }
    at = current.count();
    return count;
  }

  private int chained(Batch current) {
    int count = 0;
    while (at < current.count() && count < PAIRS_MAX) {
      if (chain < 0) {
        at++;
        chain = at < current.count() ? matches[at] : -1;
        continue;
      }
      if (count == probeRows.length) {
        probeRows = Arrays.copyOf(probeRows, 2 * count);
        buildRows = Arrays.copyOf(buildRows, 2 * count);
      }
      probeRows[count] = at;
      buildRows[count++] = chain;
      chain = table.next(chain);
    }
    return count;
  }

  /** Notes which rows of either side match by key alone. */
  private void mark(Batch current) {
    for (int i = 0; i < current.count(); i++) {
      int match = matches[i];
      if (marksProbed) {
        probeMatched[i] = match >= 0;
      }
      if (marksBuilt) {
        // All rows of a key are marked together.
        while (match >= 0 && !builtMatched[match]) {
          builtMatched[match] = true;
          match = table.next(match);
        }
      }
    }
    at = current.count();
  }

  private void markAll(int pairs) {
    if (marksProbed) {
      for (int i = 0; i < pairs; i++) {
        probeMatched[probeRows[i]] = true;
      }
    }
    if (marksBuilt) {
      for (int i = 0; i < pairs; i++) {
        builtMatched[buildRows[i]] = true;
      }
    }
  }

  private @Nullable Batch kept(Batch joined, int pairs) {
    Evaluator condition = shape.condition();
    if (condition == null) {
      markAll(pairs);
      return joined;
    }
    int[] kept = new int[pairs];
    int count = condition.select(joined, context, kept);
    for (int i = 0; i < count; i++) {
      if (marksProbed) {
        probeMatched[probeRows[kept[i]]] = true;
      }
      if (marksBuilt) {
        builtMatched[buildRows[kept[i]]] = true;
      }
    }
    return shape.leftOnly() || count == 0 ? null : joined.with(kept, count);
  }

  private Batch joined(Batch current, int[] positions, int count) {
    Vector[] columns = new Vector[types.length];
    int probeFrom = probeFrom();
    int buildFrom = buildFrom();
    for (int c = 0; c < current.columns().length; c++) {
      columns[probeFrom + c] = current.columns()[c].gather(positions, count);
    }
    Vector[] built = table.columns(count);
    for (int c = 0; c < built.length; c++) {
      columns[buildFrom + c] = built[c].gather(buildRows, count);
    }
    return new Batch(columns, null, count);
  }

  /** Joins rows with one match each: probed columns stay, built ones are laid beside them. */
  private Batch aligned(Batch current, int count) {
    int extent = current.extent();
    int[] selection = null;
    int[] places = buildRows;
    if (count < extent) {
      selection = new int[count];
      places = new int[extent];
      for (int i = 0; i < count; i++) {
        int row = current.row(probeRows[i]);
        selection[i] = row;
        places[row] = buildRows[i];
      }
    }
    Vector[] columns = new Vector[types.length];
    System.arraycopy(current.columns(), 0, columns, probeFrom(), current.columns().length);
    Vector[] built = table.columns(count);
    for (int c = 0; c < built.length; c++) {
      columns[buildFrom() + c] = built[c].gather(places, extent);
    }
    return new Batch(columns, selection, count);
  }

  private int probeFrom() {
    return shape.buildLeft() ? shape.left().size() : 0;
  }

  private int buildFrom() {
    return shape.buildLeft() ? 0 : shape.left().size();
  }

  /** What is due once all pairs of a probed batch have been seen. */
  private @Nullable Batch probed(Batch current) {
    batch = null;
    boolean semi = shape.leftOnly() && !shape.buildLeft();
    if (!semi && !shape.keepsProbed()) {
      return null;
    }
    if (!matchedInAll(current.count())) {
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
    if (semi) {
      return count == current.count() ? current : current.with(rows, count);
    }
    return alone(current.columns(), rows, count, true);
  }

  /** Adds what other parts matched; false while parts are to come. */
  private boolean matchedInAll(int count) {
    BitSet before = matchedBefore;
    if (before == null) {
      return true;
    }
    for (int i = 0; i < count; i++) {
      int number = Math.toIntExact(ordinal + i);
      if (probeMatched[i]) {
        before.set(number);
      } else {
        probeMatched[i] = before.get(number);
      }
    }
    ordinal += count;
    return lastPart;
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
    release.run();
  }
}
