/**
 * The single writer of a database, and databases that run inside of the process.
 *
 * <pre>
 * caller's thread   Transactor.transact: decide, one at a time  ->  the group being gathered
 * log writer        the group  ->  one log entry, put if absent  ->  published, futures complete
 * indexer           published novelty past the threshold  ->  segments, root  ->  new trees adopted
 * </pre>
 *
 * {@link dev.yore.transactor.Transactor} decides and publishes; what was decided on a group that
 * could not be written is refused with it. {@link dev.yore.transactor.Indexer} moves the root,
 * {@link dev.yore.transactor.EmbeddedDatabase} shares one open database among all who ask for it.
 */
@NullMarked
package dev.yore.transactor;

import org.jspecify.annotations.NullMarked;
