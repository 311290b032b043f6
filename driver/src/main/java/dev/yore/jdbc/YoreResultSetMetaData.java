package dev.yore.jdbc;

import dev.yore.jdbc.convert.JdbcType;
import dev.yore.jdbc.error.SqlErrors;
import dev.yore.sql.session.PreparedSql.ColumnMeta;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the columns of a result are. */
final class YoreResultSetMetaData implements ResultSetMetaData {
  private final List<ColumnMeta> columns;

  YoreResultSetMetaData(List<ColumnMeta> columns) {
    this.columns = columns;
  }

  private ColumnMeta column(int number) throws SQLException {
    if (number < 1 || number > columns.size()) {
      throw SqlErrors.of(
          YoreException.of(ErrorCode.INVALID_COLUMN_REFERENCE, "Columns are numbered from 1")
              .with("column", number)
              .with("columns", columns.size()));
    }
    return columns.get(number - 1);
  }

  private JdbcType type(int number) throws SQLException {
    return JdbcType.of(column(number).type());
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).label();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return column(column).name();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return column(column).table();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return column(column).schema();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    column(column);
    return "";
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return type(column).code();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return type(column).name();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return type(column).className();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return type(column).precision();
  }

  @Override
  public int getScale(int column) throws SQLException {
    return type(column).scale();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return type(column).displaySize();
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return column(column).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return type(column).signed();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return type(column).caseSensitive();
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  /** True for what no statement could change: expressions and the past. */
  @Override
  public boolean isReadOnly(int column) throws SQLException {
    return column(column).table().isEmpty();
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrapping.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return Wrapping.isWrapperFor(this, wanted);
  }
}
