package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxInput;
import dev.yore.engine.tx.TxOp;
import dev.yore.engine.tx.Watch;
import dev.yore.sql.SqlFront;
import dev.yore.sql.catalog.CatalogView;
import dev.yore.sql.catalog.SchemaCatalog;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.sql.parser.Statement;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session with a database in this process. */
final class LocalSession implements SqlSession {
  private static final Map<String, Integer> TX_ATTRIBUTES =
      Map.of(
          "ApplicationName", Bootstrap.TX_APPLICATION,
          "ClientUser", Bootstrap.TX_CLIENT_USER,
          "ClientHostname", Bootstrap.TX_CLIENT_HOST);

  private final SqlDatabase database;
  private SessionSettings settings;
  private boolean autoCommit = true;
  private boolean explicit;
  private boolean closed;
  private @Nullable OpenTransaction transaction;

  LocalSession(SqlDatabase database, SessionSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  SqlDatabase database() {
    return database;
  }

  @Override
  public PreparedSql prepare(String sql) {
    requireOpen();
    PlainSelect plain = PlainSelect.read(sql);
    if (plain != null) {
      return new RowStatement(this, new RowText(sql, plain));
    }
    if (SqlFront.isEdn(sql)) {
      return new EdnStatement(this, sql);
    }
    ExplainedEdn datalog = ExplainedEdn.of(sql);
    if (datalog != null) {
      return new ExplainStatement(this, new Explained.Edn(datalog.query()), datalog.explain());
    }
    List<ParsedStatement> parsed = SqlFront.parse(sql);
    if (parsed.size() != 1) {
      throw YoreException.of(
              ErrorCode.SYNTAX_ERROR, "Exactly one statement can be prepared at a time")
          .with("found", parsed.size());
    }
    return prepared(parsed.getFirst(), sql);
  }

  private PreparedSql prepared(ParsedStatement parsed, String sql) {
    return switch (parsed.statement()) {
      case Statement.Query ignored -> new RowStatement(this, new RowText(sql, parsed));
      case Statement.Dml ignored -> new RowStatement(this, new RowText(sql, parsed));
      case Statement.Explain explain ->
          new ExplainStatement(
              this,
              new Explained.Sql(
                  new ParsedStatement(
                      explain.statement(), parsed.source(), parsed.parameterCount()),
                  this),
              explain);
      case dev.yore.sql.parser.Ddl ddl -> new DdlStatement(this, parsed, ddl);
      case dev.yore.sql.parser.SessionCommand command ->
          new CommandStatement(this, parsed, command);
    };
  }

  @Override
  public List<StatementText> split(String script) {
    if (SqlFront.isEdn(script)) {
      return List.of(new StatementText(script, 0));
    }
    List<StatementText> statements = new ArrayList<>();
    for (dev.yore.sql.parser.StatementText text :
        dev.yore.sql.parser.StatementSplitter.split(script)) {
      statements.add(new StatementText(text.text(), text.offset()));
    }
    return statements;
  }

  private void requireOpen() {
    if (closed) {
      throw YoreException.of(ErrorCode.CLOSED, "The session is closed");
    }
  }

  @Override
  public boolean autoCommit() {
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean on) {
    if (on && !autoCommit) {
      commit();
    }
    autoCommit = on;
  }

  @Override
  public boolean inTransaction() {
    return transaction != null;
  }

  /** Opens a transaction that lasts until COMMIT or ROLLBACK, whatever auto-commit says. */
  void begin() {
    if (transaction != null) {
      throw YoreException.of(ErrorCode.ACTIVE_TRANSACTION, "A transaction is open already");
    }
    explicit = true;
    transaction = new OpenTransaction(database.peer().db());
  }

  @Override
  public OptionalLong commit() {
    requireOpen();
    OpenTransaction open = transaction;
    transaction = null;
    explicit = false;
    if (open == null || !open.hasChanges()) {
      return OptionalLong.empty();
    }
    Peer peer = database.peer();
    if (!peer.decidesHere()) {
      return RemoteWrite.commit(peer, open, aboutThisCommit(open.db()));
    }
    AppliedTx applied = join(peer.transact(now -> open.decide(now, aboutThisCommit(now))));
    return applied.empty() ? OptionalLong.empty() : OptionalLong.of(applied.t());
  }

  @Override
  public void rollback() {
    requireOpen();
    transaction = null;
    explicit = false;
  }

  private OpenTransaction requireTransaction() {
    OpenTransaction open = openTransaction();
    if (open == null) {
      throw YoreException.of(
          ErrorCode.NO_ACTIVE_TRANSACTION, "Savepoints need a transaction; none is open");
    }
    return open;
  }

  @Override
  public void savepoint(String name) {
    requireTransaction().savepoint(name);
  }

  @Override
  public void rollbackTo(String savepoint) {
    requireTransaction().rollbackTo(savepoint);
  }

  @Override
  public void release(String savepoint) {
    requireTransaction().release(savepoint);
  }

  @Override
  public SessionSettings settings() {
    return settings;
  }

  @Override
  public void settings(SessionSettings changed) {
    settings = changed;
  }

  @Override
  public CatalogView catalog() {
    return new SchemaCatalog(db().schemaAsOf(), settings.schema());
  }

  @Override
  public long basisT() {
    return database.peer().db().basisT();
  }

  @Override
  public void sync(long t, Duration atMost) throws InterruptedException {
    database.peer().await(t, atMost);
  }

  @Override
  public @Nullable YoreException trouble() {
    return database.peer().trouble();
  }

  @Override
  public void close() {
    closed = true;
    transaction = null;
  }

  /** The transaction that statements run in; null in auto-commit. */
  @Nullable OpenTransaction openTransaction() {
    requireOpen();
    if (transaction == null && !autoCommit) {
      transaction = new OpenTransaction(database.peer().db());
    }
    return transaction;
  }

  /** The database that a read sees now. */
  Db db() {
    OpenTransaction open = openTransaction();
    Db db = open == null ? database.peer().db() : open.db();
    Object moment = settings.asOf();
    return moment == null ? db : db.asOf(Binding.momentT(moment, context(db, NO_OPTIONS)));
  }

  static final PreparedSql.ExecutionOptions NO_OPTIONS =
      new PreparedSql.ExecutionOptions(0, 0, new AtomicBoolean());

  ExecutionContext context(Db db, PreparedSql.ExecutionOptions options) {
    return context(db, new Object[0], options);
  }

  ExecutionContext context(
      Db db, @Nullable Object[] parameters, PreparedSql.ExecutionOptions options) {
    return new ExecutionContext(
        List.of(db),
        parameters,
        Instant.now(),
        settings.zone(),
        options.cancelled(),
        deadline(options),
        settings.limits().memory(),
        settings.limits().execution(),
        null);
  }

  /** Stops what is decided when the statement is cancelled or its time is over. */
  Watch watch(PreparedSql.ExecutionOptions options) {
    long deadline = deadline(options);
    return () -> ExecutionContext.check(options.cancelled(), deadline);
  }

  /** When a statement that begins now must stop, by {@link System#nanoTime()}; 0 for never. */
  private long deadline(PreparedSql.ExecutionOptions options) {
    long timeout =
        options.timeoutMillis() > 0 ? options.timeoutMillis() : settings.limits().timeoutMillis();
    return timeout == 0 ? 0 : System.nanoTime() + timeout * 1_000_000;
  }

  void requireWritable(String what) {
    if (settings.readOnly() || settings.asOf() != null) {
      throw YoreException.of(
              ErrorCode.READ_ONLY_TRANSACTION,
              settings.asOf() != null
                  ? "The past cannot be written: the session reads as of a moment"
                  : "The session is read-only")
          .with("statement", what);
    }
  }

  /**
   * Writes: in an open transaction on its database, otherwise as a transaction of its own.
   *
   * @param input says what to do on the database it is given; asked again if need be
   * @param watch may stop it while it is decided
   */
  AppliedTx write(Function<Db, TxInput> input, Watch watch) {
    OpenTransaction open = openTransaction();
    if (open != null) {
      return open.apply(input.apply(open.db()), watch);
    }
    return database.peer().decidesHere()
        ? join(
            database
                .peer()
                .transact(db ->
                    Transactions.decide(
                        db, withAbout(input.apply(db), db), Transactions.now(), watch)))
        : RemoteWrite.of(this, database.peer(), input, watch);
  }

  /** What a statement comes to in a transaction of its own, which is told what it reads. */
  TxInput during(OpenTransaction only, Function<Db, TxInput> input) {
    transaction = only;
    try {
      return input.apply(only.db());
    } finally {
      transaction = null;
    }
  }

  private TxInput withAbout(TxInput input, Db db) {
    if (!(input instanceof ResolvedTx resolved) || resolved.ops().isEmpty()) {
      return input;
    }
    List<TxOp> about = new ArrayList<>();
    aboutThisCommit(db)
        .forEach((attribute, text) -> about.add(new TxOp.Add(TxOp.THIS_TX, attribute, text)));
    return about.isEmpty() ? input : resolved.with(about);
  }

  /** What the connection's client info says of each commit, by attribute. */
  Map<Integer, String> aboutThisCommit(Db db) {
    if (settings.txAttributes().isEmpty()) {
      return Map.of();
    }
    Map<Integer, String> about = new HashMap<>();
    settings
        .txAttributes()
        .forEach((name, value) -> {
          Integer attribute = TX_ATTRIBUTES.get(name);
          if (attribute != null && db.schema().attribute(attribute) != null) {
            about.put(attribute, value);
          }
        });
    return about;
  }

  /** The outcome of a commit, or its refusal. */
  static <R> R join(CompletableFuture<R> commit) {
    try {
      return commit.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof YoreException refused) {
        throw refused;
      }
      throw e;
    }
  }
}
