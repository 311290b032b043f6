/**
 * Databases whose transactor is another process. {@link dev.yore.transactor.remote.RemotePeer}
 * reads from the store by following its log, finds the transactor by the lease, and asks it to
 * commit; {@link dev.yore.transactor.remote.Dialer} and {@link dev.yore.transactor.remote.Wire} are
 * what it needs of a network.
 */
@NullMarked
package dev.yore.transactor.remote;

import org.jspecify.annotations.NullMarked;
