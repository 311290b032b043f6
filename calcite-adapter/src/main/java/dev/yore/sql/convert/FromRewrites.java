package dev.yore.sql.convert;

import dev.yore.sql.parser.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Copies a statement, so that validation may rewrite the copy, and adapts its FROM clauses.
 *
 * <p>A statement's AS OF goes to every table without a clause of its own. {@code t AS x(a, b)}
 * becomes {@code (SELECT * FROM t) AS x(a, b)}, or the names would be counted against the
 * pseudo-columns as well. So do the tables of NATURAL joins and joins with USING. Functions get
 * PostgreSQL's names, see {@link TableCalls}.
 */
final class FromRewrites extends SqlShuttle {
  private final @Nullable SqlNode asOf;
  private final Set<String> commonTables;

  /** The function call in FROM that was met last. */
  private @Nullable SqlNode inFrom;

  private FromRewrites(@Nullable SqlNode asOf, Set<String> commonTables) {
    this.asOf = asOf;
    this.commonTables = commonTables;
  }

  /** A deep copy of {@code node}, rewritten. */
  static SqlNode apply(SqlNode node, @Nullable SqlNode asOf) {
    return node.accept(new FromRewrites(asOf, new java.util.HashSet<>()));
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    return id.clone(id.getParserPosition());
  }

  @Override
  public SqlNode visit(SqlNodeList list) {
    SqlNodeList copy = new SqlNodeList(list.getParserPosition());
    for (SqlNode node : list) {
      copy.add(node == null ? null : node.accept(this));
    }
    return copy;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlWith with) {
      for (SqlNode item : with.withList) {
        commonTables.add(((SqlWithItem) item).name.getSimple());
      }
    }
    if (call.getKind() == SqlKind.COLLECTION_TABLE) {
      inFrom = call.operand(0);
    } else if (call != inFrom) {
      TableCalls.refuseOutsideOfFrom(call);
    }
    CallCopyingArgHandler copying = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, copying);
    SqlNode copy = copying.result();
    if (copy.getKind() == SqlKind.OVER) {
      return WindowFilters.apply((SqlCall) copy);
    }
    if (copy.getKind() == SqlKind.WITHIN_GROUP) {
      return OrderedModes.apply((SqlCall) copy);
    }
    if (copy.getKind() == SqlKind.SOME || copy.getKind() == SqlKind.ALL) {
      return WrittenArrays.listed((SqlCall) copy);
    }
    if (copy instanceof SqlSelect select && select.getFrom() != null) {
      SqlNode from = from(select.getFrom());
      select.setFrom(joinsByName(from) ? hiding(from) : from);
    }
    return copy;
  }

  private SqlNode from(SqlNode node) {
    if (TableCalls.isCall(node)) {
      return TableCalls.named(node);
    }
    if (node instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft()));
      join.setRight(from(join.getRight()));
      return join;
    }
    if (node.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) node;
      SqlNode table = from(as.operand(0));
      boolean named = as.operandCount() > 2;
      as.setOperand(0, named && isTable(table) ? selectAll(table) : table);
      return as;
    }
    if (node instanceof SqlIdentifier table && asOf != null && !isCommonTable(table)) {
      SqlParserPos position = table.getParserPosition();
      return new SqlSnapshot(
          position, table, SystemTime.AS_OF.createCall(position, asOf.accept(this)));
    }
    return node;
  }

  private static boolean joinsByName(SqlNode from) {
    return from instanceof SqlJoin join
        && (join.isNatural()
            || join.getConditionType() == JoinConditionType.USING
            || joinsByName(join.getLeft())
            || joinsByName(join.getRight()));
  }

  /** The same tables without their pseudo-columns, which all would have in common. */
  private static SqlNode hiding(SqlNode from) {
    if (from instanceof SqlJoin join) {
      join.setLeft(hiding(join.getLeft()));
      join.setRight(hiding(join.getRight()));
      return join;
    }
    if (isTable(from)) {
      SqlNode table = from instanceof SqlSnapshot snapshot ? snapshot.getTableRef() : from;
      List<String> names = ((SqlIdentifier) table).names;
      SqlParserPos position = from.getParserPosition();
      return as(selectAll(from), new SqlIdentifier(names.get(names.size() - 1), position));
    }
    if (from.getKind() == SqlKind.AS && isTable(((SqlCall) from).operand(0))) {
      SqlCall as = (SqlCall) from;
      as.setOperand(0, selectAll(as.operand(0)));
    }
    return from;
  }

  private boolean isCommonTable(SqlIdentifier table) {
    return table.isSimple() && commonTables.contains(table.getSimple());
  }

  private static boolean isTable(SqlNode node) {
    return node instanceof SqlIdentifier || node instanceof SqlSnapshot;
  }

  private static SqlNode selectAll(SqlNode table) {
    return select(List.of(SqlIdentifier.star(table.getParserPosition())), table, null);
  }

  /** SELECT items FROM table WHERE condition. */
  static SqlSelect select(List<SqlNode> items, SqlNode from, @Nullable SqlNode where) {
    SqlParserPos position = from.getParserPosition();
    return new SqlSelect(
        position,
        null,
        new SqlNodeList(new ArrayList<>(items), position),
        from,
        where,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** table AS alias. */
  static SqlNode as(SqlNode table, SqlIdentifier alias) {
    return SqlStdOperatorTable.AS.createCall(table.getParserPosition(), table, alias);
  }
}
