package dev.yore.sql.ddl;

import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.ConstraintKind;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.IdList;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.sql.parser.Ddl;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE as facts: the table, its columns as attributes, its constraints. */
final class TableBuilder {
  /** The name of the attribute that marks rows of a table which has no column all rows have. */
  static final String MARKER = "-row";

  private final TableName name;
  private final Facts facts;
  private final Function<TableName, @Nullable Table> tables;
  private final long table;
  private final Map<String, Integer> attributes = new LinkedHashMap<>();
  private final Map<String, DataType> types = new LinkedHashMap<>();
  private final Set<String> constraintNames = new HashSet<>();

  TableBuilder(TableName name, Facts facts, Function<TableName, @Nullable Table> tables) {
    this.name = name;
    this.facts = facts;
    this.tables = tables;
    this.table = facts.newEntity();
  }

  void build(Ddl.CreateTable statement) {
    if (statement.columns().isEmpty()) {
      throw invalid("A table needs at least one column");
    }
    List<Ddl.TableConstraint> constraints = new ArrayList<>();
    statement.columns().forEach(column -> constraints.addAll(column.constraints()));
    constraints.addAll(statement.constraints());
    List<String> key = primaryKey(constraints);
    facts.add(table, Bootstrap.TABLE_SCHEMA, name.schema());
    facts.add(table, Bootstrap.TABLE_NAME, name.name());
    facts.add(table, Bootstrap.TABLE_PARTITION, (long) partition());
    for (Ddl.ColumnDef column : statement.columns()) {
      addColumn(column, attributes.size(), key.contains(column.name()));
    }
    requireColumns(key);
    constraints.forEach(this::addConstraint);
    facts.add(table, Bootstrap.TABLE_MEMBER, (long) member(statement, key));
  }

  /** A partition that no other table has or had: tables' entity ids are never used again. */
  private int partition() {
    return EntityIds.FIRST_TABLE_PARTITION
        + (int) (EntityIds.sequence(table) - Bootstrap.FIRST_USER_ID);
  }

  private YoreException invalid(String text) {
    return YoreException.of(ErrorCode.INVALID_TABLE_DEFINITION, text).with("table", name);
  }

  private List<String> primaryKey(List<Ddl.TableConstraint> constraints) {
    List<String> key = List.of();
    for (Ddl.TableConstraint constraint : constraints) {
      if (constraint instanceof Ddl.TableConstraint.PrimaryKey primary) {
        if (!key.isEmpty()) {
          throw invalid("A table can have only one primary key");
        }
        key = primary.columns();
      }
    }
    return key;
  }

  void addColumn(Ddl.ColumnDef column, int ordinal, boolean inKey) {
    if (column.serial() || column.identity() != null) {
      throw unsupported("Generated column values are not supported yet", column.name());
    }
    if (column.generatedAs() != null) {
      throw unsupported("Generated columns are not supported yet", column.name());
    }
    if (attributes.containsKey(column.name())) {
      throw YoreException.of(
              ErrorCode.DUPLICATE_COLUMN, "A column name can stand only once in a table")
          .with("table", name)
          .with("column", column.name());
    }
    if (inKey && Boolean.TRUE.equals(column.nullable())) {
      throw invalid("A column of the primary key cannot be NULL").with("column", column.name());
    }
    DataType type = ColumnTypes.of(column.type());
    int attribute = facts.attribute(Keyword.of(namespace(), column.name()), type);
    attributes.put(column.name(), attribute);
    types.put(column.name(), type);
    facts.add(attribute, Bootstrap.TABLE, table);
    facts.add(attribute, Bootstrap.COLUMN, column.name());
    facts.add(attribute, Bootstrap.ORDINAL, (long) ordinal);
    if (inKey || Boolean.FALSE.equals(column.nullable())) {
      facts.add(attribute, Bootstrap.NOT_NULL, true);
    }
    if (column.defaultValue() != null) {
      facts.add(attribute, Bootstrap.DEFAULT, sql(column.defaultValue()));
    }
  }

  private YoreException unsupported(String text, String column) {
    return YoreException.of(ErrorCode.UNSUPPORTED, text).with("table", name).with("column", column);
  }

  static String sql(SqlNode node) {
    return node.toSqlString(PostgresqlSqlDialect.DEFAULT).getSql();
  }

  private String namespace() {
    return namespace(name);
  }

  /** The namespace of the attributes of a table. */
  static String namespace(TableName name) {
    return name.schema().equals(TableName.DEFAULT_SCHEMA)
        ? name.name()
        : name.schema() + "." + name.name();
  }

  private void requireColumns(List<String> columns) {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : columns) {
      if (!attributes.containsKey(column)) {
        throw YoreException.of(
                ErrorCode.UNDEFINED_COLUMN, "A constraint should name columns of the table")
            .with("table", name)
            .with("column", column)
            .with("columns", attributes.keySet());
      }
      if (!seen.add(column)) {
        throw YoreException.of(
                ErrorCode.DUPLICATE_COLUMN, "A constraint should name each column once")
            .with("table", name)
            .with("column", column);
      }
    }
  }

  private void addConstraint(Ddl.TableConstraint constraint) {
    switch (constraint) {
      case Ddl.TableConstraint.PrimaryKey key -> {
        requireColumns(key.columns());
        int attribute = keyAttribute(key.columns(), Bootstrap.UNIQUE_IDENTITY);
        facts.add(table, Bootstrap.TABLE_KEY, IdList.format(ids(key.columns())));
        facts.add(table, Bootstrap.TABLE_KEY_ATTRIBUTE, (long) attribute);
        facts.add(table, Bootstrap.TABLE_KEY_NAME, named(key.name(), name.name() + "_pkey"));
      }
      case Ddl.TableConstraint.Unique unique -> {
        requireColumns(unique.columns());
        String made = name.name() + "_" + String.join("_", unique.columns()) + "_key";
        long entity =
            facts.constraint(
                table, ConstraintKind.UNIQUE, named(unique.name(), made), ids(unique.columns()));
        int attribute = keyAttribute(unique.columns(), Bootstrap.UNIQUE_VALUE);
        facts.add(entity, Bootstrap.CONSTRAINT_ATTRIBUTE, (long) attribute);
      }
      case Ddl.TableConstraint.ForeignKey foreign -> {
        requireColumns(foreign.columns());
        String made = name.name() + "_" + String.join("_", foreign.columns()) + "_fkey";
        addForeignKey(facts, table, name, named(foreign.name(), made), foreign, attributes, tables);
      }
      case Ddl.TableConstraint.Check check ->
          throw YoreException.of(ErrorCode.UNSUPPORTED, "CHECK constraints are not supported yet")
              .with("table", name)
              .with("condition", sql(check.condition()));
    }
  }

  private String named(@Nullable String given, String made) {
    String chosen = given == null ? made : given;
    for (int i = 1; given == null && constraintNames.contains(chosen); i++) {
      chosen = made + i;
    }
    if (!constraintNames.add(chosen)) {
      throw YoreException.of(
              ErrorCode.DUPLICATE_OBJECT, "A constraint of this name stands in the table already")
          .with("table", name)
          .with("constraint", chosen);
    }
    return chosen;
  }

  private List<Integer> ids(List<String> columns) {
    return columns.stream().map(column -> attributes.getOrDefault(column, 0)).toList();
  }

  private final Map<List<String>, Integer> keyAttributes = new LinkedHashMap<>();

  /** The unique attribute for these columns: the column itself, or a composite tuple. */
  private int keyAttribute(List<String> columns, int unique) {
    Integer known = keyAttributes.get(columns);
    if (known != null) {
      return known;
    }
    int attribute = columns.size() == 1 ? ids(columns).getFirst() : tuple(columns);
    facts.add(attribute, Bootstrap.UNIQUE, (long) unique);
    keyAttributes.put(columns, attribute);
    return attribute;
  }

  private int tuple(List<String> columns) {
    List<DataType> parts = new ArrayList<>();
    columns.forEach(column -> parts.add(types.getOrDefault(column, DataType.STRING)));
    int tuple =
        facts.tuple(
            Keyword.of(namespace(), String.join("+", columns)),
            ids(columns),
            DataType.tuple(parts));
    facts.add(tuple, Bootstrap.TABLE, table);
    return tuple;
  }

  static void addForeignKey(
      Facts facts,
      long table,
      TableName name,
      String constraintName,
      Ddl.TableConstraint.ForeignKey foreign,
      Map<String, Integer> attributes,
      Function<TableName, @Nullable Table> tables) {
    TableName target = DdlPlanner.tableName(foreign.target(), name.schema());
    List<String> columns = foreign.targetColumns();
    if (!target.equals(name)) {
      columns = referencedColumns(target, foreign, tables);
    }
    List<Integer> ids =
        foreign.columns().stream().map(column -> attributes.getOrDefault(column, 0)).toList();
    long entity = facts.constraint(table, ConstraintKind.FOREIGN_KEY, constraintName, ids);
    facts.add(entity, Bootstrap.REFERENCES_SCHEMA, target.schema());
    facts.add(entity, Bootstrap.REFERENCES_TABLE, target.name());
    facts.add(entity, Bootstrap.REFERENCES_COLUMNS, String.join("\n", columns));
    facts.add(entity, Bootstrap.ON_DELETE, action(foreign.onDelete()));
    facts.add(entity, Bootstrap.ON_UPDATE, action(foreign.onUpdate()));
  }

  private static String action(Ddl.ReferenceAction action) {
    return action.name().replace('_', ' ');
  }

  private static List<String> referencedColumns(
      TableName target,
      Ddl.TableConstraint.ForeignKey foreign,
      Function<TableName, @Nullable Table> tables) {
    Table referenced = tables.apply(target);
    if (referenced == null) {
      throw YoreException.of(
              ErrorCode.UNDEFINED_TABLE, "A foreign key should reference a table that exists")
          .with("table", target);
    }
    if (foreign.targetColumns().isEmpty()) {
      if (referenced.key().size() != foreign.columns().size()) {
        throw YoreException.of(
                ErrorCode.INVALID_FOREIGN_KEY,
                "A foreign key without referenced columns should have as many columns as the"
                    + " primary key it references")
            .with("table", target);
      }
      return referenced.key().stream().map(i -> referenced.columns().get(i).name()).toList();
    }
    for (String column : foreign.targetColumns()) {
      if (referenced.column(column) == null) {
        throw YoreException.of(
                ErrorCode.UNDEFINED_COLUMN, "A foreign key should reference columns that exist")
            .with("table", target)
            .with("column", column);
      }
    }
    return foreign.targetColumns();
  }

  /** The attribute that every row has: of the key, else of a NOT NULL column, else a marker. */
  private int member(Ddl.CreateTable statement, List<String> key) {
    if (!key.isEmpty()) {
      return ids(key).getFirst();
    }
    for (Ddl.ColumnDef column : statement.columns()) {
      if (Boolean.FALSE.equals(column.nullable())) {
        return ids(List.of(column.name())).getFirst();
      }
    }
    int marker = facts.attribute(Keyword.of(namespace(), MARKER), DataType.BOOLEAN);
    facts.add(marker, Bootstrap.TABLE, table);
    return marker;
  }
}
