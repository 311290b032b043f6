package dev.yore.engine.planner;

import dev.yore.engine.exec.Estimate;
import dev.yore.engine.exec.Operator;

/** An operator and about how many rows it will give, which the operator is told for EXPLAIN. */
record Planned(Operator operator, double rows) {
  Planned {
    Expectations.tell(operator, rows);
  }

  /** What it and all below it cost. */
  double cost() {
    Estimate estimate = operator.estimate();
    return estimate == null ? rows : estimate.cost();
  }
}
