/** Placeholder. */
@NullMarked
package dev.yore.storage;

import org.jspecify.annotations.NullMarked;
