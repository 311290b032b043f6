/**
 * From validated statements to relational trees.
 *
 * <p>{@link dev.yore.sql.convert.Converter} runs Calcite's conversion and then our passes, each a
 * class of its own: {@link dev.yore.sql.convert.SnapshotFolding} moves FOR SYSTEM_TIME into the
 * scans, {@link dev.yore.sql.convert.SemiJoins} rewrites the sub-queries that may safely become
 * joins, {@link dev.yore.sql.convert.RewriteProgram} pushes filters and merges projections. The
 * leaves of a finished tree are {@link dev.yore.sql.convert.YoreTableScan}s and values. Nothing of
 * Calcite executes, and nothing is compiled at run time.
 */
@NullMarked
package dev.yore.sql.convert;

import org.jspecify.annotations.NullMarked;
