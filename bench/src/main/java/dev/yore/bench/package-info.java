/** Placeholder. */
@NullMarked
package dev.yore.bench;

import org.jspecify.annotations.NullMarked;
