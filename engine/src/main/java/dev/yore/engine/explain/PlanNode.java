package dev.yore.engine.explain;

import dev.yore.engine.exec.Estimate;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.OperatorProfile;
import dev.yore.engine.exec.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator as EXPLAIN shows it.
 *
 * @param type the operator's name
 * @param detail one line: the name and what it does
 * @param expected by the planner, or null
 * @param actual what it did, or null when the statement was not run
 * @param repeated true when the same operator stands in the tree before; its inputs are left out
 * @param inputs what it pulls from
 * @param subPlans the sub-queries in its expressions
 */
public record PlanNode(
    String type,
    String detail,
    @Nullable Estimate expected,
    @Nullable OperatorProfile actual,
    boolean repeated,
    List<PlanNode> inputs,
    List<PlanNode> subPlans) {
  public PlanNode {
    inputs = List.copyOf(inputs);
    subPlans = List.copyOf(subPlans);
  }

  /**
   * The tree under an operator.
   *
   * @param profile what was counted, or null
   */
  public static PlanNode of(Operator root, @Nullable Profile profile) {
    return of(root, profile, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static PlanNode of(Operator operator, @Nullable Profile profile, Set<Operator> seen) {
    boolean fresh = seen.add(operator);
    return new PlanNode(
        operator.getClass().getSimpleName(),
        operator.describe(),
        operator.estimate(),
        profile == null ? null : profile.of(operator),
        !fresh,
        fresh ? all(operator.inputs(), profile, seen) : List.of(),
        fresh ? all(operator.subPlans(), profile, seen) : List.of());
  }

  private static List<PlanNode> all(
      List<Operator> operators, @Nullable Profile profile, Set<Operator> seen) {
    List<PlanNode> nodes = new ArrayList<>();
    operators.forEach(operator -> nodes.add(of(operator, profile, seen)));
    return nodes;
  }
}
