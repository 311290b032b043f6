/**
 * The peer's side of the network: {@link dev.yore.jdbc.net.TransactorConnection} to the transactor
 * that holds the lease. What it shares with the transactor's side is in {@code
 * dev.yore.transactor.net}.
 */
@NullMarked
package dev.yore.jdbc.net;

import org.jspecify.annotations.NullMarked;
