package dev.yore.sql.validate;

import dev.yore.sql.type.SqlType;
import dev.yore.sql.type.SqlType.Kind;
import org.jspecify.annotations.Nullable;

/** A column that every table has: known by name, but not part of {@code *} or of an INSERT. */
public enum PseudoColumn {
  /** The entity that is the row. */
  ID("_id", SqlType.of(Kind.BIGINT)),
  /** The transaction entity that made this version. */
  TX("_tx", SqlType.of(Kind.BIGINT)),
  /** When this version began to hold. */
  FROM("_from", SqlType.of(Kind.TIMESTAMP_TZ, 6)),
  /** When it ceased to. */
  TO("_to", SqlType.of(Kind.TIMESTAMP_TZ, 6)),
  /** The same as t. */
  FROM_T("_from_t", SqlType.of(Kind.BIGINT)),
  /** The same as t. */
  TO_T("_to_t", SqlType.of(Kind.BIGINT));

  private final String columnName;
  private final SqlType type;

  PseudoColumn(String columnName, SqlType type) {
    this.columnName = columnName;
    this.type = type;
  }

  public String columnName() {
    return columnName;
  }

  public SqlType type() {
    return type;
  }

  /** The one of that name, or null. */
  public static @Nullable PseudoColumn named(String name) {
    for (PseudoColumn column : values()) {
      if (column.columnName.equals(name)) {
        return column;
      }
    }
    return null;
  }
}
