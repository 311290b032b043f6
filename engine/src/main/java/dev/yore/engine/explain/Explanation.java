package dev.yore.engine.explain;

import dev.yore.engine.exec.Execution;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a statement is answered.
 *
 * @param datalog what it asks, as lines of Datalog
 * @param planningNanos how long it took to get from the text to the operators
 * @param run how it ran, or null when it did not
 */
public record Explanation(
    PlanNode plan, List<String> datalog, long planningNanos, @Nullable Run run) {
  public Explanation {
    datalog = List.copyOf(datalog);
  }

  /**
   * @param nanos from opening the operators to closing them
   * @param threads how many took part
   * @param peakBytes the most of its budget that the execution held at once
   * @param limitBytes its budget
   * @param spilledBytes what it wrote to temporary files
   */
  public record Run(
      long nanos, long rows, int threads, long peakBytes, long limitBytes, long spilledBytes) {}

  /** Of a statement that was not run. */
  public static Explanation of(Operator operator, List<String> datalog, long planningNanos) {
    return new Explanation(PlanNode.of(operator, null), datalog, planningNanos, null);
  }

  /** Of a statement that was run to its end with a profile. */
  public static Explanation of(
      Operator operator,
      List<String> datalog,
      long planningNanos,
      Execution execution,
      Profile profile,
      long nanos) {
    PlanNode plan = PlanNode.of(operator, profile);
    return new Explanation(
        plan,
        datalog,
        planningNanos,
        new Run(
            nanos,
            profile.of(operator).rows(),
            profile.threads(),
            execution.memory().peak(),
            execution.memory().limit(),
            profile.spilledBytes()));
  }
}
