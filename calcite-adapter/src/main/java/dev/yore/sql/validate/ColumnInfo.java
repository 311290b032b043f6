package dev.yore.sql.validate;

import dev.yore.sql.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param defaultSql the expression of its default, such as {@code now()} or {@code nextval('s')}
 */
public record ColumnInfo(String name, SqlType type, boolean nullable, @Nullable String defaultSql) {

  public ColumnInfo(String name, SqlType type, boolean nullable) {
    this(name, type, nullable, null);
  }
}
