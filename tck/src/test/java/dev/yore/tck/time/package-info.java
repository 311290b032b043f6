/**
 * What SQL through JDBC means over time and between connections: moments of the past, transactions.
 */
@NullMarked
package dev.yore.tck.time;

import org.jspecify.annotations.NullMarked;
