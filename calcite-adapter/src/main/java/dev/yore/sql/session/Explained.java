package dev.yore.sql.session;

import dev.yore.engine.datalog.Datalog;
import dev.yore.engine.datalog.PlannedQuery;
import dev.yore.engine.db.Db;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.planner.PreparedPlan;
import dev.yore.sql.catalog.SchemaCatalog;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that EXPLAIN plans anew. */
interface Explained {
  /** The statement as planned for a database. */
  Planned plan(Db db);

  /**
   * @param writes true when running the operator alone is not what the statement does
   */
  record Planned(
      PreparedPlan prepared, List<DataType> parameters, boolean writes, Parameters binding) {}

  /** Makes the values that the operator expects of those that were given. */
  interface Parameters {
    @Nullable Object[] bind(@Nullable Object[] given, ExecutionContext context);
  }

  /** A statement on rows in SQL. */
  record Sql(ParsedStatement parsed, LocalSession session) implements Explained {
    @Override
    public Planned plan(Db db) {
      SchemaCatalog catalog = new SchemaCatalog(db.schemaAsOf(), session.settings().schema());
      try {
        CompiledStatement compiled = new StatementCompiler(db, catalog).compile(parsed.statement());
        if (compiled == null) {
          throw YoreException.of(
              ErrorCode.SYNTAX_ERROR, "EXPLAIN takes a query, an INSERT, an UPDATE or a DELETE");
        }
        return new Planned(
            compiled.prepared(),
            compiled.parameters(),
            !(compiled instanceof CompiledStatement.Query),
            (given, context) -> Binding.bind(given, compiled, context));
      } catch (YoreException e) {
        throw parsed.source().placed(e);
      }
    }
  }

  /** A query in Datalog. */
  record Edn(String text) implements Explained {
    @Override
    public Planned plan(Db db) {
      List<Db> databases = List.of(db);
      PlannedQuery planned = Datalog.plan(text, databases);
      return new Planned(
          planned.prepared(),
          List.of(),
          false,
          (given, context) -> planned.query().parameters(databases));
    }
  }
}
