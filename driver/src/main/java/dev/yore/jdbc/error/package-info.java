/** Makes {@code SQLException}s: the one place where an error inside becomes one of JDBC's. */
@NullMarked
package dev.yore.jdbc.error;

import org.jspecify.annotations.NullMarked;
