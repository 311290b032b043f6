package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For each input row looks up columns of the entity that one of its columns names. */
public final class EntityLookup extends OperatorNode {
  private final int entityColumn;
  private final DbSource source;
  private final StarShape shape;
  private final Matches matches;

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
    super(JoinFields.of(kind, input, columns), List.of(input));
    this.entityColumn = entityColumn;
    this.source = source;
    this.shape = new StarShape(columns, List.of());
    this.matches =
        new Matches(
            kind, condition, columns.stream().map(StarColumn::type).toArray(DataType[]::new));
  }

  @Override
  List<Evaluator> evaluators() {
    return matches.condition() == null ? List.of() : List.of(matches.condition());
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    Db db = source.resolve(context);
    BatchCursor input = input().open(context);
    return new BatchCursor() {
      @Override
      public @Nullable Batch next() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
          context.check();
          Batch joined = lookUp(batch, db == null ? null : db.reader(), context);
          if (joined != null) {
            return joined;
          }
        }
        return null;
      }

      @Override
      public void close() {
        input.close();
      }
    };
  }

  private @Nullable Batch lookUp(
      Batch batch, @Nullable IndexReader reader, ExecutionContext context) {
    Vector entities = batch.columns()[entityColumn];
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
