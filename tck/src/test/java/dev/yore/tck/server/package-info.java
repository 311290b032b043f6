/** Peers and transactors that share a PostgreSQL. */
@NullMarked
package dev.yore.tck.server;

import org.jspecify.annotations.NullMarked;
