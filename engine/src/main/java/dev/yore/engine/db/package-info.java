/**
 * Database values. A {@link dev.yore.engine.db.Db} is a whole database at one moment: read it from
 * any thread for as long as you like, it never changes. {@code Db.with} gives the value that a
 * transaction would lead to.
 */
@NullMarked
package dev.yore.engine.db;

import org.jspecify.annotations.NullMarked;
