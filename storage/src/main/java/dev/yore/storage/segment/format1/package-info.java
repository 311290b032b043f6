/**
 * The first segment format: {@link dev.yore.storage.segment.format1.SegmentFormat1} has the grammar
 * and the codec of a whole segment; each kind of column has a class with its encodings. Integers
 * are the base of everything: lengths, dictionary codes, flags and decimals are integer columns
 * too. Encoding looks at the values once, computes the exact size of each encoding and writes the
 * smallest; decoding checks every count and position before it allocates or reads.
 */
@NullMarked
package dev.yore.storage.segment.format1;

import org.jspecify.annotations.NullMarked;
