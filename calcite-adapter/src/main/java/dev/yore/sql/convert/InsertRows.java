package dev.yore.sql.convert;

import dev.yore.sql.validate.ColumnInfo;
import dev.yore.sql.validate.TableInfo;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Completes the source of an INSERT: DEFAULT and the defaults of columns that are not named. */
final class InsertRows {
  private static final String SOURCE = "$source";

  private final TableInfo table;
  private final List<ColumnInfo> given;
  private final boolean named;
  private final List<ColumnInfo> columns = new ArrayList<>();

  /**
   * Prepares for a target.
   *
   * @param given the columns the source is for
   * @param named whether the statement named them; if not, a source may have fewer columns
   */
  InsertRows(TableInfo table, List<ColumnInfo> given, boolean named) {
    this.table = table;
    this.given = given;
    this.named = named;
  }

  /** The columns of the completed source; known after one of the other methods was called. */
  List<ColumnInfo> columns() {
    return columns;
  }

  /** The source of DEFAULT VALUES. */
  SqlNode ofDefaults(SqlParserPos position) {
    List<ColumnInfo> missing = withDefaults(List.of());
    columns.addAll(missing.isEmpty() ? table.columns().subList(0, 1) : missing);
    return values(position, List.of(row(position, List.of(), columns)));
  }

  /** {@code source}, completed. */
  SqlNode of(SqlNode source) {
    return source.getKind() == SqlKind.VALUES ? ofValues((SqlCall) source) : ofQuery(source);
  }

  private SqlNode ofValues(SqlCall source) {
    int width = ((SqlCall) source.operand(0)).operandCount();
    List<ColumnInfo> missing = target(width, source);
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode node : source.getOperandList()) {
      SqlCall row = (SqlCall) node;
      if (row.operandCount() != width) {
        throw WriteSources.at(
            YoreException.of(ErrorCode.SYNTAX_ERROR, "All rows of VALUES have the same length")
                .with("expected", width)
                .with("found", row.operandCount()),
            row);
      }
      rows.add(row(row.getParserPosition(), row.getOperandList(), missing));
    }
    return values(source.getParserPosition(), rows);
  }

  private SqlNode ofQuery(SqlNode source) {
    SqlNode typed = source instanceof SqlSelect select ? withTypedItems(select) : source;
    int width = width(typed);
    if (width < 0) {
      columns.addAll(given);
      requireAllNamed(source);
      return typed;
    }
    List<ColumnInfo> missing = target(width, source);
    if (missing.isEmpty()) {
      return typed;
    }
    SqlParserPos position = source.getParserPosition();
    List<SqlNode> items = new ArrayList<>();
    items.add(SqlIdentifier.star(List.of(SOURCE, ""), position, List.of(position, position)));
    missing.forEach(c -> items.add(AssignedValues.defaultOf(c, position)));
    SqlIdentifier alias = new SqlIdentifier(SOURCE, position);
    return FromRewrites.select(items, FromRewrites.as(typed, alias), null);
  }

  /** A source whose width only validation tells cannot be completed with defaults. */
  private void requireAllNamed(SqlNode source) {
    if (!withDefaults(given).isEmpty()) {
      throw WriteSources.at(
          YoreException.unsupported("INSERT from a query with * into a part of the columns"),
          source);
    }
  }

  /** Sets the columns for a source of {@code width}; gives those to add by their defaults. */
  private List<ColumnInfo> target(int width, SqlNode source) {
    boolean fits = named ? width == given.size() : width <= given.size();
    if (!fits) {
      throw wrongWidth(given.size(), width, source);
    }
    List<ColumnInfo> used = given.subList(0, width);
    List<ColumnInfo> missing = withDefaults(used);
    columns.addAll(used);
    columns.addAll(missing);
    return missing;
  }

  static YoreException wrongWidth(int columns, int values, SqlNode source) {
    return WriteSources.at(
        YoreException.of(ErrorCode.SYNTAX_ERROR, "INSERT needs as many values as it names columns")
            .with("columns", columns)
            .with("values", values),
        source);
  }

  private List<ColumnInfo> withDefaults(List<ColumnInfo> without) {
    return table.columns().stream()
        .filter(c -> c.defaultSql() != null && !without.contains(c))
        .toList();
  }

  private SqlNode row(SqlParserPos position, List<SqlNode> values, List<ColumnInfo> missing) {
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      items.add(AssignedValues.of(values.get(i), given.get(i)));
    }
    missing.forEach(c -> items.add(AssignedValues.defaultOf(c, position)));
    return SqlStdOperatorTable.ROW.createCall(position, items);
  }

  private static SqlNode values(SqlParserPos position, List<SqlNode> rows) {
    return SqlStdOperatorTable.VALUES.createCall(position, rows);
  }

  /** The select with bare parameters and NULLs typed by their columns. */
  private SqlSelect withTypedItems(SqlSelect select) {
    SqlNodeList items = select.getSelectList();
    if (width(select) < 0 || items.size() > given.size()) {
      return select;
    }
    SqlNodeList typed = new SqlNodeList(items.getParserPosition());
    for (int i = 0; i < items.size(); i++) {
      typed.add(AssignedValues.of(items.get(i), given.get(i)));
    }
    SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
    copy.setSelectList(typed);
    return copy;
  }

  /** The number of columns of a query, or -1 if a star hides it. */
  private static int width(SqlNode query) {
    return switch (query) {
      case SqlSelect select ->
          select.getSelectList().stream().anyMatch(InsertRows::isStar)
              ? -1
              : select.getSelectList().size();
      case SqlCall call when call.getKind() == SqlKind.VALUES ->
          ((SqlCall) call.operand(0)).operandCount();
      case SqlCall call when call.getKind() == SqlKind.WITH -> width(call.operand(1));
      case SqlCall call when call.operandCount() > 0 -> width(call.operand(0));
      default -> -1;
    };
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier id && id.isStar();
  }
}
