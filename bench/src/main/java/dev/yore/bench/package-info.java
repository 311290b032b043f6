/**
 * What Yore costs, measured beside something else in the same run: a plain loop, a plain file, or
 * H2. {@link dev.yore.bench.Main} runs a {@link dev.yore.bench.Benchmark} by its name; most put
 * their contestants into a {@link dev.yore.bench.SideBySide}, which takes turns among them, and
 * write a table to a {@link dev.yore.bench.Report}. Never part of the tests.
 */
@NullMarked
package dev.yore.bench;

import org.jspecify.annotations.NullMarked;
