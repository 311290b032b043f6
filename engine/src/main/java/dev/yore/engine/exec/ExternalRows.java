package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that something outside of the engine makes. */
public final class ExternalRows extends OperatorNode {
  private final String name;
  private final Plan.RowSource source;

  public ExternalRows(String name, List<Plan.Field> fields, Plan.RowSource source) {
    super(fields, List.of());
    this.name = name;
    this.source = source;
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    Iterator<@Nullable Object[]> rows = source.rows(context.databases()).iterator();
    return new BatchCursor() {
      @Override
      public @Nullable Batch next() {
        context.check();
        return rows.hasNext() ? batch(rows) : null;
      }

      @Override
      public void close() {}
    };
  }

  private Batch batch(Iterator<@Nullable Object[]> rows) {
    VectorBuilder[] builders = new VectorBuilder[width()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(fields().get(c).type(), 64);
    }
    int count = 0;
    while (count < Batch.ROWS_MAX && rows.hasNext()) {
      @Nullable Object[] row = rows.next();
      for (int c = 0; c < builders.length; c++) {
        builders[c].append(row[c]);
      }
      count++;
    }
    Vector[] columns = new Vector[builders.length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = builders[c].build();
    }
    return new Batch(columns, null, count);
  }

  @Override
  public String describe() {
    return "External " + name;
  }
}
