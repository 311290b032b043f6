package dev.yore.sql.parser;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT DISTINCT ON (…)}: the first row of each group of rows that agree on expressions.
 *
 * <p>It is the same SELECT with {@code QUALIFY row_number() OVER (PARTITION BY on ORDER BY rest) =
 * 1}, where the rest is what ORDER BY says after those expressions. As in ORDER BY, a name of an
 * output column stands for its expression, and so does its number.
 */
final class DistinctOn extends SqlSelect {
  private final List<SqlNode> on = new ArrayList<>();

  private DistinctOn(SqlSelect select, SqlNodeList expressions) {
    super(
        select.getParserPosition(),
        null,
        select.getSelectList(),
        select.getFrom() == null
            ? SelectParts.oneRow(select.getParserPosition())
            : select.getFrom(),
        select.getWhere(),
        select.getGroup(),
        select.getHaving(),
        select.getWindowList(),
        null,
        null,
        null,
        null,
        select.getHints());
    expressions.forEach(expression -> on.add(expressionOf(expression)));
    setQualify(isFirst(List.of()));
  }

  /** The SELECT with DISTINCT ON, or as it is when there is none. */
  static SqlSelect of(SqlSelect select, @Nullable SqlNodeList expressions) {
    if (expressions == null) {
      return select;
    }
    if (select.getQualify() != null) {
      throw YoreException.unsupported("DISTINCT ON together with QUALIFY");
    }
    return new DistinctOn(select, expressions);
  }

  /** The query under its ORDER BY, which says for DISTINCT ON which row is a group's first. */
  static SqlNode ordered(SqlNode query, @Nullable SqlNodeList orderBy) {
    if (query instanceof DistinctOn distinct && orderBy != null) {
      distinct.setQualify(distinct.isFirst(distinct.rest(orderBy)));
    }
    return query;
  }

  /** What is left of ORDER BY after the expressions of DISTINCT ON, which must come first. */
  private List<SqlNode> rest(SqlNodeList orderBy) {
    List<SqlNode> missing = new ArrayList<>(on);
    List<SqlNode> rest = new ArrayList<>();
    for (SqlNode written : orderBy) {
      SqlNode item = resolved(written);
      SqlNode key = keyOf(item);
      if (on.stream().noneMatch(expression -> isSame(expression, key))) {
        rest.add(item);
      } else if (rest.isEmpty()) {
        missing.removeIf(expression -> isSame(expression, key));
      } else {
        throw mismatch(written);
      }
    }
    if (!rest.isEmpty() && !missing.isEmpty()) {
      throw mismatch(missing.getFirst());
    }
    return rest;
  }

  private static YoreException mismatch(SqlNode expression) {
    return YoreException.of(
            ErrorCode.INVALID_COLUMN_REFERENCE,
            "ORDER BY must begin with the expressions of DISTINCT ON, in any order")
        .with("expression", expression);
  }

  private SqlNode isFirst(List<SqlNode> order) {
    on.forEach(this::requireNoOtherMeaning);
    order.forEach(this::requireNoOtherMeaning);
    SqlParserPos position = getParserPosition();
    SqlNode window =
        SqlWindow.create(
            null,
            null,
            new SqlNodeList(on, position),
            new SqlNodeList(order, position),
            SqlLiteral.createBoolean(false, position),
            null,
            null,
            null,
            position);
    SqlNode number =
        SqlStdOperatorTable.OVER.createCall(
            position, SqlStdOperatorTable.ROW_NUMBER.createCall(position), window);
    return SqlStdOperatorTable.EQUALS.createCall(
        position, number, SqlLiteral.createExactNumeric("1", position));
  }

  /** An item of ORDER BY with its expression in place of a column's name or number. */
  private SqlNode resolved(SqlNode item) {
    return isDirection(item)
        ? ((SqlCall) item)
            .getOperator()
            .createCall(item.getParserPosition(), resolved(((SqlCall) item).operand(0)))
        : expressionOf(item);
  }

  private static SqlNode keyOf(SqlNode item) {
    return isDirection(item) ? keyOf(((SqlCall) item).operand(0)) : item;
  }

  private static boolean isDirection(SqlNode item) {
    return item.getKind() == SqlKind.DESCENDING
        || item.getKind() == SqlKind.NULLS_FIRST
        || item.getKind() == SqlKind.NULLS_LAST;
  }

  private SqlNode expressionOf(SqlNode item) {
    if (item instanceof SqlNumericLiteral number && number.isInteger()) {
      return column(number);
    }
    if (item instanceof SqlIdentifier name && name.isSimple()) {
      for (SqlNode column : getSelectList()) {
        if (column instanceof SqlBasicCall as
            && as.getKind() == SqlKind.AS
            && ((SqlIdentifier) as.operand(1)).getSimple().equals(name.getSimple())) {
          return as.operand(0);
        }
      }
    }
    return item;
  }

  /**
   * In QUALIFY a name of an output column stands for that once more, though it is an input's here.
   */
  private void requireNoOtherMeaning(SqlNode expression) {
    expression.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            if (name.isSimple() && !isSame(expressionOf(name), name)) {
              throw YoreException.unsupported(
                      "A column in DISTINCT ON that has the name of another output column;"
                          + " write it with its table")
                  .with("column", name);
            }
            return null;
          }
        });
  }

  private SqlNode column(SqlNumericLiteral number) {
    List<SqlNode> columns = getSelectList().getList();
    int index = number.intValue(true) - 1;
    boolean star =
        columns.stream().anyMatch(column -> column instanceof SqlIdentifier name && name.isStar());
    if (star) {
      throw YoreException.unsupported("The number of a column of * in DISTINCT ON");
    }
    if (index < 0 || index >= columns.size()) {
      throw YoreException.of(
              ErrorCode.INVALID_COLUMN_REFERENCE, "DISTINCT ON has the number of no column")
          .with("number", number)
          .with("columns", columns.size());
    }
    SqlNode column = columns.get(index);
    return column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(0) : column;
  }

  /** Whether two expressions are the same; a column may be written with and without its table. */
  private static boolean isSame(SqlNode one, SqlNode other) {
    if (one instanceof SqlIdentifier a && other instanceof SqlIdentifier b) {
      int common = Math.min(a.names.size(), b.names.size());
      return a.names
          .subList(a.names.size() - common, a.names.size())
          .equals(b.names.subList(b.names.size() - common, b.names.size()));
    }
    return one.equalsDeep(other, Litmus.IGNORE);
  }
}
