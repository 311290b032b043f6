/**
 * Datalog beside Datomic's peer: {@link dev.yore.bench.datalog.DatalogBenchmark} asks both the same
 * questions over the same entities and compares the answers. Datomic runs in a class loader of its
 * own, because its libraries are other versions of some of ours.
 */
@NullMarked
package dev.yore.bench.datalog;

import org.jspecify.annotations.NullMarked;
