/** Tests of the SQL front. */
@NullMarked
package dev.yore.sql;

import org.jspecify.annotations.NullMarked;
