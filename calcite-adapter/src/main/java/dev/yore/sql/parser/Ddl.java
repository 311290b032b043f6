package dev.yore.sql.parser;

import dev.yore.sql.type.SqlType;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement that changes the schema, or empties a table. */
public sealed interface Ddl extends Statement {

  /**
   * CREATE TABLE.
   *
   * @param constraints table constraints; a column's own constraints are with the column
   * @param query the query of CREATE TABLE … AS
   */
  record CreateTable(
      TableName table,
      boolean ifNotExists,
      boolean temporary,
      List<ColumnDef> columns,
      List<TableConstraint> constraints,
      @Nullable SqlNode query)
      implements Ddl {
    public CreateTable {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
    }
  }

  /**
   * A column.
   *
   * @param nullable what NULL or NOT NULL said; null if neither was said
   * @param serial whether the type was SERIAL or the like
   */
  record ColumnDef(
      String name,
      SqlType type,
      boolean serial,
      @Nullable Boolean nullable,
      @Nullable SqlNode defaultValue,
      @Nullable Identity identity,
      @Nullable SqlNode generatedAs,
      List<TableConstraint> constraints,
      SqlParserPos position) {
    public ColumnDef {
      constraints = List.copyOf(constraints);
    }
  }

  /** GENERATED … AS IDENTITY. */
  enum Identity {
    ALWAYS,
    BY_DEFAULT
  }

  /** A constraint of a table; one written at a column names that column. */
  sealed interface TableConstraint {
    /** Its name, null if none was given. */
    @Nullable String name();

    /** PRIMARY KEY. */
    record PrimaryKey(@Nullable String name, List<String> columns) implements TableConstraint {
      public PrimaryKey {
        columns = List.copyOf(columns);
      }
    }

    /** UNIQUE. */
    record Unique(@Nullable String name, List<String> columns) implements TableConstraint {
      public Unique {
        columns = List.copyOf(columns);
      }
    }

    /**
     * FOREIGN KEY or REFERENCES.
     *
     * @param targetColumns empty means the primary key of the target
     */
    record ForeignKey(
        @Nullable String name,
        List<String> columns,
        TableName target,
        List<String> targetColumns,
        ReferenceAction onDelete,
        ReferenceAction onUpdate)
        implements TableConstraint {
      public ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
      }
    }

    /** CHECK. */
    record Check(@Nullable String name, SqlNode condition) implements TableConstraint {}
  }

  /** What happens to a row whose target goes away or changes its key. */
  enum ReferenceAction {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }

  /** What DROP does about what depends on the dropped. */
  enum DropBehavior {
    RESTRICT,
    CASCADE
  }

  /** DROP TABLE. */
  record DropTable(List<TableName> tables, boolean ifExists, DropBehavior behavior) implements Ddl {
    public DropTable {
      tables = List.copyOf(tables);
    }
  }

  /** CREATE INDEX; a null name is to be made up. */
  record CreateIndex(
      @Nullable String name,
      TableName table,
      List<IndexColumn> columns,
      boolean unique,
      boolean ifNotExists)
      implements Ddl {
    public CreateIndex {
      columns = List.copyOf(columns);
    }
  }

  /** A column of an index. */
  record IndexColumn(String name, boolean descending) {}

  /** DROP INDEX. */
  record DropIndex(List<TableName> indexes, boolean ifExists, DropBehavior behavior)
      implements Ddl {
    public DropIndex {
      indexes = List.copyOf(indexes);
    }
  }

  /** ALTER TABLE. */
  record AlterTable(TableName table, boolean ifExists, List<AlterAction> actions) implements Ddl {
    public AlterTable {
      actions = List.copyOf(actions);
    }
  }

  /** One change of an ALTER TABLE. */
  sealed interface AlterAction {
    /** ADD COLUMN. */
    record AddColumn(ColumnDef column, boolean ifNotExists) implements AlterAction {}

    /** DROP COLUMN. */
    record DropColumn(String name, boolean ifExists, DropBehavior behavior)
        implements AlterAction {}

    /** RENAME COLUMN from TO to. */
    record RenameColumn(String from, String to) implements AlterAction {}

    /** RENAME TO. */
    record RenameTable(String to) implements AlterAction {}

    /** ADD CONSTRAINT. */
    record AddConstraint(TableConstraint constraint) implements AlterAction {}

    /** DROP CONSTRAINT. */
    record DropConstraint(String name, boolean ifExists, DropBehavior behavior)
        implements AlterAction {}

    /** ALTER COLUMN … TYPE. */
    record SetType(String column, SqlType type, @Nullable SqlNode using) implements AlterAction {}

    /** ALTER COLUMN … SET DEFAULT; null for DROP DEFAULT. */
    record SetDefault(String column, @Nullable SqlNode value) implements AlterAction {}

    /** ALTER COLUMN … SET NOT NULL, or DROP NOT NULL. */
    record SetNullable(String column, boolean nullable) implements AlterAction {}
  }

  /** CREATE SCHEMA. */
  record CreateSchema(String name, boolean ifNotExists) implements Ddl {}

  /** DROP SCHEMA. */
  record DropSchema(String name, boolean ifExists, DropBehavior behavior) implements Ddl {}

  /** CREATE VIEW; empty columns means those of the query. */
  record CreateView(
      TableName view, List<String> columns, SqlNode query, boolean orReplace, boolean ifNotExists)
      implements Ddl {
    public CreateView {
      columns = List.copyOf(columns);
    }
  }

  /** DROP VIEW. */
  record DropView(List<TableName> views, boolean ifExists, DropBehavior behavior) implements Ddl {
    public DropView {
      views = List.copyOf(views);
    }
  }

  /** TRUNCATE [TABLE]. */
  record Truncate(List<TableName> tables, DropBehavior behavior) implements Ddl {
    public Truncate {
      tables = List.copyOf(tables);
    }
  }

  /** CREATE DATABASE: to be noticed and skipped. */
  record CreateDatabase(String name) implements Ddl {}

  /** DROP DATABASE: to be noticed and skipped. */
  record DropDatabase(String name, boolean ifExists) implements Ddl {}

  /**
   * COMMENT ON.
   *
   * @param column null for a comment on a table
   * @param text null removes the comment
   */
  record CommentOn(TableName table, @Nullable String column, @Nullable String text)
      implements Ddl {}
}
