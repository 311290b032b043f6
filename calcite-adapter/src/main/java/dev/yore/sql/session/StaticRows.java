package dev.yore.sql.session;

import dev.yore.engine.exec.Batch;
import dev.yore.sql.catalog.SqlTypes;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are there already, such as those of EXPLAIN and SHOW. */
final class StaticRows implements SqlResult.Rows {
  private final List<PreparedSql.ColumnMeta> columns;
  private final long t;
  private @Nullable Batch batch;

  StaticRows(List<PreparedSql.ColumnMeta> columns, List<List<@Nullable Object>> rows, long t) {
    this.columns = columns;
    this.t = t;
    Vector[] vectors = new Vector[columns.size()];
    for (int c = 0; c < vectors.length; c++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        values.add(row.get(c));
      }
      vectors[c] = Vectors.of(columns.get(c).type(), values);
    }
    this.batch = rows.isEmpty() ? null : new Batch(vectors, null, rows.size());
  }

  /** Lines of text in one column. */
  static StaticRows lines(String column, List<String> lines, long t) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(java.util.Collections.singletonList(line)));
    return new StaticRows(List.of(text(column)), rows, t);
  }

  static PreparedSql.ColumnMeta text(String name) {
    return column(name, DataType.STRING);
  }

  static PreparedSql.ColumnMeta column(String name, DataType type) {
    return new PreparedSql.ColumnMeta(name, name, "", "", type, SqlTypes.name(type), true);
  }

  @Override
  public List<PreparedSql.ColumnMeta> columns() {
    return columns;
  }

  @Override
  public @Nullable Batch next() {
    Batch next = batch;
    batch = null;
    return next;
  }

  @Override
  public long asOfT() {
    return t;
  }

  @Override
  public void close() {
    batch = null;
  }
}
