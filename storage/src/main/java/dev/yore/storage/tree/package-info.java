/**
 * Indexes as immutable trees of segments. {@link dev.yore.storage.tree.IndexTrees} is one index: a
 * {@link dev.yore.storage.tree.Tree} of the datoms that hold and one of those that held. Leaves are
 * runs, directories above them know counts, keys and zone maps of their children, so that a range
 * is counted, estimated and pruned without touching leaves.
 *
 * <p>Reading: a tree hands out {@link dev.yore.storage.tree.LeafRef}s of a key range, or finds a
 * key prefix; segments come through {@link dev.yore.storage.tree.SegmentStore} and its cache, from
 * any thread. Writing: {@link dev.yore.storage.tree.IndexTrees#merge} puts a sorted run of events
 * into both trees, rewrites only the leaves they touch and copies the paths to them; one thread
 * with a {@link dev.yore.storage.tree.SegmentWriter}. Nothing is visible until its caller stores
 * the new {@link dev.yore.storage.tree.TreeRoot}s.
 */
@NullMarked
package dev.yore.storage.tree;

import org.jspecify.annotations.NullMarked;
