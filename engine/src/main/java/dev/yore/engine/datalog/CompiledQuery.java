package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query as a plan over some databases. */
public final class CompiledQuery {
  private final Query query;
  private final Plan plan;
  private final Parameters parameters;
  private final boolean specialised;

  CompiledQuery(Query query, Plan plan, Parameters parameters, boolean specialised) {
    this.query = query;
    this.plan = plan;
    this.parameters = parameters;
    this.specialised = specialised;
  }

  public Query query() {
    return query;
  }

  /** The plan, whose columns are what the query finds, in order. */
  public Plan plan() {
    return plan;
  }

  /**
   * The parameters of the plan.
   *
   * @param inputs what the query is given besides databases, in the order of {@code :in}
   */
  public @Nullable Object[] parameters(List<Db> databases, @Nullable Object... inputs) {
    return parameters.values(databases, inputs);
  }

  /** True when the plan holds for the inputs that it was made with, and for no others. */
  boolean specialised() {
    return specialised;
  }
}
