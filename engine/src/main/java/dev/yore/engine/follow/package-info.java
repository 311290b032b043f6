/**
 * A database as a store has it, and processes that only read it.
 *
 * <p>{@link dev.yore.engine.follow.StoredDatabase} opens one: the root, and the log entries after
 * it. {@link dev.yore.engine.follow.Published} is how far somebody has got. {@link
 * dev.yore.engine.follow.FollowingPeer} keeps up with what another process writes, by asking the
 * store for the log entry that comes next; it needs nobody but the store.
 */
@NullMarked
package dev.yore.engine.follow;

import org.jspecify.annotations.NullMarked;
