/**
 * What peers and the transactor say to each other: {@link dev.yore.engine.protocol.Message}, its
 * bytes by {@link dev.yore.engine.protocol.MessageCodec}, and what either side accepts by {@link
 * dev.yore.engine.protocol.ProtocolLimits}. Nothing here knows of a network. The page {@code
 * docs/protocol.md} has the grammar and examples.
 */
@NullMarked
package dev.yore.engine.protocol;

import org.jspecify.annotations.NullMarked;
