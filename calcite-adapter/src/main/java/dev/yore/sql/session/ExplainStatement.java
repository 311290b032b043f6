package dev.yore.sql.session;

import dev.yore.engine.datalog.DatalogText;
import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.BatchCursor;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.Explain;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.sql.parser.Statement;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** EXPLAIN: the operators that answer a statement, and the Datalog they answer. */
final class ExplainStatement implements PreparedSql {
  private static final String COLUMN = "QUERY PLAN";

  private final LocalSession session;
  private final ParsedStatement inner;
  private final Statement.Explain explain;
  private final String sql;
  private final List<DataType> parameters;

  ExplainStatement(
      LocalSession session, ParsedStatement parsed, Statement.Explain explain, String sql) {
    this.session = session;
    this.inner = new ParsedStatement(explain.statement(), parsed.source(), parsed.parameterCount());
    this.explain = explain;
    this.sql = sql;
    if (explain.format() != Statement.Explain.Format.TEXT) {
      throw YoreException.unsupported("EXPLAIN (FORMAT JSON)");
    }
    this.parameters = compiled(session.db()).parameters();
  }

  private CompiledStatement compiled(Db db) {
    CompiledStatement compiled =
        session.database().compiled(inner, sql, db, session.settings().schema());
    if (compiled == null) {
      throw YoreException.of(
          ErrorCode.SYNTAX_ERROR, "EXPLAIN takes a query, an INSERT, an UPDATE or a DELETE");
    }
    return compiled;
  }

  @Override
  public List<ColumnMeta> columns() {
    return List.of(StaticRows.text(COLUMN));
  }

  @Override
  public List<DataType> parameters() {
    return parameters;
  }

  @Override
  public boolean returnsRows() {
    return true;
  }

  @Override
  public SqlResult execute(@Nullable Object[] values, ExecutionOptions options) {
    Db db = session.db();
    CompiledStatement compiled = compiled(db);
    List<String> lines = new ArrayList<>();
    if (explain.analyze()) {
      if (!(compiled instanceof CompiledStatement.Query)) {
        throw YoreException.unsupported("EXPLAIN ANALYZE of a statement that writes");
      }
      lines.addAll(analyze(compiled, db, values, options));
    } else {
      lines.addAll(Explain.lines(compiled.operator()));
      lines.add("");
      lines.add("Datalog:");
      DatalogText.lines(compiled.plan(), List.of(db.schemaAsOf()))
          .forEach(line -> lines.add("  " + line));
    }
    return StaticRows.lines(COLUMN, lines, db.basisT());
  }

  private List<String> analyze(
      CompiledStatement compiled, Db db, @Nullable Object[] values, ExecutionOptions options) {
    ExecutionContext unbound = session.context(db, values, options);
    ExecutionContext context =
        session.context(db, Binding.bind(values, compiled, unbound), options);
    context.execution().countRows();
    long start = System.nanoTime();
    long rows = 0;
    try (BatchCursor cursor = compiled.operator().open(context)) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        rows += batch.count();
      }
    }
    List<String> lines = new ArrayList<>(Explain.lines(compiled.operator(), context.execution()));
    lines.add(
        String.format(
            java.util.Locale.ROOT, "%d rows in %.3f ms", rows, (System.nanoTime() - start) / 1e6));
    return lines;
  }

  @Override
  public long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options) {
    throw YoreException.of(ErrorCode.INVALID_STATE, "EXPLAIN cannot be executed as a batch");
  }
}
