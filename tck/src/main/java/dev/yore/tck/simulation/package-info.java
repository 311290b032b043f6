/**
 * Transactors, peers and their store in one thread, under a clock, a scheduler, a network and disks
 * that a seed controls: the same seed gives the same run, with the same faults at the same moments.
 *
 * <p>What runs is the real thing, from the lease to the peer's log follower; simulated are {@link
 * dev.yore.tck.simulation.SimulatedProcess threads and time}, {@link
 * dev.yore.tck.simulation.SimulatedStore the store} and {@link
 * dev.yore.tck.simulation.SimulatedNetwork the network}. {@link dev.yore.tck.simulation.Clients}
 * write and read, {@link dev.yore.tck.simulation.Verdict} holds what they saw against a naive
 * model.
 */
@NullMarked
package dev.yore.tck.simulation;

import org.jspecify.annotations.NullMarked;
