/**
 * From text to statements.
 *
 * <p>{@link dev.yore.sql.parser.SqlText} cuts a script into statements and parses each with {@code
 * YoreSqlParser}, which the build generates from Calcite's own grammar template and the productions
 * in {@code src/main/codegen}. What comes out is a {@link dev.yore.sql.parser.Statement}: a sealed
 * family of records. Queries and the sources of writes stay Calcite's {@code SqlNode}s, everything
 * else is ours ({@link dev.yore.sql.parser.Ddl}, {@link dev.yore.sql.parser.SessionCommand}).
 *
 * <p>Nothing here knows a catalog. All values are immutable but for the {@code SqlNode}s inside,
 * which validation rewrites: parse anew for each validation.
 */
@NullMarked
package dev.yore.sql.parser;

import org.jspecify.annotations.NullMarked;
