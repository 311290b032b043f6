/** The SQL front: text in, validated relational trees out; nothing here runs a query. */
@NullMarked
package dev.yore.sql;

import org.jspecify.annotations.NullMarked;
