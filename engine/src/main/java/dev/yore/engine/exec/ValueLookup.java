package dev.yore.engine.exec;

import dev.yore.engine.index.IndexReader;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each input row looks up the datoms of an attribute with the value of an expression. */
public final class ValueLookup extends LookupNode {
  private static final IndexReader.RunCursor NOTHING = () -> null;

  private final Evaluator key;
  private final IndexOrder order;
  private final int attribute;
  private final DataType type;
  private final StarColumn[] columns;

  /**
   * @param kind INNER, LEFT, SEMI or ANTI
   * @param order AVET, or VAET for references
   * @param key over the input's columns, of the attribute's type; null matches nothing
   * @param columns entity, value and tx of the attribute; for INNER and LEFT they follow the
   *     input's columns
   * @param condition over the input's columns followed by those looked up, or null
   */
  public ValueLookup(
      Plan.Join.Kind kind,
      Operator input,
      Evaluator key,
      DbSource source,
      IndexOrder order,
      int attribute,
      DataType type,
      List<StarColumn> columns,
      @Nullable Evaluator condition) {
    super(kind, input, source, columns, condition);
    this.key = key;
    this.order = order;
    this.attribute = attribute;
    this.type = type;
    this.columns = columns.toArray(new StarColumn[0]);
  }

  @Override
  @Nullable Batch lookUp(Batch batch, @Nullable IndexReader reader, ExecutionContext context) {
    Vector keys = key.evaluate(batch, context);
    if (batch.count() == 1 && columns.length > 0) {
      Vector[] right = ofOneRun(keys, batch.row(0), reader);
      if (right != null) {
        int[] left = new int[right[0].size()];
        Arrays.fill(left, batch.row(0));
        return matches.of(batch, left, left.length, right, context);
      }
    }
    VectorBuilder[] builders = new VectorBuilder[columns.length];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(columns[c].type(), batch.count());
    }
    int[] left = new int[batch.count()];
    int pairs = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      IndexReader.RunCursor runs = scan(keys, row, reader);
      for (Run run = runs.next(); run != null; run = runs.next()) {
        if (pairs + run.size() > left.length) {
          left = Arrays.copyOf(left, Math.max(2 * left.length, pairs + run.size()));
        }
        Arrays.fill(left, pairs, pairs + run.size(), row);
        pairs += run.size();
        for (int c = 0; c < builders.length; c++) {
          builders[c].append(DatomColumns.of(columns[c], run), 0, run.size());
        }
      }
    }
    Vector[] right = new Vector[columns.length];
    for (int c = 0; c < right.length; c++) {
      right[c] = builders[c].build();
    }
    return matches.of(batch, left, pairs, right, context);
  }

  /** The path of point queries: a found run's own columns; null when there are several runs. */
  private Vector @Nullable [] ofOneRun(Vector keys, int row, @Nullable IndexReader reader) {
    IndexReader.RunCursor runs = scan(keys, row, reader);
    Run run = runs.next();
    if (run != null && runs.next() != null) {
      return null;
    }
    Vector[] right = new Vector[columns.length];
    for (int c = 0; c < right.length; c++) {
      right[c] =
          run == null ? DatomColumns.nulls(columns[c].type(), 0) : DatomColumns.of(columns[c], run);
    }
    return right;
  }

  private IndexReader.RunCursor scan(Vector keys, int row, @Nullable IndexReader reader) {
    KeyPrefix prefix = AttributeValue.prefix(order, attribute, type, keys, row);
    return prefix == null || reader == null ? NOTHING : reader.scan(KeyRange.of(prefix));
  }

  @Override
  public String describe() {
    String kind = matches.kind() == Plan.Join.Kind.INNER ? "" : matches.kind() + " ";
    return kind
        + "ValueLookup"
        + source.describe()
        + " "
        + order
        + " = "
        + ExprText.of(key.expr(), input().fields());
  }
}
