/**
 * Bytes of what is kept or sent besides segments: {@link dev.yore.engine.codec.ByteSink} writes
 * them, {@link dev.yore.engine.codec.ByteSource} reads them and never believes a count that the
 * bytes left cannot hold, {@link dev.yore.engine.codec.RunForm} is the form of datoms.
 */
@NullMarked
package dev.yore.engine.codec;

import org.jspecify.annotations.NullMarked;
