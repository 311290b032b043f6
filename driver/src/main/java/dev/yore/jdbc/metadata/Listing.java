package dev.yore.jdbc.metadata;

import dev.yore.engine.exec.Batch;
import dev.yore.sql.session.PreparedSql.ColumnMeta;
import dev.yore.sql.session.SqlResult;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns, and rows in memory. */
public final class Listing {
  private final List<ColumnMeta> metas;
  private final List<@Nullable Object[]> rows;

  private Listing(List<ColumnMeta> metas, List<@Nullable Object[]> rows) {
    this.metas = metas;
    this.rows = rows;
  }

  /**
   * A listing of these columns.
   *
   * @param columns names in the order of the JDBC documentation; after a colon {@code i} for an
   *     integer, {@code s} for a small one, {@code l} for a long one, {@code b} for a boolean;
   *     otherwise text
   */
  public static Builder columns(String... columns) {
    List<ColumnMeta> metas = new ArrayList<>();
    for (String column : columns) {
      int colon = column.indexOf(':');
      String name = colon < 0 ? column : column.substring(0, colon);
      DataType type =
          switch (colon < 0 ? "" : column.substring(colon + 1)) {
            case "i" -> DataType.INTEGER;
            case "s" -> DataType.SMALLINT;
            case "l" -> DataType.LONG;
            case "b" -> DataType.BOOLEAN;
            default -> DataType.STRING;
          };
      metas.add(new ColumnMeta(name, name, "", "", type, "", true));
    }
    return new Builder(List.copyOf(metas));
  }

  public List<ColumnMeta> columnMetas() {
    return metas;
  }

  /** The rows as a result. */
  public SqlResult.Rows rows() {
    return new InMemory(metas, batch());
  }

  private @Nullable Batch batch() {
    if (rows.isEmpty()) {
      return null;
    }
    Vector[] vectors = new Vector[metas.size()];
    for (int i = 0; i < vectors.length; i++) {
      List<@Nullable Object> values = new ArrayList<>(rows.size());
      for (@Nullable Object[] row : rows) {
        values.add(row[i]);
      }
      vectors[i] = Vectors.of(metas.get(i).type(), values);
    }
    return new Batch(vectors, null, rows.size());
  }

  /** One batch of rows. */
  private static final class InMemory implements SqlResult.Rows {
    private final List<ColumnMeta> metas;
    private @Nullable Batch left;

    InMemory(List<ColumnMeta> metas, @Nullable Batch left) {
      this.metas = metas;
      this.left = left;
    }

    @Override
    public List<ColumnMeta> columns() {
      return metas;
    }

    @Override
    public @Nullable Batch next() {
      Batch next = left;
      left = null;
      return next;
    }

    @Override
    public long asOfT() {
      return 0;
    }

    @Override
    public void close() {
      left = null;
    }
  }

  /** Takes rows. */
  public static final class Builder {
    private final List<ColumnMeta> metas;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    Builder(List<ColumnMeta> metas) {
      this.metas = metas;
    }

    /** Adds a row: text, integers of any class, booleans, or null. */
    public void row(@Nullable Object... values) {
      if (values.length != metas.size()) {
        throw new IllegalArgumentException(values.length + " values for " + metas.size());
      }
      @Nullable Object[] row = new Object[values.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = values[i] instanceof Number number ? (Object) number.longValue() : values[i];
      }
      rows.add(row);
    }

    /** Sorts by the columns of these positions, from 0; null first. */
    public Builder sortBy(int... positions) {
      Comparator<@Nullable Object[]> order = (a, b) -> 0;
      for (int position : positions) {
        order = order.thenComparing((a, b) -> compare(a[position], b[position]));
      }
      rows.sort(order);
      return this;
    }

    @SuppressWarnings("unchecked") // values of one column have one class
    private static int compare(@Nullable Object a, @Nullable Object b) {
      if (a == null || b == null) {
        return a == b ? 0 : a == null ? -1 : 1;
      }
      return ((Comparable<Object>) a).compareTo(b);
    }

    public Listing build() {
      return new Listing(metas, rows);
    }
  }
}
