package dev.yore.engine.exec;

import dev.yore.engine.index.IndexReader;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For each input row looks up columns of the entity that one of its columns names. */
public final class EntityLookup extends LookupNode {
  private final int entityColumn;
  private final StarShape shape;

  /** Whether a single row is joined with all that its entity has, read together. */
  private final boolean joinsRows;

  /**
   * @param kind INNER, LEFT, SEMI or ANTI; a row whose entity has no such star does not match
   * @param entityColumn the input column with the entity; null matches nothing
   * @param columns what to look up; for INNER and LEFT they follow the input's columns
   * @param condition over the input's columns followed by those looked up, or null
   */
  public EntityLookup(
      Plan.Join.Kind kind,
      Operator input,
      int entityColumn,
      DbSource source,
      List<StarColumn> columns,
      @Nullable Evaluator condition) {
    super(kind, input, source, columns, condition);
    this.entityColumn = entityColumn;
    this.shape = new StarShape(columns, List.of());
    this.joinsRows =
        kind == Plan.Join.Kind.INNER && shape.parts().size() >= StarLookup.TOGETHER_MIN;
  }

  @Override
  @Nullable Batch lookUp(Batch batch, @Nullable IndexReader reader, ExecutionContext context) {
    Vector entities = batch.columns()[entityColumn];
    if (joinsRows && batch.count() == 1 && reader != null && !entities.isNull(batch.row(0))) {
      long entity = entity(entities, batch.row(0));
      EntityRow found = new EntityRow(shape);
      if (found.find(reader.seen(entity))) {
        return found.complete() ? joined(batch, entity, found, context) : null;
      }
    }
    return lookUpAll(batch, entities, reader, context);
  }

  /** The path of point queries: the only row with what its entity has. */
  private @Nullable Batch joined(
      Batch batch, long entity, EntityRow found, ExecutionContext context) {
    int width = batch.columns().length;
    Vector[] columns = Arrays.copyOf(batch.columns(), fields().size());
    int[] selection = batch.selection();
    for (int c = 0; c < width && selection != null; c++) {
      columns[c] = columns[c].gather(selection, 1);
    }
    for (int position : shape.entityColumns()) {
      columns[width + position] = new LongVector(new long[] {entity});
    }
    StarShape.Part[] parts = shape.partsByAttribute();
    for (int p = 0; p < parts.length; p++) {
      for (int position : parts[p].positions()) {
        columns[width + position] = found.column(shape.columns().get(position), p);
      }
    }
    Batch joined = new Batch(columns, null, 1);
    Evaluator condition = matches.condition();
    return condition == null || condition.select(joined, context, new int[1]) == 1 ? joined : null;
  }

  private @Nullable Batch lookUpAll(
      Batch batch, Vector entities, @Nullable IndexReader reader, ExecutionContext context) {
    long[] wanted = wanted(batch, entities);
    if (reader == null) {
      wanted = new long[0];
    }
    if (reader == null || wanted.length == 0) {
      Vector[] none = new Vector[shape.columns().size()];
      for (int c = 0; c < none.length; c++) {
        none[c] = DatomColumns.nulls(shape.columns().get(c).type(), 0);
      }
      return matches.of(batch, new int[0], 0, none, context);
    }
    StarLookup found = new StarLookup(shape, reader, wanted);
    int[] left = new int[batch.count()];
    int[] slots = new int[batch.count()];
    int known = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (!entities.isNull(row)) {
        left[known] = row;
        slots[known++] =
            wanted.length == 1 ? 0 : Arrays.binarySearch(wanted, entity(entities, row));
      }
    }
    StarLookup.Rows rows = found.rows(left, slots, known);
    return matches.of(batch, rows.left(), rows.count(), rows.columns(), context);
  }

  private static long entity(Vector entities, int row) {
    return entities instanceof ConstantVector constant
        ? ((LongVector) constant.value()).get(0)
        : ((LongVector) entities).get(row);
  }

  /** The distinct entities that the batch names, ascending. */
  private static long[] wanted(Batch batch, Vector entities) {
    long[] ids = new long[batch.count()];
    int count = 0;
    boolean sorted = true;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (!entities.isNull(row)) {
        ids[count] = entity(entities, row);
        sorted &= count == 0 || ids[count] > ids[count - 1];
        count++;
      }
    }
    ids = count == ids.length ? ids : Arrays.copyOf(ids, count);
    return sorted ? ids : distinct(ids);
  }

  /** Each id once, ascending; changes its argument. */
  static long[] distinct(long[] ids) {
    Arrays.sort(ids);
    int distinct = 0;
    for (int i = 0; i < ids.length; i++) {
      if (distinct == 0 || ids[distinct - 1] != ids[i]) {
        ids[distinct++] = ids[i];
      }
    }
    return Arrays.copyOf(ids, distinct);
  }

  @Override
  public String describe() {
    String kind = matches.kind() == Plan.Join.Kind.INNER ? "" : matches.kind() + " ";
    return kind
        + "EntityLookup"
        + source.describe()
        + " "
        + input().fields().get(entityColumn).name()
        + shape.columns().stream()
            .map(StarColumn::name)
            .collect(Collectors.joining(", ", " [", "]"));
  }
}
