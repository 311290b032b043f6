package dev.yore.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** One SQL statement, parsed and not yet validated. */
public sealed interface Statement
    permits Statement.Query, Statement.Dml, Statement.Explain, Ddl, SessionCommand {

  /**
   * A query.
   *
   * @param asOf the moment of {@code AS OF x SELECT …}, for all tables without a clause of their
   *     own
   * @param forUpdate whether it ended in FOR UPDATE or FOR SHARE
   */
  record Query(SqlNode query, @Nullable SqlNode asOf, boolean forUpdate) implements Statement {}

  /** A statement that writes rows. */
  sealed interface Dml extends Statement {

    /** What to give back for each written row: the select items of RETURNING, empty if absent. */
    List<SqlNode> returning();
  }

  /**
   * INSERT or UPSERT.
   *
   * @param insert the target, columns and source; the source of DEFAULT VALUES is a VALUES without
   *     rows, see {@link #isDefaultValues}; DEFAULT inside VALUES is a call of DEFAULT
   */
  record Insert(SqlInsert insert, @Nullable OnConflict onConflict, List<SqlNode> returning)
      implements Dml {
    public Insert {
      returning = List.copyOf(returning);
    }

    /** Whether this is {@code INSERT INTO t DEFAULT VALUES}. */
    public boolean isDefaultValues() {
      return insert.getSource() instanceof org.apache.calcite.sql.SqlCall call
          && call.getKind() == org.apache.calcite.sql.SqlKind.VALUES
          && call.operandCount() == 0;
    }
  }

  /**
   * ON CONFLICT.
   *
   * @param target the unique columns named, empty if none
   * @param constraint the constraint named by ON CONSTRAINT
   * @param set the assignments of DO UPDATE; empty means DO NOTHING
   * @param where the condition of DO UPDATE
   */
  record OnConflict(
      List<String> target,
      @Nullable String constraint,
      List<Assignment> set,
      @Nullable SqlNode where) {
    public OnConflict {
      target = List.copyOf(target);
      set = List.copyOf(set);
    }

    public boolean doNothing() {
      return set.isEmpty();
    }
  }

  /** {@code column = value}; the value may be a call of DEFAULT. */
  record Assignment(SqlIdentifier column, SqlNode value) {}

  /** UPDATE; a source expression may be a call of DEFAULT. */
  record Update(SqlUpdate update, List<SqlNode> returning) implements Dml {
    public Update {
      returning = List.copyOf(returning);
    }
  }

  /** DELETE. */
  record Delete(SqlDelete delete, List<SqlNode> returning) implements Dml {
    public Delete {
      returning = List.copyOf(returning);
    }
  }

  /** ERASE FROM: removes rows from all of history. */
  record Erase(SqlDelete delete) implements Dml {
    @Override
    public List<SqlNode> returning() {
      return List.of();
    }
  }

  /** MERGE. */
  record Merge(SqlMerge merge) implements Dml {
    @Override
    public List<SqlNode> returning() {
      return List.of();
    }
  }

  /**
   * EXPLAIN.
   *
   * @param analyze whether to run the statement and show counters
   */
  record Explain(Statement statement, boolean analyze, Format format) implements Statement {
    /** How to print a plan. */
    public enum Format {
      TEXT,
      JSON
    }
  }

  /** The statement that {@code node}, a result of the generated parser, stands for. */
  static Statement of(SqlNode node) {
    if (node instanceof StatementNode own) {
      return own.statement();
    }
    if (node instanceof SqlInsert insert) {
      return new Insert(insert, null, List.of());
    }
    if (node instanceof SqlUpdate update) {
      return new Update(update, List.of());
    }
    if (node instanceof SqlDelete delete) {
      return new Delete(delete, List.of());
    }
    if (node instanceof SqlMerge merge) {
      return new Merge(merge);
    }
    return new Query(node, null, false);
  }

  /** The items of {@code list}, none if it is absent. */
  static List<SqlNode> items(@Nullable SqlNodeList list) {
    return list == null ? List.of() : List.copyOf(list.getList());
  }
}
