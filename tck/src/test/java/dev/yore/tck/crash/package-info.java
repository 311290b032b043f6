/** Processes that are killed, and what is left of what they did. */
@NullMarked
package dev.yore.tck.crash;

import org.jspecify.annotations.NullMarked;
