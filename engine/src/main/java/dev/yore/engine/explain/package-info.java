/**
 * EXPLAIN: {@link dev.yore.engine.explain.PlanNode} is a fold over the tree of operators that runs,
 * with what the planner expected and what a {@link dev.yore.engine.exec.Profile} counted; {@link
 * dev.yore.engine.explain.ExplainText} and {@link dev.yore.engine.explain.ExplainJson} write it
 * down. {@code docs/explain.md} describes both forms.
 */
@NullMarked
package dev.yore.engine.explain;

import org.jspecify.annotations.NullMarked;
