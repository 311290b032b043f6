package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.tree.Slice;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the datoms of an attribute in the order of their values, from AVET. */
public final class RangeScan extends OperatorNode {
  private final DbSource source;
  private final int attribute;
  private final DataType type;
  private final @Nullable Evaluator low;
  private final boolean lowInclusive;
  private final @Nullable Evaluator high;
  private final boolean highInclusive;
  private final StarColumn[] columns;

  /**
   * @param low refers to no columns; null for no lower bound; a null value finds nothing
   * @param high refers to no columns; null for no upper bound; a null value finds nothing
   * @param columns entity, value and tx of the attribute, in any order
   */
  public RangeScan(
      DbSource source,
      int attribute,
      DataType type,
      @Nullable Evaluator low,
      boolean lowInclusive,
      @Nullable Evaluator high,
      boolean highInclusive,
      List<StarColumn> columns) {
    super(columns.stream().map(column -> column.field(false)).toList(), List.of());
    this.source = source;
    this.attribute = attribute;
    this.type = type;
    this.low = low;
    this.lowInclusive = lowInclusive;
    boolean point = low != null && high != null && low.expr().equals(high.expr());
    this.high = point ? low : high;
    this.highInclusive = highInclusive;
    this.columns = columns.toArray(new StarColumn[0]);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    Db db = source.resolve(context);
    KeyPrefix from = prefix(low, context);
    KeyPrefix to = high == low ? from : prefix(high, context);
    if (db == null || from == null || to == null) {
      return new OnceCursor(List.of());
    }
    KeyRange range =
        new KeyRange(from, low == null || lowInclusive, to, high == null || highInclusive);
    return new Runs(db.reader().scan(range), context);
  }

  private @Nullable KeyPrefix prefix(@Nullable Evaluator bound, ExecutionContext context) {
    if (bound == null) {
      return KeyPrefix.attribute(IndexOrder.AVET, attribute);
    }
    return AttributeValue.prefix(
        IndexOrder.AVET, attribute, type, bound.evaluate(Evaluator.NO_COLUMNS, context), 0);
  }

  @Override
  public String describe() {
    String text = "RangeScan" + source.describe() + " [" + columns[0].name() + " …]";
    if (low != null && low == high) {
      return text + " = " + low;
    }
    String above = low == null ? "" : (lowInclusive ? " >= " : " > ") + low;
    String below = high == null ? "" : (highInclusive ? " <= " : " < ") + high;
    return text + above + below;
  }

  private final class Runs implements BatchCursor {
    private final IndexReader.RunCursor runs;
    private final ExecutionContext context;

    Runs(IndexReader.RunCursor runs, ExecutionContext context) {
      this.runs = runs;
      this.context = context;
    }

    @Override
    public @Nullable Batch next() {
      context.check();
      Slice rows = runs.nextSlice();
      if (rows == null) {
        return null;
      }
      Vector[] vectors = new Vector[columns.length];
      for (int c = 0; c < vectors.length; c++) {
        vectors[c] = DatomColumns.of(columns[c], rows);
      }
      return new Batch(vectors, null, rows.size());
    }

    @Override
    public void close() {}
  }
}
