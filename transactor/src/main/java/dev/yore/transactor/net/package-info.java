/**
 * The transactor on the network: TLS, frames and messages, and nothing of what is done with them.
 *
 * <pre>
 * socket -> TLS -> FrameDecoder -> Link -> PeerHandler -> Session.received      (a service's)
 * socket <- TLS <------------------ Link <- Outbox.send                          (ours)
 * </pre>
 *
 * {@link dev.yore.transactor.net.PeerServer} lets peers in and opens a {@link
 * dev.yore.transactor.net.Session} of a {@link dev.yore.transactor.net.Service} for each. {@link
 * dev.yore.transactor.net.Link}, one end of a connection, is the same on the side of the peer, as
 * are {@link dev.yore.transactor.net.Tls} and {@link dev.yore.transactor.net.NetOptions}. Network
 * threads decode and hand over; what they call must not block.
 */
@NullMarked
package dev.yore.transactor.net;

import org.jspecify.annotations.NullMarked;
