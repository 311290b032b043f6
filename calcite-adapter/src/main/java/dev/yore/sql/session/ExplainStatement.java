package dev.yore.sql.session;

import dev.yore.engine.datalog.DatalogText;
import dev.yore.engine.db.Db;
import dev.yore.engine.exec.BatchCursor;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.Profile;
import dev.yore.engine.explain.ExplainJson;
import dev.yore.engine.explain.ExplainText;
import dev.yore.engine.explain.Explanation;
import dev.yore.sql.parser.Statement;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN: the operators that answer a statement with what the planner expects of them, and the
 * Datalog they answer; with ANALYZE the statement is run and its operators tell what they did.
 */
final class ExplainStatement implements PreparedSql {
  private static final String COLUMN = "QUERY PLAN";

  private final LocalSession session;
  private final Explained explained;
  private final boolean analyze;
  private final Statement.Explain.Format format;
  private final List<DataType> parameters;

  ExplainStatement(LocalSession session, Explained explained, Statement.Explain explain) {
    this.session = session;
    this.explained = explained;
    this.analyze = explain.analyze();
    this.format = explain.format();
    this.parameters = explained.plan(session.db()).parameters();
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
    long start = System.nanoTime();
    Explained.Planned planned = explained.plan(db);
    long planning = System.nanoTime() - start;
    List<String> datalog = DatalogText.lines(planned.prepared().plan(), List.of(db.schemaAsOf()));
    Explanation explanation =
        analyze
            ? run(planned, datalog, planning, db, values, options)
            : Explanation.of(operator(planned, db, values, options), datalog, planning);
    List<String> lines =
        switch (format) {
          case TEXT -> ExplainText.lines(explanation);
          case JSON -> List.of(ExplainJson.text(explanation));
        };
    return StaticRows.lines(COLUMN, lines, db.basisT());
  }

  /** The operator that would answer with these values. */
  private Operator operator(
      Explained.Planned planned, Db db, @Nullable Object[] values, ExecutionOptions options) {
    ExecutionContext unbound = session.context(db, values, options);
    return planned
        .prepared()
        .operator(session.context(db, planned.binding().bind(values, unbound), options));
  }

  private Explanation run(
      Explained.Planned planned,
      List<String> datalog,
      long planning,
      Db db,
      @Nullable Object[] values,
      ExecutionOptions options) {
    if (planned.writes()) {
      throw YoreException.unsupported("EXPLAIN ANALYZE of a statement that writes");
    }
    Operator operator = operator(planned, db, values, options);
    ExecutionContext unbound = session.context(db, values, options);
    ExecutionContext context =
        session.context(
            db.counted(Profile::datoms), planned.binding().bind(values, unbound), options);
    long start = System.nanoTime();
    try (Profile profile = context.execution().profiled()) {
      try (BatchCursor cursor = context.run(operator)) {
        while (cursor.next() != null) {
          context.check();
        }
      }
      long nanos = System.nanoTime() - start;
      return Explanation.of(operator, datalog, planning, context.execution(), profile, nanos);
    }
  }

  @Override
  public long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options) {
    throw YoreException.of(ErrorCode.INVALID_STATE, "EXPLAIN cannot be executed as a batch");
  }
}
