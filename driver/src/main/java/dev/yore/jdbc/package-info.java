/** Placeholder. */
@NullMarked
package dev.yore.jdbc;

import org.jspecify.annotations.NullMarked;
