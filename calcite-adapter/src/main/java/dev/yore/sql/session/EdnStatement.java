package dev.yore.sql.session;

import dev.yore.engine.datalog.CompiledQuery;
import dev.yore.engine.datalog.Datalog;
import dev.yore.engine.datalog.PlannedQuery;
import dev.yore.engine.db.Db;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.RawTx;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text in EDN: a Datalog query without inputs, or transaction data. */
final class EdnStatement implements PreparedSql {
  private final LocalSession session;
  private final String edn;
  private final boolean isQuery;
  private final List<ColumnMeta> columns;

  EdnStatement(LocalSession session, String edn) {
    this.session = session;
    this.edn = edn.stripTrailing().replaceFirst(";\\s*$", "");
    this.isQuery = edn.stripLeading().substring(1).stripLeading().startsWith(":find");
    this.columns = isQuery ? columns(planned(session.db()).query()) : List.of();
  }

  private PlannedQuery planned(Db db) {
    return Datalog.plan(edn, List.of(db));
  }

  private static List<ColumnMeta> columns(CompiledQuery query) {
    List<ColumnMeta> columns = new ArrayList<>();
    query
        .plan()
        .fields()
        .forEach(field -> columns.add(StaticRows.column(field.name(), field.type())));
    return columns;
  }

  @Override
  public List<ColumnMeta> columns() {
    return columns;
  }

  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public boolean returnsRows() {
    return isQuery;
  }

  @Override
  public SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options) {
    return isQuery ? ask(options) : transact(options);
  }

  private SqlResult ask(ExecutionOptions options) {
    Db db = session.db();
    PlannedQuery planned = planned(db);
    CompiledQuery query = planned.query();
    OpenTransaction open = session.openTransaction();
    if (open != null) {
      open.reads(StatementCompiler.reads(query.plan()));
    }
    List<Db> databases = List.of(db);
    ExecutionContext context = session.context(db, query.parameters(databases), options);
    return new QueryRows(
        columns(query),
        context.run(planned.prepared().operator(context)),
        Math.min(db.view().asOf(), db.basisT()),
        options.maxRows());
  }

  /** Commits the transaction data. */
  private SqlResult transact(ExecutionOptions options) {
    session.requireWritable("transaction data");
    RawTx data = RawTx.parse(edn);
    AppliedTx applied = session.write(db -> data, session.watch(options));
    int datoms = applied.events().stream().mapToInt(Run::size).sum();
    return new SqlResult.Count("TRANSACT", datoms, List.of());
  }

  @Override
  public long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options) {
    throw YoreException.of(ErrorCode.INVALID_STATE, "EDN cannot be executed as a batch");
  }
}
