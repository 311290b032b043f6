package dev.yore.engine.planner;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is run many times with different parameters. How many rows they select is counted
 * when it is run, which costs little, and decides which operator answers: one is made for each
 * magnitude, when that is first met. May be used by any thread.
 */
public final class PreparedPlan {
  /** The most operators that are kept; beyond them the nearest is taken. */
  static final int VARIANTS_MAX = 16;

  /** Counts are of one magnitude when none is more than this many times another. */
  private static final double MAGNITUDE = 4;

  /** Rows of which it does not matter whether they are there. */
  private static final double FEW = 16;

  private final Plan plan;
  private final Set<Pass> passes;
  private final Operator any;
  private final Probe[] probes;
  private volatile Variant[] variants = new Variant[0];

  /**
   * An operator made for some counts.
   *
   * @param logs logarithms of how many rows each probe had found
   */
  private record Variant(double[] logs, Operator operator) {
    /** How far other counts are from those it was made for, as a logarithm. */
    double distance(double[] others) {
      double most = 0;
      for (int i = 0; i < logs.length; i++) {
        most = Math.max(most, Math.abs(logs[i] - others[i]));
      }
      return most;
    }
  }

  private PreparedPlan(Plan plan, Set<Pass> passes, Planner.Made made) {
    this.plan = plan;
    this.passes = passes;
    this.any = made.operator();
    this.probes = made.probes().toArray(new Probe[0]);
  }

  /**
   * Plans for any parameters.
   *
   * @param databases the query's inputs as they are now, for their attributes and statistics
   */
  public static PreparedPlan of(Plan plan, List<Db> databases) {
    Set<Pass> passes = Pass.chosen();
    return new PreparedPlan(plan, passes, Planner.made(plan, databases, null, passes));
  }

  /** What is asked. */
  public Plan plan() {
    return plan;
  }

  /** The operator as planned without knowing the parameters. */
  public Operator operator() {
    return any;
  }

  /** The operator for an execution, whose rows are the plan's. */
  public Operator operator(ExecutionContext context) {
    if (probes.length == 0) {
      return any;
    }
    double[] logs = new double[probes.length];
    for (int i = 0; i < logs.length; i++) {
      double rows = probes[i].rows(context);
      if (Double.isNaN(rows)) {
        return any;
      }
      logs[i] = Math.log(rows + FEW);
    }
    Variant nearest = nearest(variants, logs);
    return nearest == null ? madeFor(logs, context) : nearest.operator();
  }

  /** The variant of the same magnitude, or the nearest if there may be no more; else null. */
  private static @Nullable Variant nearest(Variant[] known, double[] logs) {
    Variant nearest = null;
    double distance = known.length < VARIANTS_MAX ? Math.log(MAGNITUDE) : Double.POSITIVE_INFINITY;
    for (Variant variant : known) {
      double from = variant.distance(logs);
      if (from <= distance) {
        nearest = variant;
        distance = from;
      }
    }
    return nearest;
  }

  private synchronized Operator madeFor(double[] logs, ExecutionContext context) {
    Variant nearest = nearest(variants, logs);
    if (nearest == null) {
      Planner.Made made = Planner.made(plan, context.databases(), context, passes);
      nearest = new Variant(logs, made.operator());
      Variant[] more = Arrays.copyOf(variants, variants.length + 1);
      more[variants.length] = nearest;
      variants = more;
    }
    return nearest.operator();
  }
}
