package dev.yore.sql.validate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view.
 *
 * @param columns the columns proper; every table has the {@link PseudoColumn}s besides
 * @param primaryKey the names of the key's columns, empty without a key
 * @param rowCount an estimate, for join order
 * @param viewSql the query of a view, null for a table
 * @param handle whatever the catalog wants to find again in a plan
 */
public record TableInfo(
    String schema,
    String name,
    List<ColumnInfo> columns,
    List<String> primaryKey,
    double rowCount,
    @Nullable String viewSql,
    Object handle) {
  public TableInfo {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /** The index of a column proper, or -1. */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  public boolean isView() {
    return viewSql != null;
  }
}
