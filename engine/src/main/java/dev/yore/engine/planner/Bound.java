package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A condition that compares one place with something that depends on no row.
 *
 * @param constant a literal, a parameter, an outer column, or made of such
 */
record Bound(int place, Comparison comparison, Expr constant) {

  enum Comparison {
    EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST
  }

  /** The bound that a condition is, or null. */
  static @Nullable Bound of(Expr condition) {
    if (!(condition instanceof Expr.Call call) || call.arguments().size() != 2) {
      return null;
    }
    Comparison comparison =
        switch (call.function()) {
          case "=" -> Comparison.EQUAL;
          case "<" -> Comparison.LESS;
          case "<=" -> Comparison.AT_MOST;
          case ">" -> Comparison.GREATER;
          case ">=" -> Comparison.AT_LEAST;
          default -> null;
        };
    if (comparison == null) {
      return null;
    }
    Expr left = call.arguments().get(0);
    Expr right = call.arguments().get(1);
    if (left instanceof Expr.Column column && fits(column, right)) {
      return new Bound(column.index(), comparison, right);
    }
    if (right instanceof Expr.Column column && fits(column, left)) {
      return new Bound(column.index(), mirrored(comparison), left);
    }
    return null;
  }

  private static boolean fits(Expr.Column column, Expr constant) {
    return Expressions.isConstant(constant) && sameForm(column.type(), constant.type());
  }

  /** True when values of both types look alike in memory and compare as they do. */
  static boolean sameForm(DataType left, DataType right) {
    boolean sameKind = left.valueType() == right.valueType() || (isId(left) && isId(right));
    return sameKind && left.layout() == right.layout() && left.scale() == right.scale();
  }

  private static boolean isId(DataType type) {
    return type.valueType() == ValueType.LONG || type.valueType() == ValueType.REF;
  }

  private static Comparison mirrored(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> Comparison.EQUAL;
      case LESS -> Comparison.GREATER;
      case AT_MOST -> Comparison.AT_LEAST;
      case GREATER -> Comparison.LESS;
      case AT_LEAST -> Comparison.AT_MOST;
    };
  }

  /** True when it bounds from above. */
  boolean upper() {
    return comparison == Comparison.LESS || comparison == Comparison.AT_MOST;
  }

  boolean inclusive() {
    return comparison != Comparison.LESS && comparison != Comparison.GREATER;
  }

  /** The part of AVET that it leaves, for a known value. */
  KeyRange range(JoinGraph.Spoke spoke, Object value) {
    KeyPrefix all = KeyPrefix.attribute(IndexOrder.AVET, spoke.attribute());
    KeyPrefix at =
        KeyPrefix.attributeValue(IndexOrder.AVET, spoke.attribute(), spoke.type(), value);
    if (comparison == Comparison.EQUAL) {
      return KeyRange.of(at);
    }
    return upper()
        ? new KeyRange(all, true, at, inclusive())
        : new KeyRange(at, inclusive(), all, true);
  }
}
