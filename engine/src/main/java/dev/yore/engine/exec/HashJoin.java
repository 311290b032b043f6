package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Joins two inputs on equal keys through a hash table. */
public final class HashJoin extends OperatorNode {
  private final JoinShape shape;
  private final List<Evaluator> leftKeys;
  private final List<Evaluator> rightKeys;
  private final Map<Integer, KeyFilter> filters;

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
    this(kind, left, right, leftKeys, rightKeys, condition, buildLeft, Map.of());
  }

  /**
   * A join that tells scans of the input that is not in the hash table which keys are.
   *
   * @param filters by the number of the key
   */
  public HashJoin(
      Plan.Join.Kind kind,
      Operator left,
      Operator right,
      List<Evaluator> leftKeys,
      List<Evaluator> rightKeys,
      @Nullable Evaluator condition,
      boolean buildLeft,
      Map<Integer, KeyFilter> filters) {
    super(JoinFields.of(kind, left, right), List.of(left, right));
    this.shape = new JoinShape(kind, left.fields(), right.fields(), condition, buildLeft);
    this.leftKeys = List.copyOf(leftKeys);
    this.rightKeys = List.copyOf(rightKeys);
    this.filters = Map.copyOf(filters);
  }

  @Override
  List<Evaluator> evaluators() {
    return shape.conditions();
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return joined().join(context);
  }

  private JoinInputs joined() {
    return new JoinInputs(
        shape,
        shape.buildLeft() ? leftKeys : rightKeys,
        shape.buildLeft() ? rightKeys : leftKeys,
        inputs().get(shape.buildLeft() ? 0 : 1),
        inputs().get(shape.buildLeft() ? 1 : 0),
        filters,
        "HashJoin");
  }

  @Override
  @Nullable Morsels split(ExecutionContext context) {
    if (shape.marksBuilt() || !Parallel.free(evaluators())) {
      return null;
    }
    JoinInputs join = joined();
    join.withdrawKeys(context);
    Morsels probed = Parallel.morsels(join.probe(), context);
    if (probed == null) {
      return null;
    }
    BuildTable table = join.built(context);
    if (table == null) {
      probed.close(); // it will be parted, by one thread
      return null;
    }
    return new Morsels() {
      @Override
      public int count() {
        return table.rows() == 0 && !shape.marksProbed() ? 0 : probed.count();
      }

      @Override
      public List<Batch> read(int morsel) {
        List<Batch> joined = new ArrayList<>();
        BatchCursor rows = new OnceCursor(probed.read(morsel));
        try (JoinCursor cursor = join.cursor(table, rows, context, () -> {})) {
          for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            joined.add(batch);
          }
        }
        return joined;
      }

      @Override
      public void close() {
        probed.close();
        table.release();
      }
    };
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
