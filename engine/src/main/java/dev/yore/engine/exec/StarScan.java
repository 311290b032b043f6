package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads entities with columns of their attributes, row group by row group. Columns that conditions
 * need are read first, the others only where rows survive.
 */
public final class StarScan extends OperatorNode {
  private final DbSource source;
  private final long fromEntity;
  private final long toEntity;
  private final List<ColumnRange> ranges;
  private final List<Evaluator> conditions;
  private final StarShape shape;

  /**
   * @param fromEntity the first entity that may be read
   * @param toEntity the first entity after those that may be read
   * @param columns what to read; they are the operator's columns
   * @param ranges what is known of values, only to skip what cannot match
   * @param conditions conditions over the columns; rows for which one is not true are left out
   */
  public StarScan(
      DbSource source,
      long fromEntity,
      long toEntity,
      List<StarColumn> columns,
      List<ColumnRange> ranges,
      List<Evaluator> conditions) {
    super(columns.stream().map(column -> column.field(false)).toList(), List.of());
    this.source = source;
    this.fromEntity = fromEntity;
    this.toEntity = toEntity;
    this.ranges = List.copyOf(ranges);
    this.conditions = List.copyOf(conditions);
    this.shape = new StarShape(columns, conditions);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    Db db = source.resolve(context);
    if (db == null || Starts.excluded(ranges, shape.columns(), db.reader(), context)) {
      return new OnceCursor(List.of());
    }
    return new Groups(db.reader(), context);
  }

  @Override
  @Nullable Morsels split(ExecutionContext context) {
    if (!Parallel.free(conditions)) {
      return null;
    }
    Db db = source.resolve(context);
    if (db == null || Starts.excluded(ranges, shape.columns(), db.reader(), context)) {
      return Morsels.NONE;
    }
    IndexReader reader = db.reader();
    long[] bounds = bounds(reader);
    return new Morsels() {
      @Override
      public int count() {
        return Math.max(0, bounds.length - 1);
      }

      @Override
      public List<Batch> read(int morsel) {
        Batch batch =
            new StarGroup(shape, reader, context, bounds[morsel], bounds[morsel + 1]).read();
        return batch == null ? List.of() : List.of(batch);
      }
    };
  }

  @Override
  public String describe() {
    String read = shape.columns().stream().map(StarColumn::name).collect(Collectors.joining(", "));
    String where =
        conditions.stream()
            .map(condition -> ExprText.of(condition.expr(), fields()))
            .collect(Collectors.joining(" and "));
    return "StarScan"
        + source.describe()
        + " ["
        + read
        + "]"
        + (where.isEmpty() ? "" : " where " + where);
  }

  private final class Groups implements BatchCursor {
    private final IndexReader reader;
    private final ExecutionContext context;
    private final long[] bounds;
    private int next;

    Groups(IndexReader reader, ExecutionContext context) {
      this.reader = reader;
      this.context = context;
      this.bounds = bounds(reader);
    }

    @Override
    public @Nullable Batch next() {
      while (next + 1 < bounds.length) {
        context.check();
        Batch batch = new StarGroup(shape, reader, context, bounds[next], bounds[++next]).read();
        if (batch != null) {
          return batch;
        }
      }
      return null;
    }

    @Override
    public void close() {
      next = bounds.length;
    }
  }

  private long[] bounds(IndexReader reader) {
    if (shape.driver() != null) {
      return reader.rowGroups(shape.driver().attribute(), fromEntity, toEntity);
    }
    // Without a required column the rows are the entities that have any of the attributes.
    long[] most = new long[0];
    TreeSet<Long> ends = new TreeSet<>();
    for (StarShape.Part part : shape.parts()) {
      long[] groups = reader.rowGroups(part.attribute(), fromEntity, toEntity);
      if (groups.length > 0) {
        ends.add(groups[0]);
        ends.add(groups[groups.length - 1]);
      }
      most = groups.length > most.length ? groups : most;
    }
    List<Long> bounds = new ArrayList<>();
    for (long bound : most) {
      bounds.add(bound);
    }
    if (!bounds.isEmpty() && ends.first() < bounds.getFirst()) {
      bounds.addFirst(ends.first());
    }
    if (!bounds.isEmpty() && ends.last() > bounds.getLast()) {
      bounds.addLast(ends.last());
    }
    return bounds.stream().mapToLong(Long::longValue).toArray();
  }
}
