package dev.yore.sql.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yore.engine.db.Db;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.schema.Schema;
import dev.yore.sql.catalog.SchemaCatalog;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.storage.error.YoreException;
import org.jspecify.annotations.Nullable;

/**
 * An open database as SQL sees it: shared by all its sessions, with the statements that any of them
 * compiled.
 */
public final class SqlDatabase {
  /** The most compiled statements that are kept. */
  static final int STATEMENTS_MAX = 2_000;

  private final Peer peer;
  private final Cache<Key, Compiled> statements =
      Caffeine.newBuilder().maximumSize(STATEMENTS_MAX).build();

  public SqlDatabase(Peer peer) {
    this.peer = peer;
  }

  /** A new session; it begins in auto-commit. */
  public SqlSession session(SessionSettings settings) {
    return new LocalSession(this, settings);
  }

  Peer peer() {
    return peer;
  }

  /** Schemas are equal when they are the same value: speculative ones may share a version. */
  private record Key(String sql, Schema schema, String defaultSchema) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && key.schema == schema
          && key.sql.equals(sql)
          && key.defaultSchema.equals(defaultSchema);
    }

    @Override
    public int hashCode() {
      return 31 * sql.hashCode() + System.identityHashCode(schema);
    }
  }

  /**
   * A compiled statement and what it was compiled for.
   *
   * @param t the basis that the statistics were of
   */
  record Compiled(CompiledStatement statement, Schema schema, String defaultSchema, long t) {
    /** False for another schema, or when the database may have grown too much for the plan. */
    boolean fits(Db db, String otherSchema) {
      return db.schemaAsOf() == schema
          && db.basisT() <= 2 * t + 4
          && defaultSchema.equals(otherSchema);
    }
  }

  /**
   * The compiled form of a statement for a database value; compiled when it is not known or the
   * database has grown much since.
   */
  @Nullable Compiled compiled(RowText text, Db db, String defaultSchema) {
    Key key = new Key(text.sql(), db.schemaAsOf(), defaultSchema);
    Compiled known = statements.getIfPresent(key);
    if (known != null && known.fits(db, defaultSchema)) {
      return known;
    }
    CompiledStatement made = compile(text, db, defaultSchema);
    if (made == null) {
      return null;
    }
    Compiled compiled = new Compiled(made, key.schema, defaultSchema, db.basisT());
    statements.put(key, compiled);
    return compiled;
  }

  private static @Nullable CompiledStatement compile(RowText text, Db db, String defaultSchema) {
    PlainSelect plain = text.plain();
    CompiledStatement made = plain == null ? null : PlainPlan.compile(plain, db, defaultSchema);
    return made == null ? compile(text.parsed(), db, defaultSchema) : made;
  }

  private static @Nullable CompiledStatement compile(
      ParsedStatement parsed, Db db, String defaultSchema) {
    SchemaCatalog catalog = new SchemaCatalog(db.schemaAsOf(), defaultSchema);
    try {
      return new StatementCompiler(db, catalog).compile(parsed.statement());
    } catch (YoreException e) {
      throw parsed.source().placed(e);
    }
  }
}
