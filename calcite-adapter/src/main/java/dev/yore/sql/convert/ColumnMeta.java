package dev.yore.sql.convert;

import dev.yore.sql.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param label the alias, or the name if there is none
 * @param column the column of a table this is, or null for an expression
 * @param table the table of that column
 * @param schema the schema of that table
 */
public record ColumnMeta(
    String label,
    @Nullable String column,
    @Nullable String table,
    @Nullable String schema,
    SqlType type,
    boolean nullable) {}
