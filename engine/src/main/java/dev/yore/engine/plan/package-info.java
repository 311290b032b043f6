/**
 * The algebra of queries: {@link dev.yore.engine.plan.Plan} says what is asked, as Datalog blocks
 * joined by relational operators over {@link dev.yore.engine.plan.Expr}essions. SQL and Datalog are
 * both translated to it; the planner turns it into the operators of {@code engine.exec}. All
 * records are immutable values.
 */
@NullMarked
package dev.yore.engine.plan;

import org.jspecify.annotations.NullMarked;
