package dev.yore.jdbc;

import dev.yore.jdbc.config.ConnectionProperty;
import dev.yore.jdbc.config.DatabaseUrl;
import dev.yore.jdbc.metadata.Capabilities;
import dev.yore.jdbc.metadata.CatalogListings;
import dev.yore.jdbc.metadata.KeyListings;
import dev.yore.jdbc.metadata.Listing;
import dev.yore.jdbc.metadata.Terms;
import dev.yore.jdbc.metadata.TypeListing;
import dev.yore.sql.session.SqlSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the database is and what is in it, as the connection sees it at the moment of asking. */
final class YoreDatabaseMetaData implements Capabilities, Terms {
  private final JdbcConnection connection;

  YoreDatabaseMetaData(JdbcConnection connection) {
    this.connection = connection;
  }

  private interface Lister {
    Listing of(SqlSession session);
  }

  private ResultSet list(Lister lister) throws SQLException {
    return connection.listed(connection.call(lister::of));
  }

  /** There are no catalogs; a name of one finds nothing. */
  private static boolean anyCatalog(@Nullable String catalog) {
    return catalog == null || catalog.isEmpty() || catalog.equals("%");
  }

  /** A schema that is asked for: with a catalog's name, one that cannot be. */
  private static @Nullable String within(@Nullable String catalog, @Nullable String schema) {
    return anyCatalog(catalog) ? schema : "";
  }

  private ResultSet empty(String... columns) throws SQLException {
    return list(session -> Listing.columns(columns).build());
  }

  // The connection.

  @Override
  public Connection getConnection() throws SQLException {
    return connection.call(session -> connection);
  }

  @Override
  public String getURL() throws SQLException {
    return connection.call(session -> DatabaseUrl.PREFIX + connection.options().database().url());
  }

  @Override
  public String getUserName() throws SQLException {
    String user = connection.call(session -> String.valueOf(connection.options().user()));
    return connection.options().user() == null ? "" : user;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return connection.isReadOnly();
  }

  // What is in it.

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return list(
        session -> new CatalogListings(session.catalog()).schemas(within(catalog, schemaPattern)));
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return empty("TABLE_CAT");
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return list(session -> {
      Listing.Builder rows = Listing.columns("TABLE_TYPE");
      rows.row(CatalogListings.SYSTEM_TABLE);
      rows.row(CatalogListings.TABLE);
      return rows.build();
    });
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    return list(session ->
        new CatalogListings(session.catalog())
            .tables(within(catalog, schemaPattern), tablePattern, types));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return list(session ->
        new CatalogListings(session.catalog())
            .columns(within(catalog, schemaPattern), tablePattern, columnPattern));
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return list(session ->
        new CatalogListings(session.catalog())
            .pseudoColumns(within(catalog, schemaPattern), tablePattern, columnPattern));
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return list(
        session -> new KeyListings(session.catalog()).primaryKeys(within(catalog, schema), table));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return list(session ->
        new KeyListings(session.catalog()).indexes(within(catalog, schema), table, unique));
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return list(
        session -> new KeyListings(session.catalog()).importedKeys(within(catalog, schema), table));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return list(
        session -> new KeyListings(session.catalog()).exportedKeys(within(catalog, schema), table));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return list(session ->
        new KeyListings(session.catalog())
            .crossReference(
                within(parentCatalog, parentSchema),
                parentTable,
                within(foreignCatalog, foreignSchema),
                foreignTable));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return list(session ->
        new KeyListings(session.catalog()).bestRowIdentifier(within(catalog, schema), table));
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return list(session -> TypeListing.all());
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return list(session -> {
      Listing.Builder rows = Listing.columns("NAME", "MAX_LEN:i", "DEFAULT_VALUE", "DESCRIPTION");
      for (ConnectionProperty property : ConnectionProperty.values()) {
        if (property.isClientInfo()) {
          rows.row(property.key(), 0, property.defaultValue(), property.description());
        }
      }
      return rows.sortBy(0).build();
    });
  }

  // What there is none of.

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return empty(
        "PROCEDURE_CAT",
        "PROCEDURE_SCHEM",
        "PROCEDURE_NAME",
        "RESERVED1",
        "RESERVED2",
        "RESERVED3",
        "REMARKS",
        "PROCEDURE_TYPE:s",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return empty(
        "PROCEDURE_CAT",
        "PROCEDURE_SCHEM",
        "PROCEDURE_NAME",
        "COLUMN_NAME",
        "COLUMN_TYPE:s",
        "DATA_TYPE:i",
        "TYPE_NAME",
        "PRECISION:i",
        "LENGTH:i",
        "SCALE:s",
        "RADIX:s",
        "NULLABLE:s",
        "REMARKS",
        "COLUMN_DEF",
        "SQL_DATA_TYPE:i",
        "SQL_DATETIME_SUB:i",
        "CHAR_OCTET_LENGTH:i",
        "ORDINAL_POSITION:i",
        "IS_NULLABLE",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return empty(
        "FUNCTION_CAT",
        "FUNCTION_SCHEM",
        "FUNCTION_NAME",
        "REMARKS",
        "FUNCTION_TYPE:s",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return empty(
        "FUNCTION_CAT",
        "FUNCTION_SCHEM",
        "FUNCTION_NAME",
        "COLUMN_NAME",
        "COLUMN_TYPE:s",
        "DATA_TYPE:i",
        "TYPE_NAME",
        "PRECISION:i",
        "LENGTH:i",
        "SCALE:s",
        "RADIX:s",
        "NULLABLE:s",
        "REMARKS",
        "CHAR_OCTET_LENGTH:i",
        "ORDINAL_POSITION:i",
        "IS_NULLABLE",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    return empty(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "GRANTOR",
        "GRANTEE",
        "PRIVILEGE",
        "IS_GRANTABLE");
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return empty(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "GRANTOR",
        "GRANTEE",
        "PRIVILEGE",
        "IS_GRANTABLE");
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return empty(
        "SCOPE:s",
        "COLUMN_NAME",
        "DATA_TYPE:i",
        "TYPE_NAME",
        "COLUMN_SIZE:i",
        "BUFFER_LENGTH:i",
        "DECIMAL_DIGITS:s",
        "PSEUDO_COLUMN:s");
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      int @Nullable [] types)
      throws SQLException {
    return empty(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "CLASS_NAME",
        "DATA_TYPE:i",
        "REMARKS",
        "BASE_TYPE:s");
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return empty(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "SUPERTYPE_CAT",
        "SUPERTYPE_SCHEM",
        "SUPERTYPE_NAME");
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return empty("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME");
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      @Nullable String attributePattern)
      throws SQLException {
    return empty(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "ATTR_NAME",
        "DATA_TYPE:i",
        "ATTR_TYPE_NAME",
        "ATTR_SIZE:i",
        "DECIMAL_DIGITS:i",
        "NUM_PREC_RADIX:i",
        "NULLABLE:i",
        "REMARKS",
        "ATTR_DEF",
        "SQL_DATA_TYPE:i",
        "SQL_DATETIME_SUB:i",
        "CHAR_OCTET_LENGTH:i",
        "ORDINAL_POSITION:i",
        "IS_NULLABLE",
        "SCOPE_CATALOG",
        "SCOPE_SCHEMA",
        "SCOPE_TABLE",
        "SOURCE_DATA_TYPE:s");
  }

  // What depends on an argument.

  @Override
  public boolean supportsConvert(int fromType, int toType) {
    return false;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return switch (level) {
      case Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean ownUpdatesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean ownDeletesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean ownInsertsAreVisible(int type) {
    return false;
  }

  @Override
  public boolean othersUpdatesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean othersDeletesAreVisible(int type) {
    return false;
  }

  @Override
  public boolean othersInsertsAreVisible(int type) {
    return false;
  }

  @Override
  public boolean updatesAreDetected(int type) {
    return false;
  }

  @Override
  public boolean deletesAreDetected(int type) {
    return false;
  }

  @Override
  public boolean insertsAreDetected(int type) {
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
