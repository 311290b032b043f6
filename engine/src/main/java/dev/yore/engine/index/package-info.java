/**
 * The indexes of a database value as one sorted whole: stored trees with novelty laid over them,
 * seen now, as of a t, since a t, or as history. {@link dev.yore.engine.index.IndexReader} is what
 * queries read. Everything here may be read by any number of threads.
 */
@NullMarked
package dev.yore.engine.index;

import org.jspecify.annotations.NullMarked;
