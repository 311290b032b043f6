package dev.yore.sql.convert;

import dev.yore.sql.validate.ColumnInfo;
import dev.yore.sql.validate.TableInfo;
import java.util.List;

/**
 * The rows a statement writes, as a query. The writer converts each value to its column's type and
 * refuses those that do not fit; the query's own column types may be wider.
 */
public sealed interface WriteSource {

  /** The table written. */
  TableInfo table();

  /** Gives the rows. */
  ValidatedQuery query();

  /**
   * Rows to insert: the query's columns are {@code columns} in order. Columns with a default are
   * always among them; others left out are null.
   */
  record Insert(TableInfo table, List<ColumnInfo> columns, ValidatedQuery query)
      implements WriteSource {
    public Insert {
      columns = List.copyOf(columns);
    }
  }

  /** Rows to update: the query gives {@code _id}, then the new values of {@code columns}. */
  record Update(TableInfo table, List<ColumnInfo> columns, ValidatedQuery query)
      implements WriteSource {
    public Update {
      columns = List.copyOf(columns);
    }
  }

  /** Rows to delete or erase: the query gives {@code _id}. */
  record Delete(TableInfo table, ValidatedQuery query) implements WriteSource {}
}
