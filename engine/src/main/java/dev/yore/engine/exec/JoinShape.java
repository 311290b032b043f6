package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kind of join it is, and which input is built, that is, held in memory. */
record JoinShape(
    Plan.Join.Kind kind,
    List<Plan.Field> left,
    List<Plan.Field> right,
    @Nullable Evaluator condition,
    boolean buildLeft) {

  /** True when only left columns come out. */
  boolean leftOnly() {
    return kind == Plan.Join.Kind.SEMI || kind == Plan.Join.Kind.ANTI;
  }

  /** True when probed rows without a match come out, with nulls. */
  boolean keepsProbed() {
    return kind == Plan.Join.Kind.FULL
        || kind == (buildLeft ? Plan.Join.Kind.RIGHT : Plan.Join.Kind.LEFT);
  }

  /** True when built rows without a match come out, with nulls. */
  boolean keepsBuilt() {
    return kind == Plan.Join.Kind.FULL
        || kind == (buildLeft ? Plan.Join.Kind.LEFT : Plan.Join.Kind.RIGHT);
  }

  /** True when it must be known which built rows have matched. */
  boolean marksBuilt() {
    return keepsBuilt() || (leftOnly() && buildLeft);
  }

  /** True when it must be known which probed rows have matched. */
  boolean marksProbed() {
    return keepsProbed() || (leftOnly() && !buildLeft);
  }

  DataType[] types() {
    List<DataType> types = new ArrayList<>();
    left.forEach(field -> types.add(field.type()));
    right.forEach(field -> types.add(field.type()));
    return types.toArray(new DataType[0]);
  }

  List<Evaluator> conditions() {
    return condition == null ? List.of() : List.of(condition);
  }

  String describeCondition() {
    if (condition == null) {
      return "";
    }
    List<Plan.Field> both = new ArrayList<>(left);
    both.addAll(right);
    return " where " + ExprText.of(condition.expr(), both);
  }
}
