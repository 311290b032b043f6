/**
 * Compiles {@link dev.yore.engine.plan.Expr}essions to {@link dev.yore.engine.exec.Evaluator}s:
 * trees of kernels over vectors, exact about overflow, with SQL's three-valued logic. {@link
 * dev.yore.engine.exec.expression.ExpressionCompiler} is the way in; functions by name come from
 * {@code engine.exec.function}.
 */
@NullMarked
package dev.yore.engine.exec.expression;

import org.jspecify.annotations.NullMarked;
