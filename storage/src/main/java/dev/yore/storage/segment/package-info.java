/**
 * Segments: sorted runs of datoms as bytes. {@link dev.yore.storage.segment.SegmentCodec} is the
 * door: it writes the newest format and reads every one; each format is a package of its own that
 * is never edited once released. {@link dev.yore.storage.segment.ColumnStatistics} says in few
 * bytes what a segment holds, for the directory nodes above it. Nothing here has state; any thread
 * may call it.
 */
@NullMarked
package dev.yore.storage.segment;

import org.jspecify.annotations.NullMarked;
