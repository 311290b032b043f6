package dev.yore.engine.planner;

import dev.yore.engine.exec.Operator;

/** An operator and about how many rows it will give. */
record Planned(Operator operator, double rows) {}
