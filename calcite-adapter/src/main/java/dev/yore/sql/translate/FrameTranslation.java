package dev.yore.sql.translate;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plan.Window.Bound;
import dev.yore.engine.plan.Plan.Window.Exclude;
import dev.yore.engine.plan.Plan.Window.Frame;
import dev.yore.engine.plan.Plan.Window.Unit;
import dev.yore.sql.type.WindowOperators;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.jspecify.annotations.Nullable;

/** Frames of windows. */
final class FrameTranslation {
  private final RexToExpr expressions;
  private final ToIntFunction<Expr> columns;

  /**
   * @param columns gives an expression a place among the window's columns
   */
  FrameTranslation(RexToExpr expressions, ToIntFunction<Expr> columns) {
    this.expressions = expressions;
    this.columns = columns;
  }

  /**
   * @param computed the columns that sort keys refer to
   */
  Frame frame(RexWindow window, List<Plan.SortKey> order, List<Expr> computed) {
    boolean groups = isGroups(window.getLowerBound()) || isGroups(window.getUpperBound());
    Unit unit = groups ? Unit.GROUPS : window.isRows() ? Unit.ROWS : Unit.RANGE;
    Plan.@Nullable SortKey key = order.size() == 1 ? order.getFirst() : null;
    Expr sorted = key == null ? null : computed.get(key.column());
    boolean descending = key != null && key.descending();
    return new Frame(
        unit,
        bound(window.getLowerBound(), unit, sorted, descending),
        bound(window.getUpperBound(), unit, sorted, descending),
        switch (window.getExclude()) {
          case EXCLUDE_NO_OTHER -> Exclude.NO_OTHERS;
          case EXCLUDE_CURRENT_ROW -> Exclude.CURRENT_ROW;
          case EXCLUDE_GROUP -> Exclude.GROUP;
          case EXCLUDE_TIES -> Exclude.TIES;
        });
  }

  private static boolean isGroups(RexWindowBound bound) {
    return groups(bound.getOffset()) != null;
  }

  private static @Nullable RexNode groups(@Nullable RexNode offset) {
    return offset instanceof RexCall call && call.getOperator() == WindowOperators.GROUPS
        ? call.getOperands().get(0)
        : null;
  }

  private Bound bound(RexWindowBound bound, Unit unit, @Nullable Expr sorted, boolean descending) {
    if (bound.isUnboundedPreceding()) {
      return new Bound.UnboundedPreceding();
    }
    if (bound.isUnboundedFollowing()) {
      return new Bound.UnboundedFollowing();
    }
    RexNode offset = bound.getOffset();
    if (offset == null) {
      return new Bound.CurrentRow();
    }
    RexNode inGroups = groups(offset);
    Expr distance = expressions.translate(inGroups == null ? offset : inGroups);
    if (unit != Unit.RANGE) {
      return new Bound.Distance(bound.isFollowing(), RexToExpr.cast(distance, DataType.LONG));
    }
    if (sorted == null) {
      throw YoreException.of(
          ErrorCode.WINDOWING_ERROR,
          "RANGE with an offset needs exactly one column in the window's ORDER BY");
    }
    return reach(sorted, distance, bound.isFollowing() != descending);
  }

  private Bound reach(Expr sorted, Expr distance, boolean up) {
    if (distance instanceof Expr.Literal literal
        && literal.value() instanceof Number number
        && Math.signum(number.doubleValue()) < 0) {
      throw YoreException.of(
              ErrorCode.INVALID_FRAME_OFFSET, "The offset of a frame must not be null or negative")
          .with("offset", number);
    }
    DataType type = limitType(sorted.type(), distance.type());
    Expr key = RexToExpr.cast(sorted, type);
    Expr limit = Expr.Call.of(up ? "+" : "-", type, key, distance);
    return new Bound.Reach(columns.applyAsInt(key), columns.applyAsInt(limit));
  }

  private static DataType limitType(DataType key, DataType distance) {
    return switch (key.valueType()) {
      case DATE -> distance.valueType() == ValueType.LONG ? DataType.DATE : DataType.TIMESTAMP;
      case LONG, DECIMAL ->
          distance.valueType() == ValueType.DOUBLE || distance.valueType() == ValueType.FLOAT
              ? DataType.DOUBLE
              : DataType.decimal(
                  DataType.MAX_DECIMAL_DIGITS, Math.max(key.scale(), distance.scale()));
      case FLOAT -> DataType.DOUBLE;
      default -> key;
    };
  }
}
