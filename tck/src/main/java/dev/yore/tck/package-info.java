/** Placeholder. */
@NullMarked
package dev.yore.tck;

import org.jspecify.annotations.NullMarked;
