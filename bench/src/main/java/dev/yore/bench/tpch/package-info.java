/**
 * TPC-H beside DuckDB, PostgreSQL and H2 in one run: {@link dev.yore.bench.tpch.TpchBenchmark}
 * loads every {@link dev.yore.bench.tpch.Engine}, compares their answers and takes turns among
 * them.
 */
@NullMarked
package dev.yore.bench.tpch;

import org.jspecify.annotations.NullMarked;
