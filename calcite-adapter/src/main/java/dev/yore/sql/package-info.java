/** Placeholder. */
@NullMarked
package dev.yore.sql;

import org.jspecify.annotations.NullMarked;
