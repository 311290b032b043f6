package dev.yore.sql.type;

/**
 * The type of a column or result.
 *
 * @param precision length of strings and bytes, digits of decimals, fraction digits of times;
 *     {@link #UNSET} where the kind has none or none was given
 * @param scale fraction digits of decimals
 */
public record SqlType(Kind kind, int precision, int scale) {
  public static final int UNSET = -1;

  /** The kinds of values a column may hold. */
  public enum Kind {
    BOOLEAN,
    SMALLINT,
    INTEGER,
    BIGINT,
    REAL,
    DOUBLE,
    DECIMAL,
    CHAR,
    VARCHAR,
    BINARY,
    VARBINARY,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_TZ,
    UUID,
    JSON,
    /** Years and months; no column can store it. */
    INTERVAL_YEAR_MONTH,
    /** Days and what is less; no column can store it. */
    INTERVAL_DAY_SECOND
  }

  /** A type without parameters. */
  public static SqlType of(Kind kind) {
    return new SqlType(kind, UNSET, UNSET);
  }

  /** A type with a length or precision. */
  public static SqlType of(Kind kind, int precision) {
    return new SqlType(kind, precision, UNSET);
  }

  @Override
  public String toString() {
    if (precision == UNSET) {
      return kind.name();
    }
    return kind.name() + "(" + precision + (scale == UNSET ? "" : ", " + scale) + ")";
  }
}
