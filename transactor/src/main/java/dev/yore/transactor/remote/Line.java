package dev.yore.transactor.remote;

/**
 * A wire, and whose it is.
 *
 * @param epoch of the lease under which the transactor at the other end writes
 */
record Line(Wire wire, long epoch) {}
