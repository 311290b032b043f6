/**
 * Datoms and sorted runs of them. A {@link dev.yore.storage.datom.Run} is the one in-memory form of
 * datoms: decoded segments, novelty and the content of transactions are all runs. {@link
 * dev.yore.storage.datom.IndexOrder} says how a run is sorted, {@link
 * dev.yore.storage.datom.KeyRange} which part of an index is meant. Runs are immutable.
 */
@NullMarked
package dev.yore.storage.datom;

import org.jspecify.annotations.NullMarked;
