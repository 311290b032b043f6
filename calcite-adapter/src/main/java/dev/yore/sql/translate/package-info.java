/**
 * From Calcite's logical tree to the engine's algebra. {@link dev.yore.sql.translate.RelToPlan}
 * takes a {@code RelNode} and gives a {@link dev.yore.engine.plan.Plan}; {@link
 * dev.yore.sql.translate.RexToExpr} does the expressions, {@link dev.yore.sql.translate.DataTypes}
 * the types. What comes out holds nothing of Calcite.
 */
@NullMarked
package dev.yore.sql.translate;

import org.jspecify.annotations.NullMarked;
