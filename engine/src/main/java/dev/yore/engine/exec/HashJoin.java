package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Joins two inputs on equal keys through a hash table. */
public final class HashJoin extends OperatorNode {
  private final JoinShape shape;
  private final List<Evaluator> leftKeys;
  private final List<Evaluator> rightKeys;

  /**
   * @param leftKeys over left columns
   * @param rightKeys over right columns, of the same types as the left keys; null never matches
   * @param condition over left columns followed by right ones, or null
   * @param buildLeft true to put the left input into the hash table, false for the right one
   */
  public HashJoin(
      Plan.Join.Kind kind,
      Operator left,
      Operator right,
      List<Evaluator> leftKeys,
      List<Evaluator> rightKeys,
      @Nullable Evaluator condition,
      boolean buildLeft) {
    super(JoinFields.of(kind, left, right), List.of(left, right));
    this.shape = new JoinShape(kind, left.fields(), right.fields(), condition, buildLeft);
    this.leftKeys = List.copyOf(leftKeys);
    this.rightKeys = List.copyOf(rightKeys);
  }

  @Override
  List<Evaluator> evaluators() {
    return shape.conditions();
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    DataType[] types = leftKeys.stream().map(Evaluator::type).toArray(DataType[]::new);
    Operator build = inputs().get(shape.buildLeft() ? 0 : 1);
    Operator probe = inputs().get(shape.buildLeft() ? 1 : 0);
    BuildTable table =
        new BuildTable(
            types, shape.buildLeft() ? leftKeys : rightKeys, build.fields(), context, "HashJoin");
    table.fill(build.open(context));
    return new JoinCursor(
        shape, table, probe.open(context), shape.buildLeft() ? rightKeys : leftKeys, context);
  }

  @Override
  public String describe() {
    List<Plan.Field> left = inputs().get(0).fields();
    List<Plan.Field> right = inputs().get(1).fields();
    String keys =
        IntStream.range(0, leftKeys.size())
            .mapToObj(i ->
                ExprText.of(leftKeys.get(i).expr(), left)
                    + " = "
                    + ExprText.of(rightKeys.get(i).expr(), right))
            .collect(Collectors.joining(" and "));
    return "HashJoin "
        + shape.kind()
        + " on "
        + keys
        + shape.describeCondition()
        + (shape.buildLeft() ? " (builds left)" : "");
  }
}
