package dev.yore.sql.ddl;

import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.ConstraintKind;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.sql.parser.Ddl;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans one change of the schema. */
public final class DdlPlanner {
  private static final String NOT_ENFORCED = "the foreign key is recorded but not enforced yet";

  private final Schema schema;
  private final String defaultSchema;
  private final NewEntities ids;
  private final SchemaFacts known;

  /** Facts of the schema that a {@link Schema} does not keep. */
  public interface SchemaFacts {
    /** The constraint entities of a table. */
    List<Long> constraintsOf(long table);

    /** All entities of partition 0 that belong to a table: columns, composite tuples, markers. */
    List<Long> attributesOf(long table);

    /** The name of a constraint entity, or null. */
    @Nullable String constraintName(long constraint);

    /** True when the table has a row now. */
    boolean hasRows(Table table);
  }

  public DdlPlanner(Schema schema, String defaultSchema, NewEntities ids, SchemaFacts known) {
    this.schema = schema;
    this.defaultSchema = defaultSchema;
    this.ids = ids;
    this.known = known;
  }

  static TableName tableName(dev.yore.sql.parser.TableName name, String defaultSchema) {
    String given = name.schema();
    return new TableName(given == null ? defaultSchema : given, name.name());
  }

  public DdlResult plan(Ddl statement) {
    return switch (statement) {
      case Ddl.CreateTable create -> createTable(create);
      case Ddl.DropTable drop -> dropTables(drop);
      case Ddl.CreateIndex create -> createIndex(create);
      case Ddl.DropIndex drop -> dropIndexes(drop);
      case Ddl.AlterTable alter -> alterTable(alter);
      case Ddl.CreateDatabase create ->
          DdlResult.nothing(
              "CREATE DATABASE", "CREATE DATABASE " + create.name() + " skipped: a URL names one");
      case Ddl.DropDatabase drop ->
          DdlResult.nothing(
              "DROP DATABASE", "DROP DATABASE " + drop.name() + " skipped: a URL names one");
      case Ddl.CommentOn comment -> comment(comment);
      case Ddl.Truncate ignored ->
          throw new IllegalArgumentException("TRUNCATE changes rows, not the schema");
      case Ddl.CreateSchema ignored -> throw unsupported("CREATE SCHEMA");
      case Ddl.DropSchema ignored -> throw unsupported("DROP SCHEMA");
      case Ddl.CreateView ignored -> throw unsupported("CREATE VIEW");
      case Ddl.DropView ignored -> throw unsupported("DROP VIEW");
    };
  }

  private static YoreException unsupported(String what) {
    return YoreException.of(ErrorCode.UNSUPPORTED, "This statement is not supported yet")
        .with("statement", what);
  }

  private DdlResult createTable(Ddl.CreateTable create) {
    TableName name = tableName(create.table(), defaultSchema);
    if (schema.tables().containsKey(name)) {
      if (create.ifNotExists()) {
        return DdlResult.nothing("CREATE TABLE", "table " + name + " exists already, skipped");
      }
      throw YoreException.of(ErrorCode.DUPLICATE_TABLE, "A table of this name exists already")
          .with("table", name);
    }
    if (create.query() != null || create.temporary()) {
      throw unsupported(create.temporary() ? "CREATE TEMPORARY TABLE" : "CREATE TABLE AS");
    }
    if (name.schema().equals("yore") || name.schema().equals("information_schema")) {
      throw YoreException.of(
              ErrorCode.INVALID_TABLE_DEFINITION, "Tables cannot be made in a system schema")
          .with("table", name);
    }
    Facts facts = new Facts(ids);
    new TableBuilder(name, facts, schema.tables()::get).build(create);
    return new DdlResult(
        "CREATE TABLE", facts.ops, references(create) ? List.of(NOT_ENFORCED) : List.of());
  }

  private static boolean references(Ddl.CreateTable create) {
    return Stream.concat(
            create.constraints().stream(),
            create.columns().stream().flatMap(column -> column.constraints().stream()))
        .anyMatch(Ddl.TableConstraint.ForeignKey.class::isInstance);
  }

  private Table require(TableName name) {
    Table table = schema.tables().get(name);
    if (table == null) {
      throw YoreException.of(ErrorCode.UNDEFINED_TABLE, "There is no table of this name")
          .with("table", name)
          .with(
              "tables",
              schema.tables().keySet().stream().map(TableName::toString).sorted().toList());
    }
    if (table.ofNamespace()) {
      throw YoreException.of(
              ErrorCode.WRONG_OBJECT_TYPE,
              "This table shows attributes made by transaction data and is changed through them")
          .with("table", name);
    }
    return table;
  }

  private DdlResult dropTables(Ddl.DropTable drop) {
    Facts facts = new Facts(ids);
    List<String> warnings = new ArrayList<>();
    List<TableName> names =
        drop.tables().stream().map(table -> tableName(table, defaultSchema)).toList();
    for (TableName name : names) {
      if (drop.ifExists() && !schema.tables().containsKey(name)) {
        warnings.add("table " + name + " does not exist, skipped");
        continue;
      }
      Table table = require(name);
      dropReferences(table, names, drop.behavior(), facts);
      dropTable(table, facts);
    }
    return new DdlResult("DROP TABLE", facts.ops, warnings);
  }

  /** Foreign keys of other tables stand in the way, or go with it. */
  private void dropReferences(
      Table table, List<TableName> dropped, Ddl.DropBehavior behavior, Facts facts) {
    for (Table other : schema.tables().values()) {
      if (other.ofNamespace() || dropped.contains(other.name())) {
        continue;
      }
      for (Table.ForeignKey key : other.foreignKeys()) {
        if (!key.references().equals(table.name())) {
          continue;
        }
        if (behavior == Ddl.DropBehavior.RESTRICT) {
          throw YoreException.of(
                  ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST,
                  "Another table references this one; drop it first or use CASCADE")
              .with("table", table.name())
              .with("constraint", key.name())
              .with("of table", other.name());
        }
        dropConstraint(other, key.name(), facts);
      }
    }
  }

  private void dropConstraint(Table table, String name, Facts facts) {
    for (long constraint : known.constraintsOf(table.entity())) {
      if (name.equals(known.constraintName(constraint))) {
        facts.retract(constraint, Bootstrap.CONSTRAINT_TABLE);
      }
    }
  }

  /** The table and its columns lose their names; the past keeps them. */
  private void dropTable(Table table, Facts facts) {
    facts.retract(table.entity(), Bootstrap.TABLE_NAME);
    for (long constraint : known.constraintsOf(table.entity())) {
      facts.retract(constraint, Bootstrap.CONSTRAINT_TABLE);
    }
    known.attributesOf(table.entity()).forEach(a -> facts.retract(a, Bootstrap.IDENT));
  }

  private static Map<String, Integer> attributes(Table table) {
    Map<String, Integer> attributes = new LinkedHashMap<>();
    table.columns().forEach(column -> attributes.put(column.name(), column.attribute()));
    return attributes;
  }

  private Table.Column column(Table table, String name) {
    Table.Column column = table.column(name);
    if (column == null) {
      throw YoreException.of(ErrorCode.UNDEFINED_COLUMN, "There is no such column in the table")
          .with("table", table.name())
          .with("column", name)
          .with("columns", table.columns().stream().map(Table.Column::name).toList());
    }
    return column;
  }

  private DdlResult createIndex(Ddl.CreateIndex create) {
    Table table = require(tableName(create.table(), defaultSchema));
    List<Table.Column> columns =
        create.columns().stream().map(column -> column(table, column.name())).toList();
    List<String> names = columns.stream().map(Table.Column::name).toList();
    String given = create.name();
    String name =
        given != null ? given : table.name().name() + "_" + String.join("_", names) + "_idx";
    if (indexOwner(name) != null) {
      if (create.ifNotExists()) {
        return DdlResult.nothing("CREATE INDEX", "index " + name + " exists already, skipped");
      }
      throw YoreException.of(ErrorCode.DUPLICATE_TABLE, "An index of this name exists already")
          .with("index", name);
    }
    Facts facts = new Facts(ids);
    List<Integer> ids = columns.stream().map(Table.Column::attribute).toList();
    if (create.unique()) {
      long entity = facts.constraint(table.entity(), ConstraintKind.UNIQUE_INDEX, name, ids);
      int unique = uniqueAttribute(table, columns, facts);
      facts.add(entity, Bootstrap.CONSTRAINT_ATTRIBUTE, (long) unique);
    } else {
      facts.constraint(table.entity(), ConstraintKind.INDEX, name, ids);
      for (int attribute : ids) {
        if (!schema.require(attribute).indexed()) {
          facts.add(attribute, Bootstrap.INDEX, true);
        }
      }
    }
    return DdlResult.of("CREATE INDEX", facts.ops);
  }

  /** Makes a column, or a new composite tuple of columns, unique. */
  private int uniqueAttribute(Table table, List<Table.Column> columns, Facts facts) {
    int attribute;
    if (columns.size() == 1) {
      attribute = columns.getFirst().attribute();
      Attribute known = schema.require(attribute);
      if (known.unique() != null) {
        return attribute;
      }
    } else {
      if (known.hasRows(table)) {
        throw YoreException.of(
                ErrorCode.UNSUPPORTED,
                "A unique constraint of several columns can only be added to an empty table yet")
            .with("table", table.name());
      }
      List<String> names = columns.stream().map(Table.Column::name).toList();
      List<DataType> parts = columns.stream().map(Table.Column::type).toList();
      attribute =
          facts.tuple(
              Keyword.of(TableBuilder.namespace(table.name()), String.join("+", names)),
              columns.stream().map(Table.Column::attribute).toList(),
              DataType.tuple(parts));
      facts.add(attribute, Bootstrap.TABLE, table.entity());
    }
    facts.add(attribute, Bootstrap.UNIQUE, (long) Bootstrap.UNIQUE_VALUE);
    return attribute;
  }

  private @Nullable Table indexOwner(String name) {
    for (Table table : schema.tables().values()) {
      if (table.indexes().stream().anyMatch(index -> index.name().equals(name))) {
        return table;
      }
    }
    return null;
  }

  private DdlResult dropIndexes(Ddl.DropIndex drop) {
    Facts facts = new Facts(ids);
    List<String> warnings = new ArrayList<>();
    for (dev.yore.sql.parser.TableName index : drop.indexes()) {
      Table owner = indexOwner(index.name());
      if (owner == null && drop.ifExists()) {
        warnings.add("index " + index.name() + " does not exist, skipped");
        continue;
      }
      if (owner == null) {
        throw YoreException.of(ErrorCode.UNDEFINED_OBJECT, "There is no index of this name")
            .with("index", index.name());
      }
      dropIndex(owner, index.name(), facts);
    }
    return new DdlResult("DROP INDEX", facts.ops, warnings);
  }

  private void dropIndex(Table owner, String name, Facts facts) {
    for (Table.Index index : owner.indexes()) {
      if (!index.name().equals(name)) {
        continue;
      }
      for (int position : index.columns()) {
        boolean elsewhere =
            owner.indexes().stream()
                .anyMatch(i -> !i.name().equals(name) && i.columns().contains(position));
        int attribute = owner.columns().get(position).attribute();
        if (!elsewhere && !index.unique()) {
          facts.retract(attribute, Bootstrap.INDEX);
        } else if (index.unique() && index.columns().size() == 1 && !elsewhere) {
          facts.retract(attribute, Bootstrap.UNIQUE);
        }
      }
      if (index.unique() && index.columns().size() > 1) {
        throw unsupported("DROP INDEX of a unique index of several columns");
      }
    }
    dropConstraint(owner, name, facts);
  }

  private DdlResult alterTable(Ddl.AlterTable alter) {
    TableName name = tableName(alter.table(), defaultSchema);
    if (alter.ifExists() && !schema.tables().containsKey(name)) {
      return DdlResult.nothing("ALTER TABLE", "table " + name + " does not exist, skipped");
    }
    Table table = require(name);
    Facts facts = new Facts(ids);
    List<String> warnings = new ArrayList<>();
    for (Ddl.AlterAction action : alter.actions()) {
      switch (action) {
        case Ddl.AlterAction.AddConstraint add ->
            addConstraint(table, add.constraint(), facts, warnings);
        case Ddl.AlterAction.AddColumn add -> addColumn(table, add, facts, warnings);
        case Ddl.AlterAction.DropConstraint drop -> dropForeignKey(table, drop, facts, warnings);
        case Ddl.AlterAction.RenameColumn rename -> renameColumn(table, rename, facts);
        case Ddl.AlterAction.RenameTable ignored -> throw unsupported("ALTER TABLE RENAME TO");
        case Ddl.AlterAction.DropColumn ignored -> throw unsupported("ALTER TABLE DROP COLUMN");
        case Ddl.AlterAction.SetType ignored -> throw unsupported("ALTER COLUMN TYPE");
        case Ddl.AlterAction.SetDefault set -> setDefault(table, set, facts);
        case Ddl.AlterAction.SetNullable ignored -> throw unsupported("ALTER COLUMN SET NOT NULL");
      }
    }
    return new DdlResult("ALTER TABLE", facts.ops, warnings);
  }

  private void addConstraint(
      Table table, Ddl.TableConstraint constraint, Facts facts, List<String> warnings) {
    switch (constraint) {
      case Ddl.TableConstraint.ForeignKey foreign -> {
        foreign.columns().forEach(column -> column(table, column));
        String made = table.name().name() + "_" + String.join("_", foreign.columns()) + "_fkey";
        String given = foreign.name();
        TableBuilder.addForeignKey(
            facts,
            table.entity(),
            table.name(),
            given == null ? made : given,
            foreign,
            attributes(table),
            schema.tables()::get);
        warnings.add(NOT_ENFORCED);
      }
      case Ddl.TableConstraint.Unique unique -> {
        List<Table.Column> columns =
            unique.columns().stream().map(column -> column(table, column)).toList();
        String made = table.name().name() + "_" + String.join("_", unique.columns()) + "_key";
        String given = unique.name();
        long entity =
            facts.constraint(
                table.entity(),
                ConstraintKind.UNIQUE,
                given == null ? made : given,
                columns.stream().map(Table.Column::attribute).toList());
        int attribute = uniqueAttribute(table, columns, facts);
        facts.add(entity, Bootstrap.CONSTRAINT_ATTRIBUTE, (long) attribute);
      }
      case Ddl.TableConstraint.PrimaryKey ignored ->
          throw unsupported("ALTER TABLE ADD PRIMARY KEY");
      case Ddl.TableConstraint.Check ignored -> throw unsupported("ALTER TABLE ADD CHECK");
    }
  }

  private void addColumn(
      Table table, Ddl.AlterAction.AddColumn add, Facts facts, List<String> warnings) {
    Ddl.ColumnDef column = add.column();
    if (table.column(column.name()) != null) {
      if (add.ifNotExists()) {
        warnings.add("column " + column.name() + " exists already, skipped");
        return;
      }
      throw YoreException.of(ErrorCode.DUPLICATE_COLUMN, "The table has such a column already")
          .with("table", table.name())
          .with("column", column.name());
    }
    boolean plain =
        column.constraints().isEmpty()
            && !column.serial()
            && column.identity() == null
            && column.generatedAs() == null
            && column.defaultValue() == null;
    if (!plain || Boolean.FALSE.equals(column.nullable())) {
      throw unsupported("ALTER TABLE ADD COLUMN with constraints or a default");
    }
    int attribute =
        facts.attribute(
            Keyword.of(TableBuilder.namespace(table.name()), column.name()),
            ColumnTypes.of(column.type()));
    facts.add(attribute, Bootstrap.TABLE, table.entity());
    facts.add(attribute, Bootstrap.COLUMN, column.name());
    facts.add(attribute, Bootstrap.ORDINAL, (long) table.columns().size());
  }

  private void dropForeignKey(
      Table table, Ddl.AlterAction.DropConstraint drop, Facts facts, List<String> warnings) {
    if (table.foreignKeys().stream().anyMatch(key -> key.name().equals(drop.name()))) {
      dropConstraint(table, drop.name(), facts);
    } else if (drop.ifExists()) {
      warnings.add("constraint " + drop.name() + " does not exist, skipped");
    } else {
      throw unsupported("ALTER TABLE DROP CONSTRAINT of anything but a foreign key");
    }
  }

  private void renameColumn(Table table, Ddl.AlterAction.RenameColumn rename, Facts facts) {
    Table.Column column = column(table, rename.from());
    if (table.column(rename.to()) != null) {
      throw YoreException.of(ErrorCode.DUPLICATE_COLUMN, "The table has such a column already")
          .with("table", table.name())
          .with("column", rename.to());
    }
    long attribute = EntityIds.of(EntityIds.SCHEMA_PARTITION, column.attribute());
    facts.add(
        attribute, Bootstrap.IDENT, Keyword.of(TableBuilder.namespace(table.name()), rename.to()));
    facts.add(attribute, Bootstrap.COLUMN, rename.to());
  }

  private void setDefault(Table table, Ddl.AlterAction.SetDefault set, Facts facts) {
    long attribute = column(table, set.column()).attribute();
    if (set.value() == null) {
      facts.retract(attribute, Bootstrap.DEFAULT);
    } else {
      facts.add(attribute, Bootstrap.DEFAULT, TableBuilder.sql(set.value()));
    }
  }

  private DdlResult comment(Ddl.CommentOn comment) {
    Table table = require(tableName(comment.table(), defaultSchema));
    String column = comment.column();
    long entity = column == null ? table.entity() : column(table, column).attribute();
    Facts facts = new Facts(ids);
    String text = comment.text();
    if (text == null) {
      facts.retract(entity, Bootstrap.DOC);
    } else {
      facts.add(entity, Bootstrap.DOC, text);
    }
    return DdlResult.of("COMMENT", facts.ops);
  }
}
