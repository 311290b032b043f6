/**
 * The door to a running database for whoever reads and writes it in this process. {@link
 * dev.yore.engine.peer.Peer} gives the current database value, which never waits, and hands
 * transactions to the writer.
 */
@NullMarked
package dev.yore.engine.peer;

import org.jspecify.annotations.NullMarked;
