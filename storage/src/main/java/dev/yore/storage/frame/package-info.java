/**
 * The envelope of every stored value: {@link dev.yore.storage.frame.Frame} adds what is needed to
 * tell a good value from a damaged one and one from the future, and compresses it.
 *
 * <p>Bodies come from the segment codec, the log and the root; the framed bytes go to a {@code
 * KeyValueStore}.
 */
@NullMarked
package dev.yore.storage.frame;

import org.jspecify.annotations.NullMarked;
