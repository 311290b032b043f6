/**
 * The transactor as a server. {@link dev.yore.transactor.serve.TransactorServer} serves some
 * databases of one store; for each of them a {@code Leadership} waits for the lease, and while it
 * is held a {@link dev.yore.transactor.serve.ServedDatabase} has one thread that decides for all
 * peers.
 */
@NullMarked
package dev.yore.transactor.serve;

import org.jspecify.annotations.NullMarked;
