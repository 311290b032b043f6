/**
 * TPC-H for tests and benchmarks: the tables and their rows ({@link dev.yore.tck.tpch.TpchData}),
 * the 22 queries as standard SQL ({@link dev.yore.tck.tpch.TpchQuery}), and a change of a quarter
 * of the rows ({@link dev.yore.tck.tpch.TpchChange}). The same text goes to every database.
 */
@NullMarked
package dev.yore.tck.tpch;

import org.jspecify.annotations.NullMarked;
