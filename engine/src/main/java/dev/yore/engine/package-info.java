/** Placeholder. */
@NullMarked
package dev.yore.engine;

import org.jspecify.annotations.NullMarked;
