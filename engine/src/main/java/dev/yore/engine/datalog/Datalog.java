package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.Explain;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.ResultRows;
import dev.yore.engine.planner.PreparedPlan;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.value.DataType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Asks databases questions in Datalog. */
public final class Datalog {
  /** Plans of this many queries are kept; an application has some hundreds. */
  static final int PLANS_MAX = 512;

  /** Bytes that the operators of one query may hold together. */
  private static final long MEMORY_LIMIT = Runtime.getRuntime().maxMemory() / 4;

  private static final Map<Key, PlannedQuery> PLANS =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PlannedQuery> eldest) {
          return size() > PLANS_MAX;
        }
      };

  private Datalog() {}

  /**
   * What a plan depends on: the question, the attributes there are, how time is seen, and the types
   * of the inputs.
   */
  private record Key(
      Object query, List<Schema> schemas, List<Boolean> histories, List<DataType> inputs) {}

  /**
   * Asks one database.
   *
   * @param edn the query
   * @param inputs what {@code :in} names besides databases, in order
   */
  public static QueryResult query(String edn, Db database, @Nullable Object... inputs) {
    return query(edn, List.of(database), inputs);
  }

  /**
   * Asks databases.
   *
   * @param databases in the order of {@code :in}
   * @param inputs what else {@code :in} names, in order
   */
  public static QueryResult query(String edn, List<Db> databases, @Nullable Object... inputs) {
    return run(planned(edn, databases, inputs), databases, inputs);
  }

  /** Asks databases a query that has been read. */
  public static QueryResult query(Query query, List<Db> databases, @Nullable Object... inputs) {
    return run(planned(query, databases, inputs), databases, inputs);
  }

  /** The plan of a query, for those who run it themselves. */
  public static PlannedQuery plan(String edn, List<Db> databases, @Nullable Object... inputs) {
    return planned(edn, databases, inputs);
  }

  /** How a query is answered: its Datalog, and under it the operators. */
  public static List<String> explain(String edn, List<Db> databases, @Nullable Object... inputs) {
    PlannedQuery planned = planned(edn, databases, inputs);
    List<String> lines =
        new ArrayList<>(
            DatalogText.lines(planned.query().plan(), databases.stream().map(Db::schema).toList()));
    lines.addAll(Explain.lines(planned.prepared().operator(context(planned, databases, inputs))));
    return lines;
  }

  private static PlannedQuery planned(
      Object question, List<Db> databases, @Nullable Object[] inputs) {
    Key key = key(question, databases, inputs);
    if (key != null) {
      synchronized (PLANS) {
        PlannedQuery known = PLANS.get(key);
        if (known != null && known.fits(databases)) {
          return known;
        }
      }
    }
    Query query = question instanceof Query read ? read : QueryParser.parse((String) question);
    CompiledQuery compiled = DatalogCompiler.compile(query, databases, inputs);
    PlannedQuery planned =
        new PlannedQuery(
            compiled,
            PreparedPlan.of(compiled.plan(), databases),
            databases.stream().map(Db::basisT).toList());
    if (key != null && !compiled.specialised()) {
      synchronized (PLANS) {
        PLANS.put(key, planned);
      }
    }
    return planned;
  }

  /** The key of a plan, or null when an input has no type of its own. */
  private static @Nullable Key key(Object question, List<Db> databases, @Nullable Object[] inputs) {
    List<DataType> types = new ArrayList<>();
    for (Object input : inputs) {
      if (input == null || input instanceof Iterable<?> || input instanceof Object[]) {
        return null;
      }
      types.add(Coercion.naturalType(input));
    }
    return new Key(
        question,
        databases.stream().map(Db::schema).toList(),
        databases.stream().map(db -> db.view().history()).toList(),
        types);
  }

  private static ExecutionContext context(
      PlannedQuery planned, List<Db> databases, @Nullable Object[] inputs) {
    Query query = planned.query().query();
    long deadline =
        query.timeoutMillis() < 0
            ? 0
            : System.nanoTime() + Math.multiplyExact(query.timeoutMillis(), 1_000_000L);
    return new ExecutionContext(
        databases,
        planned.query().parameters(databases, inputs),
        Instant.now(),
        ZoneOffset.UTC,
        new AtomicBoolean(),
        deadline,
        MEMORY_LIMIT);
  }

  private static QueryResult run(
      PlannedQuery planned, List<Db> databases, @Nullable Object[] inputs) {
    Query query = planned.query().query();
    ExecutionContext context = context(planned, databases, inputs);
    Operator operator = planned.prepared().operator(context);
    List<List<Object>> rows = new ArrayList<>();
    try (ResultRows results = new ResultRows(operator, context)) {
      while (results.next()) {
        rows.add(row(results, operator.fields().size()));
      }
    }
    return new QueryResult(
        query.form(),
        query.names(),
        query.columnNames(),
        operator.fields().stream().map(field -> field.type()).toList(),
        rows);
  }

  private static List<Object> row(ResultRows results, int width) {
    List<Object> row = new ArrayList<>(width);
    for (int c = 0; c < width; c++) {
      row.add(java.util.Objects.requireNonNull(results.getObject(c), "nothing found is null"));
    }
    return List.copyOf(row);
  }
}
