/**
 * Who of several transactors writes a database. {@link dev.yore.transactor.lease.LeaseKeeper} takes
 * the lease, renews it, and takes over when its holder has stopped doing so. The lease tells peers
 * where to go and keeps standbys quiet; what makes two writers harmless is that each log entry can
 * be written once.
 */
@NullMarked
package dev.yore.transactor.lease;

import org.jspecify.annotations.NullMarked;
