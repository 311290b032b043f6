package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.TxOp;
import dev.yore.sql.ddl.DdlPlanner;
import dev.yore.sql.ddl.DdlResult;
import dev.yore.sql.ddl.NewEntities;
import dev.yore.sql.parser.Ddl;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that changes the schema or empties a table. */
final class DdlStatement implements PreparedSql {
  private final LocalSession session;
  private final ParsedStatement parsed;
  private final Ddl statement;

  DdlStatement(LocalSession session, ParsedStatement parsed, Ddl statement) {
    this.session = session;
    this.parsed = parsed;
    this.statement = statement;
  }

  @Override
  public List<ColumnMeta> columns() {
    return List.of();
  }

  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public boolean returnsRows() {
    return false;
  }

  @Override
  public SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options) {
    session.requireWritable(parsed.source().text());
    if (statement instanceof Ddl.Truncate truncate) {
      session.write(db -> ResolvedTx.of(emptied(truncate, db)), session.watch(options));
      return new SqlResult.Count("TRUNCATE TABLE", 0, List.of());
    }
    DdlResult[] result = new DdlResult[1];
    session.write(
        db -> {
          result[0] = planner(db).plan(statement);
          return ResolvedTx.of(result[0].ops());
        },
        session.watch(options));
    return new SqlResult.Count(result[0].tag(), 0, result[0].warnings());
  }

  private DdlPlanner planner(Db db) {
    return new DdlPlanner(
        db.schema(), session.settings().schema(), new NewEntities(db), new Known(db));
  }

  private List<TxOp> emptied(Ddl.Truncate truncate, Db db) {
    List<TxOp> ops = new ArrayList<>();
    for (dev.yore.sql.parser.TableName name : truncate.tables()) {
      String schema = name.schema() == null ? session.settings().schema() : name.schema();
      Table table = db.schema().tables().get(new TableName(schema, name.name()));
      if (table == null || table.ofNamespace()) {
        throw YoreException.of(ErrorCode.UNDEFINED_TABLE, "There is no such table to truncate")
            .with("table", name);
      }
      ops.add(new TxOp.DeleteRows(table, rows(table, db.reader())));
    }
    return ops;
  }

  private static long[] rows(Table table, IndexReader reader) {
    return reader
        .column(
            table.member(),
            EntityIds.of(table.partition(), 0),
            EntityIds.of(table.partition() + 1, 0))
        .entities()
        .toArray();
  }

  @Override
  public long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options) {
    throw YoreException.of(
        ErrorCode.INVALID_STATE, "A change of the schema cannot be executed as a batch");
  }

  /** Facts of partition 0 as a database has them. */
  private record Known(Db db) implements DdlPlanner.SchemaFacts {
    @Override
    public List<Long> constraintsOf(long table) {
      return referring(Bootstrap.CONSTRAINT_TABLE, table);
    }

    @Override
    public List<Long> attributesOf(long table) {
      return referring(Bootstrap.TABLE, table);
    }

    private List<Long> referring(int attribute, long table) {
      Run run = db.reader().column(attribute, 0, EntityIds.of(EntityIds.TX_PARTITION, 0));
      List<Long> found = new ArrayList<>();
      for (int row = 0; row < run.size(); row++) {
        if (run.value(row).equals(table)) {
          found.add(run.entity(row));
        }
      }
      return found;
    }

    @Override
    public @Nullable String constraintName(long constraint) {
      Run run = db.reader().column(Bootstrap.CONSTRAINT_NAME, constraint, constraint + 1);
      return run.isEmpty() ? null : (String) run.value(0);
    }

    @Override
    public boolean hasRows(Table table) {
      KeyPrefix member = KeyPrefix.attribute(IndexOrder.AEVT, table.member());
      return db.reader().scan(KeyRange.of(member)).next() != null;
    }
  }
}
