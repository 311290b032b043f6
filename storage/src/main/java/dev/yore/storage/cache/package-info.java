/**
 * The cache of decoded segments: {@link dev.yore.storage.cache.SegmentCache}, one a process, shared
 * by all databases and threads. What a key stands for never changes, so nothing is ever
 * invalidated.
 */
@NullMarked
package dev.yore.storage.cache;

import org.jspecify.annotations.NullMarked;
