package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.TxOp;
import dev.yore.engine.tx.Watch;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A query, or a statement that writes rows. */
final class RowStatement implements PreparedSql {
  private final LocalSession session;
  private final RowText text;
  private SqlDatabase.Compiled known;

  RowStatement(LocalSession session, RowText text) {
    this.session = session;
    this.text = text;
    this.known = asked(session.db());
  }

  private CompiledStatement compiled(Db db) {
    if (!known.fits(db, session.settings().schema())) {
      known = asked(db);
    }
    return known.statement();
  }

  private SqlDatabase.Compiled asked(Db db) {
    SqlDatabase.Compiled made = session.database().compiled(text, db, session.settings().schema());
    if (made == null) {
      throw YoreException.bug("A statement on rows can be compiled");
    }
    return made;
  }

  @Override
  public List<ColumnMeta> columns() {
    return known.statement() instanceof CompiledStatement.Query query ? query.columns() : List.of();
  }

  @Override
  public List<DataType> parameters() {
    return known.statement().parameters();
  }

  @Override
  public boolean returnsRows() {
    return known.statement() instanceof CompiledStatement.Query;
  }

  @Override
  public SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options) {
    Db db = session.db();
    return switch (compiled(db)) {
      case CompiledStatement.Query query -> rows(query, db, parameters, options);
      case CompiledStatement.Write write ->
          new SqlResult.Count(
              tag(write), write(Collections.singletonList(parameters), options)[0], List.of());
    };
  }

  private static String tag(CompiledStatement.Write write) {
    return write.kind().name().toUpperCase(Locale.ROOT);
  }

  private SqlResult rows(
      CompiledStatement.Query query,
      Db db,
      @Nullable Object[] parameters,
      ExecutionOptions options) {
    OpenTransaction open = session.openTransaction();
    if (open != null) {
      open.reads(query.reads());
    }
    ExecutionContext context = bound(query, db, parameters, options);
    return new QueryRows(
        query.columns(),
        context.run(query.prepared().operator(context)),
        Math.min(db.view().asOf(), db.basisT()),
        options.maxRows());
  }

  private ExecutionContext bound(
      CompiledStatement statement, Db db, @Nullable Object[] parameters, ExecutionOptions options) {
    ExecutionContext context = session.context(db, parameters, options);
    @Nullable Object[] values = Binding.bind(parameters, statement, context);
    return values == parameters ? context : session.context(db, values, options);
  }

  @Override
  public long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options) {
    if (returnsRows()) {
      throw YoreException.of(ErrorCode.INVALID_STATE, "A query cannot be executed as a batch");
    }
    return write(rows, options);
  }

  /** Runs the write for each row of parameters, and commits what they come to. */
  private long[] write(List<@Nullable Object[]> rows, ExecutionOptions options) {
    session.requireWritable(text.sql());
    long[] counts = new long[rows.size()];
    Watch watch = session.watch(options);
    session.write(
        db -> {
          CompiledStatement.Write write = compiledWrite(db);
          return counts.length > 1 && write.kind() != CompiledStatement.Kind.INSERT
              ? writeOneByOne(db, rows, options, counts, watch)
              : ResolvedTx.of(writeTogether(write, db, rows, options, counts));
        },
        watch);
    return counts;
  }

  private CompiledStatement.Write compiledWrite(Db db) {
    CompiledStatement.Write write = (CompiledStatement.Write) compiled(db);
    OpenTransaction open = session.openTransaction();
    if (open != null) {
      open.reads(write.reads());
    }
    return write;
  }

  private List<TxOp> writeTogether(
      CompiledStatement.Write write,
      Db db,
      List<@Nullable Object[]> rows,
      ExecutionOptions options,
      long[] counts) {
    List<Evaluator> ofParameters = write.ofParameters();
    if (ofParameters != null) {
      ExecutionContext context = session.context(db, options);
      context.check();
      Batch parameters = ParameterColumns.of(rows, write, context);
      Arrays.fill(counts, 1);
      return RowWriter.insertion(write, ofParameters, parameters, db, context);
    }
    RowWriter writer = new RowWriter(write);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = writer.take(bound(write, db, rows.get(i), options));
    }
    return writer.ops(db);
  }

  /** Each row of parameters sees what the ones before it changed. */
  private ResolvedTx writeOneByOne(
      Db db, List<@Nullable Object[]> rows, ExecutionOptions options, long[] counts, Watch watch) {
    OpenTransaction steps = new OpenTransaction(db);
    for (int i = 0; i < counts.length; i++) {
      CompiledStatement.Write write = compiledWrite(steps.db());
      RowWriter writer = new RowWriter(write);
      counts[i] = writer.take(bound(write, steps.db(), rows.get(i), options));
      steps.apply(ResolvedTx.of(writer.ops(steps.db())), watch);
    }
    return steps.net();
  }
}
