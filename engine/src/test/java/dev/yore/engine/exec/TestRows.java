package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;

/** Rows of boxed values in and out of operators, for tests. */
@NullUnmarked
public final class TestRows {
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");

  private TestRows() {}

  public static ExecutionContext context(Db... databases) {
    return context(new Object[0], databases);
  }

  public static ExecutionContext context(Object[] parameters, Db... databases) {
    return new ExecutionContext(
        List.of(databases), parameters, NOW, ZoneOffset.UTC, new AtomicBoolean(), 0, 1L << 30);
  }

  /** An operator that gives these rows in batches of at most a size, with gaps if asked for. */
  public static Operator rows(
      List<DataType> types, List<List<Object>> rows, int batchSize, boolean gaps) {
    List<Plan.Field> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(new Plan.Field("c" + i, types.get(i), true));
    }
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += batchSize) {
      List<List<Object>> part = rows.subList(from, Math.min(rows.size(), from + batchSize));
      batches.add(batch(types, part, gaps));
    }
    return new OperatorNode(fields, List.of()) {
      @Override
      BatchCursor start(ExecutionContext context) {
        return new OnceCursor(batches);
      }

      @Override
      public String describe() {
        return "Rows";
      }
    };
  }

  /** A batch of rows; with gaps each stands behind one that is not meant. */
  public static Batch batch(List<DataType> types, List<List<Object>> rows, boolean gaps) {
    Vector[] columns = new Vector[types.size()];
    for (int c = 0; c < columns.length; c++) {
      List<Object> values = new ArrayList<>();
      for (List<Object> row : rows) {
        if (gaps) {
          values.add(null);
        }
        values.add(row.get(c));
      }
      columns[c] = Vectors.of(types.get(c), values);
    }
    int[] selection = new int[rows.size()];
    Arrays.setAll(selection, i -> 2 * i + 1);
    return new Batch(columns, gaps ? selection : null, rows.size());
  }

  public static List<List<Object>> run(Operator operator, ExecutionContext context) {
    List<List<Object>> rows = new ArrayList<>();
    try (BatchCursor cursor = operator.open(context)) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        if (batch.count() == 0) {
          throw new AssertionError("an empty batch");
        }
        for (int i = 0; i < batch.count(); i++) {
          List<Object> row = new ArrayList<>();
          for (int c = 0; c < operator.fields().size(); c++) {
            row.add(Vectors.get(operator.fields().get(c).type(), batch.columns()[c], batch.row(i)));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
