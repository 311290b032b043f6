/**
 * Arithmetic of columns that execution shares: exact decimals of 64 and 128 bits. Nothing here
 * keeps state.
 */
@NullMarked
package dev.yore.engine.vector;

import org.jspecify.annotations.NullMarked;
