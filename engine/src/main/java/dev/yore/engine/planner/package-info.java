/**
 * From what is asked to how it is answered: {@link dev.yore.engine.planner.Planner} takes a {@link
 * dev.yore.engine.plan.Plan} and gives an {@link dev.yore.engine.exec.Operator}. Inner joins,
 * filters and Datalog blocks are first laid flat as a {@code JoinGraph} of stars, so that the order
 * in which a query was written is forgotten; {@code Estimates} counts, {@code JoinOrder} searches
 * the cheapest order, {@code StarAccess} chooses the index of each star. {@code Keys} tells which
 * columns settle which others, so that repeats are looked for only where there may be any. {@link
 * dev.yore.engine.planner.PreparedPlan} plans again where parameters select another magnitude of
 * rows, which {@code Probe}s count. Planning reads directories of the indexes, never their leaves
 * beyond the two ends of a counted range.
 */
@NullMarked
package dev.yore.engine.planner;

import org.jspecify.annotations.NullMarked;
