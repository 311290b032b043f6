package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.expression.ExpressionCompiler;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plans;
import dev.yore.engine.planner.PreparedPlan;
import dev.yore.engine.schema.Table;
import dev.yore.sql.SqlFront;
import dev.yore.sql.catalog.SchemaCatalog;
import dev.yore.sql.catalog.SqlTypes;
import dev.yore.sql.catalog.SystemTable;
import dev.yore.sql.convert.ColumnMeta;
import dev.yore.sql.convert.QueryOptions;
import dev.yore.sql.convert.ValidatedQuery;
import dev.yore.sql.convert.WriteSource;
import dev.yore.sql.ddl.ColumnTypes;
import dev.yore.sql.parser.Statement;
import dev.yore.sql.translate.RelToPlan;
import dev.yore.sql.translate.Scans;
import dev.yore.sql.type.SqlType;
import dev.yore.sql.validate.ColumnInfo;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles statements for one state of a schema. */
final class StatementCompiler {
  private static final ExpressionCompiler EXPRESSIONS =
      new ExpressionCompiler(plan -> {
        throw YoreException.bug("An assignment has no sub-query");
      });

  private final Db db;
  private final SqlFront front;

  /**
   * @param db gives the statistics
   */
  StatementCompiler(Db db, SchemaCatalog catalog) {
    this.db = db;
    this.front = new SqlFront(catalog);
  }

  /** The compiled form of a statement that reads or writes rows, or null for any other. */
  @Nullable CompiledStatement compile(Statement statement) {
    return switch (statement) {
      case Statement.Query query -> query(front.query(query, QueryOptions.NONE));
      case Statement.Insert insert -> insert(insert);
      case Statement.Update update -> update(update);
      case Statement.Delete delete -> delete(delete);
      case Statement.Erase ignored -> throw YoreException.unsupported("ERASE");
      case Statement.Merge ignored -> throw YoreException.unsupported("MERGE");
      default -> null;
    };
  }

  private CompiledStatement query(ValidatedQuery query) {
    CompiledStatement.Source source = source(query);
    List<PreparedSql.ColumnMeta> columns = new ArrayList<>();
    boolean past = readsThePast(source.prepared().plan());
    List<Plan.Field> fields = source.prepared().operator().fields();
    for (int i = 0; i < query.columns().size(); i++) {
      columns.add(meta(query.columns().get(i), fields.get(i).type(), past));
    }
    return new CompiledStatement.Query(source, columns);
  }

  private static PreparedSql.ColumnMeta meta(ColumnMeta column, DataType type, boolean past) {
    String name = column.column();
    String table = column.table();
    String schema = column.schema();
    return new PreparedSql.ColumnMeta(
        column.label(),
        name == null ? column.label() : name,
        past || schema == null ? "" : schema,
        past || table == null ? "" : table,
        type,
        SqlTypes.name(type),
        column.nullable());
  }

  private static boolean readsThePast(Plan plan) {
    boolean here =
        plan instanceof Plan.Block block
            && block.patterns().stream().anyMatch(pattern -> pattern.source().asOf() != null);
    return here || Plans.inputs(plan).stream().anyMatch(StatementCompiler::readsThePast);
  }

  private CompiledStatement.Source source(ValidatedQuery query) {
    Scans scans = new Scans();
    Plan plan = new RelToPlan(scans::plan).translate(query.rel());
    PreparedPlan prepared = PreparedPlan.of(plan, List.of(db));
    List<DataType> parameters = new ArrayList<>();
    for (SqlType type : query.parameters()) {
      parameters.add(type == null ? DataType.LONG : ColumnTypes.of(type));
    }
    return new CompiledStatement.Source(
        prepared, parameters, scans.momentParameters(), reads(plan));
  }

  /** The attributes that a plan reads. */
  static Set<Integer> reads(Plan plan) {
    Set<Integer> reads = new TreeSet<>();
    collectReads(plan, reads);
    return reads;
  }

  private static void collectReads(Plan plan, Set<Integer> reads) {
    if (plan instanceof Plan.Block block) {
      block.patterns().forEach(pattern -> reads.add(pattern.attribute()));
    }
    Plans.inputs(plan).forEach(input -> collectReads(input, reads));
    Plans.visitExpressions(
        plan,
        expr ->
            Expressions.visit(
                expr,
                part -> {
                  if (part instanceof Expr.SubQuery subQuery) {
                    collectReads(subQuery.plan(), reads);
                  }
                }));
  }

  private CompiledStatement insert(Statement.Insert insert) {
    if (insert.onConflict() != null) {
      throw YoreException.unsupported("ON CONFLICT");
    }
    if (insert.insert().isUpsert()) {
      throw YoreException.unsupported("UPSERT");
    }
    refuseReturning(insert);
    WriteSource.Insert write = front.insert(insert, QueryOptions.NONE);
    return write(CompiledStatement.Kind.INSERT, write, write.columns(), 0);
  }

  private CompiledStatement update(Statement.Update update) {
    refuseReturning(update);
    WriteSource.Update write = front.update(update, QueryOptions.NONE);
    return write(CompiledStatement.Kind.UPDATE, write, write.columns(), 1);
  }

  private CompiledStatement delete(Statement.Delete delete) {
    refuseReturning(delete);
    return write(
        CompiledStatement.Kind.DELETE, front.delete(delete, QueryOptions.NONE), List.of(), 1);
  }

  private static void refuseReturning(Statement.Dml statement) {
    if (!statement.returning().isEmpty()) {
      throw YoreException.unsupported("RETURNING");
    }
  }

  private CompiledStatement write(
      CompiledStatement.Kind kind, WriteSource write, List<ColumnInfo> columns, int first) {
    if (!(write.table().handle() instanceof Table table)) {
      throw YoreException.of(ErrorCode.READ_ONLY_TRANSACTION, "System tables cannot be written")
          .with("table", SystemTable.SCHEMA + "." + write.table().name());
    }
    CompiledStatement.Source source = source(write.query());
    List<CompiledStatement.Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Table.Column column = table.column(columns.get(i).name());
      if (column == null) {
        throw YoreException.bug("A written column is one of the table's");
      }
      DataType from = source.prepared().operator().fields().get(first + i).type();
      assignments.add(
          new CompiledStatement.Assignment(column, assignment(first + i, from, column)));
    }
    List<Evaluator> ofParameters =
        kind == CompiledStatement.Kind.INSERT ? ofParameters(source, assignments) : null;
    return new CompiledStatement.Write(kind, source, table, assignments, ofParameters);
  }

  private static @Nullable List<Evaluator> ofParameters(
      CompiledStatement.Source source, List<CompiledStatement.Assignment> assignments) {
    List<Expr> row = ParameterColumns.onlyRow(source);
    if (row == null) {
      return null;
    }
    List<Evaluator> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(assignment(row.get(i), assignments.get(i).column()));
    }
    return values;
  }

  /** Converts a column on assignment; text is checked against its length afterwards. */
  private static Evaluator assignment(int index, DataType from, Table.Column column) {
    return assignment(new Expr.Column(index, from), column);
  }

  private static Evaluator assignment(Expr value, Table.Column column) {
    DataType from = value.type();
    DataType to = column.type().valueType() == ValueType.STRING ? DataType.STRING : column.type();
    boolean text = from.valueType() == ValueType.STRING && to.valueType() == ValueType.STRING;
    if (!text && from.valueType().text() != to.valueType().text() && from.valueType().numeric()) {
      refuseTextOfNumber(from, column);
    }
    return EXPRESSIONS.compile(text || from.equals(to) ? value : new Expr.Cast(value, to));
  }

  private static void refuseTextOfNumber(DataType from, Table.Column column) {
    if (column.type().valueType() != ValueType.STRING) {
      throw YoreException.of(
              ErrorCode.DATATYPE_MISMATCH, "The value's type does not fit the column's")
          .with("column", column.name())
          .with("column type", column.type())
          .with("value type", from);
    }
  }
}
