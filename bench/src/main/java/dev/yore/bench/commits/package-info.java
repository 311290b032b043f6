/**
 * Commits through a transactor in its own process, beside inserts into the PostgreSQL that it
 * stores them in.
 */
@NullMarked
package dev.yore.bench.commits;

import org.jspecify.annotations.NullMarked;
