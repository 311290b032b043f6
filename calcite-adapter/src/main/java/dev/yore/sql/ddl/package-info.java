/**
 * Statements that change the schema, as operations on the entities of partition 0: schema is data.
 * {@link dev.yore.sql.ddl.DdlPlanner} takes a parsed statement and the schema before it and gives
 * the operations; nothing here touches a database.
 */
@NullMarked
package dev.yore.sql.ddl;

import org.jspecify.annotations.NullMarked;
