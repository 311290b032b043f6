package dev.yore.sql.convert;

import static dev.yore.sql.convert.FromRewrites.as;
import static dev.yore.sql.convert.FromRewrites.select;

import dev.yore.sql.parser.Statement;
import dev.yore.sql.parser.TableName;
import dev.yore.sql.validate.Catalog;
import dev.yore.sql.validate.ColumnInfo;
import dev.yore.sql.validate.PseudoColumn;
import dev.yore.sql.validate.TableInfo;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Makes queries of statements that write: the rows to insert, update or delete. */
public final class WriteSources {
  private final Catalog catalog;
  private final Queries queries;

  public WriteSources(Catalog catalog, Queries queries) {
    this.catalog = catalog;
    this.queries = queries;
  }

  /** The rows of an INSERT. */
  public WriteSource.Insert insert(Statement.Insert statement, QueryOptions options) {
    SqlInsert insert = statement.insert();
    TableInfo table = target(insert.getTargetTable());
    List<ColumnInfo> given = targetColumns(table, insert.getTargetColumnList());
    InsertRows rows = new InsertRows(table, given, insert.getTargetColumnList() != null);
    SqlNode source =
        statement.isDefaultValues()
            ? rows.ofDefaults(insert.getParserPosition())
            : rows.of(insert.getSource());
    ValidatedQuery query = queries.query(source, options);
    if (query.columns().size() != rows.columns().size()) {
      throw InsertRows.wrongWidth(rows.columns().size(), query.columns().size(), source);
    }
    return new WriteSource.Insert(table, rows.columns(), query);
  }

  /** The rows of an UPDATE. */
  public WriteSource.Update update(Statement.Update statement, QueryOptions options) {
    SqlUpdate update = statement.update();
    TableInfo table = target(update.getTargetTable());
    List<ColumnInfo> columns = targetColumns(table, update.getTargetColumnList());
    SqlIdentifier alias = alias(update.getAlias(), table, update.getTargetTable());
    List<SqlNode> items = new ArrayList<>();
    items.add(idOf(alias));
    for (int i = 0; i < columns.size(); i++) {
      items.add(AssignedValues.of(update.getSourceExpressionList().get(i), columns.get(i)));
    }
    SqlNode query = select(items, as(update.getTargetTable(), alias), update.getCondition());
    return new WriteSource.Update(table, columns, queries.query(query, options));
  }

  /** The rows of a DELETE or ERASE. */
  public WriteSource.Delete delete(SqlDelete delete, QueryOptions options) {
    TableInfo table = target(delete.getTargetTable());
    SqlIdentifier alias = alias(delete.getAlias(), table, delete.getTargetTable());
    SqlNode query =
        select(List.of(idOf(alias)), as(delete.getTargetTable(), alias), delete.getCondition());
    return new WriteSource.Delete(table, queries.query(query, options));
  }

  /** The RETURNING items of one row, whose {@code _id} is the parameter after the statement's. */
  public ValidatedQuery returning(Statement.Dml dml, int parameterCount, QueryOptions options) {
    SqlNode name;
    SqlIdentifier given;
    switch (dml) {
      case Statement.Insert(SqlInsert insert, var conflict, var items) -> {
        name = insert.getTargetTable();
        given = null;
      }
      case Statement.Update(SqlUpdate update, var items) -> {
        name = update.getTargetTable();
        given = update.getAlias();
      }
      case Statement.Delete(SqlDelete delete, var items) -> {
        name = delete.getTargetTable();
        given = delete.getAlias();
      }
      case Statement.Merge merge -> throw YoreException.unsupported("MERGE");
      case Statement.Erase erase -> throw YoreException.unsupported("RETURNING of ERASE");
    }
    SqlIdentifier alias = alias(given, target(name), name);
    SqlNode row = equal(idOf(alias), new SqlDynamicParam(parameterCount, SqlParserPos.ZERO));
    return queries.query(select(dml.returning(), as(name, alias), row), options);
  }

  /** What DO UPDATE does to one row in the way. */
  public WriteSource.Update onConflict(
      Statement.Insert statement,
      WriteSource.Insert source,
      int parameterCount,
      QueryOptions options) {
    Statement.OnConflict conflict = statement.onConflict();
    if (conflict == null || conflict.doNothing()) {
      throw YoreException.bug("Only DO UPDATE has new values");
    }
    SqlNode target = statement.insert().getTargetTable();
    TableInfo table = source.table();
    SqlIdentifier alias = alias(null, table, target);
    SqlNodeList names = new SqlNodeList(SqlParserPos.ZERO);
    List<SqlNode> items = new ArrayList<>();
    items.add(idOf(alias));
    conflict.set().forEach(a -> names.add(a.column()));
    List<ColumnInfo> columns = targetColumns(table, names);
    for (int i = 0; i < columns.size(); i++) {
      items.add(AssignedValues.of(conflict.set().get(i).value(), columns.get(i)));
    }
    SqlNode id = new SqlDynamicParam(parameterCount + source.columns().size(), SqlParserPos.ZERO);
    SqlNode where = equal(idOf(alias), id);
    SqlNode condition = conflict.where();
    if (condition != null) {
      where = SqlStdOperatorTable.AND.createCall(SqlParserPos.ZERO, where, condition);
    }
    SqlNode from = crossJoin(as(target, alias), excluded(source.columns(), parameterCount));
    return new WriteSource.Update(
        table, columns, queries.query(select(items, from, where), options));
  }

  /** (VALUES (?, …)) AS excluded(column, …). */
  private static SqlNode excluded(List<ColumnInfo> columns, int firstParameter) {
    SqlParserPos none = SqlParserPos.ZERO;
    List<SqlNode> values = new ArrayList<>();
    List<SqlNode> operands = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(AssignedValues.of(new SqlDynamicParam(firstParameter + i, none), columns.get(i)));
    }
    SqlNode row = SqlStdOperatorTable.ROW.createCall(none, values);
    operands.add(SqlStdOperatorTable.VALUES.createCall(none, row));
    operands.add(new SqlIdentifier("excluded", none));
    columns.forEach(c -> operands.add(new SqlIdentifier(c.name(), none)));
    return SqlStdOperatorTable.AS.createCall(none, operands);
  }

  private static SqlNode crossJoin(SqlNode left, SqlNode right) {
    SqlParserPos none = SqlParserPos.ZERO;
    return new SqlJoin(
        none,
        left,
        SqlLiteral.createBoolean(false, none),
        org.apache.calcite.sql.JoinType.CROSS.symbol(none),
        right,
        org.apache.calcite.sql.JoinConditionType.NONE.symbol(none),
        null);
  }

  private static SqlNode equal(SqlNode left, SqlNode right) {
    return SqlStdOperatorTable.EQUALS.createCall(SqlParserPos.ZERO, left, right);
  }

  private TableInfo target(SqlNode node) {
    if (!(node instanceof SqlIdentifier identifier)) {
      throw at(YoreException.unsupported("A target that is not a plain table name"), node);
    }
    TableName name = TableName.of(identifier);
    String schema = name.schema() == null ? catalog.defaultSchema() : name.schema();
    if (schema.indexOf('@') > 0) {
      throw at(
          YoreException.of(ErrorCode.READ_ONLY_TRANSACTION, "The past cannot be written")
              .with("schema", schema),
          node);
    }
    TableInfo table = catalog.table(schema, name.name());
    if (table == null) {
      throw at(unknownTable(name, schema), node);
    }
    if (table.isView()) {
      throw at(
          YoreException.of(ErrorCode.WRONG_OBJECT_TYPE, "Views cannot be written; name the table")
              .with("view", name),
          node);
    }
    return table;
  }

  private YoreException unknownTable(TableName name, String schema) {
    return YoreException.of(ErrorCode.UNDEFINED_TABLE, "No table of this name exists")
        .with("table", name)
        .suggesting(name.name(), catalog.tableNames(schema));
  }

  private static List<ColumnInfo> targetColumns(TableInfo table, @Nullable SqlNodeList names) {
    if (names == null) {
      return table.columns();
    }
    List<ColumnInfo> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SqlNode node : names) {
      List<String> parts = ((SqlIdentifier) node).names;
      String name = parts.get(parts.size() - 1);
      int index = table.indexOf(name);
      if (index < 0) {
        throw at(unknownColumn(table, name), node);
      }
      if (!seen.add(name)) {
        throw at(
            YoreException.of(ErrorCode.DUPLICATE_COLUMN, "A column is named twice")
                .with("column", name),
            node);
      }
      columns.add(table.columns().get(index));
    }
    return columns;
  }

  private static YoreException unknownColumn(TableInfo table, String name) {
    if (PseudoColumn.named(name) != null) {
      return YoreException.of(
              ErrorCode.INVALID_COLUMN_REFERENCE, "Pseudo-columns cannot be written")
          .with("column", name);
    }
    List<String> known = table.columns().stream().map(ColumnInfo::name).toList();
    return YoreException.of(ErrorCode.UNDEFINED_COLUMN, "The table has no column of this name")
        .with("table", table.name())
        .with("column", name)
        .suggesting(name, known);
  }

  private static SqlIdentifier alias(
      @Nullable SqlIdentifier given, TableInfo table, SqlNode position) {
    return given == null ? new SqlIdentifier(table.name(), position.getParserPosition()) : given;
  }

  private static SqlIdentifier idOf(SqlIdentifier alias) {
    return new SqlIdentifier(
        List.of(alias.getSimple(), PseudoColumn.ID.columnName()), alias.getParserPosition());
  }

  static YoreException at(YoreException error, SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    return position.getLineNum() > 0
        ? error.at(position.getLineNum(), position.getColumnNum())
        : error;
  }

  static boolean isDefault(SqlNode node) {
    return node instanceof SqlCall && node.getKind() == SqlKind.DEFAULT;
  }
}
