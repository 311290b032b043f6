package dev.yore.jdbc.metadata;

import dev.yore.sql.parser.SqlText;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;

/** Names, versions, terms and limits; a limit of 0 says that there is none or none is known. */
public interface Terms extends DatabaseMetaData {
  String NAME = "Yore";
  String DRIVER_NAME = "Yore JDBC driver";
  String VERSION = "0.1.0";
  int MAJOR = 0;
  int MINOR = 1;

  /** The longest name of a table, column or schema, in characters. */
  int NAME_CHARS_MAX = SqlText.NAME_CHARS_MAX;

  @Override
  default String getCatalogSeparator() {
    return ".";
  }

  @Override
  default String getCatalogTerm() {
    return "catalog";
  }

  @Override
  default int getDatabaseMajorVersion() {
    return MAJOR;
  }

  @Override
  default int getDatabaseMinorVersion() {
    return MINOR;
  }

  @Override
  default String getDatabaseProductName() {
    return NAME;
  }

  @Override
  default String getDatabaseProductVersion() {
    return VERSION;
  }

  @Override
  default int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_SERIALIZABLE;
  }

  @Override
  default int getDriverMajorVersion() {
    return MAJOR;
  }

  @Override
  default int getDriverMinorVersion() {
    return MINOR;
  }

  @Override
  default String getDriverName() {
    return DRIVER_NAME;
  }

  @Override
  default String getDriverVersion() {
    return VERSION;
  }

  @Override
  default String getExtraNameCharacters() {
    return "";
  }

  @Override
  default String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  default int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  default int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  default int getMaxBinaryLiteralLength() {
    return 0;
  }

  @Override
  default int getMaxCatalogNameLength() {
    return 0;
  }

  @Override
  default int getMaxCharLiteralLength() {
    return 0;
  }

  @Override
  default int getMaxColumnNameLength() {
    return NAME_CHARS_MAX;
  }

  @Override
  default int getMaxColumnsInGroupBy() {
    return 0;
  }

  @Override
  default int getMaxColumnsInIndex() {
    return 0;
  }

  @Override
  default int getMaxColumnsInOrderBy() {
    return 0;
  }

  @Override
  default int getMaxColumnsInSelect() {
    return 0;
  }

  @Override
  default int getMaxColumnsInTable() {
    return 0;
  }

  @Override
  default int getMaxConnections() {
    return 0;
  }

  @Override
  default int getMaxCursorNameLength() {
    return 0;
  }

  @Override
  default int getMaxIndexLength() {
    return 0;
  }

  @Override
  default long getMaxLogicalLobSize() {
    return 0;
  }

  @Override
  default int getMaxProcedureNameLength() {
    return 0;
  }

  @Override
  default int getMaxRowSize() {
    return 0;
  }

  @Override
  default int getMaxSchemaNameLength() {
    return NAME_CHARS_MAX;
  }

  @Override
  default int getMaxStatementLength() {
    return 0;
  }

  @Override
  default int getMaxStatements() {
    return 0;
  }

  @Override
  default int getMaxTableNameLength() {
    return NAME_CHARS_MAX;
  }

  @Override
  default int getMaxTablesInSelect() {
    return 0;
  }

  @Override
  default int getMaxUserNameLength() {
    return 0;
  }

  @Override
  default String getNumericFunctions() {
    return "";
  }

  @Override
  default String getProcedureTerm() {
    return "procedure";
  }

  @Override
  default int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  default RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  default String getSQLKeywords() {
    return "";
  }

  @Override
  default int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  default String getSchemaTerm() {
    return "schema";
  }

  @Override
  default String getSearchStringEscape() {
    return NamePattern.ESCAPE;
  }

  @Override
  default String getStringFunctions() {
    return "";
  }

  @Override
  default String getSystemFunctions() {
    return "";
  }

  @Override
  default String getTimeDateFunctions() {
    return "";
  }
}
