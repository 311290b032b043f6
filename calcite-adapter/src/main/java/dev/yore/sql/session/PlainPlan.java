package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.planner.PreparedPlan;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.sql.catalog.SqlTypes;
import dev.yore.sql.catalog.SystemTable;
import dev.yore.sql.translate.TableBlock;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The plan of a {@link PlainSelect}: the one that Calcite's tree of it would be translated to. */
final class PlainPlan {
  /** From this on a length does not matter, and Calcite's type has none. */
  private static final int TEXT_CHARS_MAX = 1 << 16;

  private final PlainSelect query;
  private final Table table;

  /** The columns of the result, by their numbers in the table. */
  private final List<Integer> selected = new ArrayList<>();

  private final int key;

  private PlainPlan(PlainSelect query, Table table) {
    this.query = query;
    this.table = table;
    if (query.columns().isEmpty()) {
      for (int i = 0; i < table.columns().size(); i++) {
        selected.add(i);
      }
    } else {
      query.columns().forEach(name -> selected.add(indexOf(name)));
    }
    String name = query.key();
    this.key = name == null ? -1 : indexOf(name);
  }

  /** The compiled query, or null where there is more to it than this class knows. */
  static CompiledStatement.@Nullable Query compile(PlainSelect query, Db db, String defaultSchema) {
    String schema = query.schema() == null ? defaultSchema : query.schema();
    Table table = db.schemaAsOf().tables().get(new TableName(schema, query.table()));
    if (table == null || schema.equals(SystemTable.SCHEMA)) {
      return null;
    }
    PlainPlan plan = new PlainPlan(query, table);
    return plan.isPlain() ? plan.compile(db) : null;
  }

  private int indexOf(String column) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isPlain() {
    Set<Integer> distinct = new HashSet<>(selected);
    return !selected.contains(-1)
        && distinct.size() == selected.size()
        && (query.key() == null || (key >= 0 && isPlain(type(key))))
        && selected.stream().allMatch(column -> isPlain(type(column)));
  }

  /** Whether a type stays what it is on its way through Calcite. */
  private static boolean isPlain(DataType type) {
    return switch (type.valueType()) {
      case BOOLEAN, DOUBLE, FLOAT, DECIMAL, INSTANT, TIMESTAMP, DATE, TIME, UUID, BYTES -> true;
      case LONG ->
          type.equals(DataType.LONG)
              || type.equals(DataType.INTEGER)
              || type.equals(DataType.SMALLINT);
      case STRING -> type.precision() < TEXT_CHARS_MAX;
      default -> false;
    };
  }

  private DataType type(int column) {
    return table.columns().get(column).type();
  }

  private CompiledStatement.Query compile(Db db) {
    Plan plan = plan();
    List<DataType> parameters = key < 0 ? List.of() : List.of(type(key));
    return new CompiledStatement.Query(
        new CompiledStatement.Source(
            PreparedPlan.of(plan, List.of(db)),
            parameters,
            Set.of(),
            StatementCompiler.reads(plan)),
        columns());
  }

  private Plan plan() {
    TreeSet<Integer> read = new TreeSet<>(selected);
    if (key >= 0) {
      read.add(key);
    }
    List<Integer> columns = List.copyOf(read);
    Plan plan =
        TableBlock.of(
            table, Plan.Source.GIVEN, columns, columns.stream().map(this::field).toList());
    if (key >= 0) {
      Expr column = new Expr.Column(columns.indexOf(key), type(key));
      Expr value = new Expr.Parameter(0, type(key));
      plan = new Plan.Filter(plan, Expr.Call.of("=", DataType.BOOLEAN, column, value));
    }
    if (columns.equals(selected)) {
      return plan;
    }
    List<Expr> expressions = new ArrayList<>();
    selected.forEach(
        column -> expressions.add(new Expr.Column(columns.indexOf(column), type(column))));
    return new Plan.Project(plan, expressions, selected.stream().map(this::field).toList());
  }

  private Plan.Field field(int number) {
    Table.Column column = table.columns().get(number);
    return new Plan.Field(column.name(), column.type(), !column.notNull());
  }

  private List<PreparedSql.ColumnMeta> columns() {
    List<PreparedSql.ColumnMeta> columns = new ArrayList<>();
    for (int number : selected) {
      Table.Column column = table.columns().get(number);
      columns.add(
          new PreparedSql.ColumnMeta(
              column.name(),
              column.name(),
              table.name().schema(),
              table.name().name(),
              column.type(),
              SqlTypes.name(column.type()),
              !column.notNull()));
    }
    return columns;
  }
}
