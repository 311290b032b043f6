package dev.yore.sql.convert;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;

/** Leaves constant expressions as they are: Calcite's own executor would compile each. */
enum NoReduction implements RexExecutor {
  INSTANCE;

  @Override
  public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
    reduced.addAll(constants);
  }
}
