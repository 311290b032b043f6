/**
 * What a database knows of its attributes and tables. Schema is data: it is read from datoms of
 * partition 0 and a {@link dev.yore.engine.schema.Schema} is the value that results. Immutable.
 */
@NullMarked
package dev.yore.engine.schema;

import org.jspecify.annotations.NullMarked;
