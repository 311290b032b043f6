package dev.yore.cli.load;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Kinds of values in a file, and how their text is read. */
enum ValueKind {
  BOOLEAN("BOOLEAN", "true or false") {
    @Override
    Object value(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "t", "yes", "y", "1" -> true;
        case "false", "f", "no", "n", "0" -> false;
        default -> throw new IllegalArgumentException();
      };
    }
  },
  INTEGER("INTEGER", "an integer of 32 bits") {
    @Override
    Object value(String text) {
      return Integer.valueOf(text);
    }
  },
  BIGINT("BIGINT", "an integer of 64 bits") {
    @Override
    Object value(String text) {
      return Long.valueOf(text);
    }
  },
  DECIMAL("DECIMAL", "a number") {
    @Override
    Object value(String text) {
      return new BigDecimal(text);
    }
  },
  DOUBLE("DOUBLE PRECISION", "a number") {
    @Override
    Object value(String text) {
      return Double.valueOf(text);
    }
  },
  DATE("DATE", "a date such as 2026-01-31") {
    @Override
    Object value(String text) {
      return LocalDate.parse(text);
    }
  },
  TIME("TIME(6)", "a time such as 23:59:59") {
    @Override
    Object value(String text) {
      return LocalTime.parse(text);
    }
  },
  TIMESTAMP("TIMESTAMP(6)", "a timestamp such as 2026-01-31 23:59:59") {
    @Override
    Object value(String text) {
      return text.length() == DATE_CHARS
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text, DATE_TIME);
    }
  },
  TIMESTAMP_TZ("TIMESTAMP(6) WITH TIME ZONE", "a timestamp such as 2026-01-31T23:59:59Z") {
    @Override
    Object value(String text) {
      return OffsetDateTime.parse(text, ZONED);
    }
  },
  UNIQUE_ID("UUID", "a UUID") {
    @Override
    Object value(String text) {
      if (text.length() != UUID_CHARS) {
        throw new IllegalArgumentException();
      }
      return UUID.fromString(text);
    }
  },
  BINARY("VARBINARY", "bytes in hexadecimal, such as \\x00ff") {
    @Override
    Object value(String text) {
      return HexFormat.of().parseHex(text.startsWith("\\x") ? text.substring(2) : text);
    }
  },
  TEXT("VARCHAR", "text") {
    @Override
    Object value(String text) {
      return text;
    }
  };

  private static final int DATE_CHARS = 10;
  private static final int UUID_CHARS = 36;

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("[ ]['T']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder()
          .append(DATE_TIME)
          .appendPattern("[ ]")
          .appendOffset("+HH:mm", "Z")
          .toFormatter(Locale.ROOT);

  /** No leading zeros: what has them is a code, not a number. */
  private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9]\\d*)");

  private static final Pattern FRACTION = Pattern.compile("[+-]?(0|[1-9]\\d*)?\\.\\d+");
  private static final Pattern EXPONENT =
      Pattern.compile("[+-]?(0|[1-9]\\d*)?(\\.\\d+)?[eE][+-]?\\d{1,3}|[+-]?(NaN|Infinity)");
  private static final Pattern TRUTH = Pattern.compile("(?i)true|false");

  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private final String sqlType;
  private final String description;

  ValueKind(String sqlType, String description) {
    this.sqlType = sqlType;
    this.description = description;
  }

  /** The type of a column that holds such values. */
  String sqlType() {
    return sqlType;
  }

  /** What a value has to be, for messages. */
  String description() {
    return description;
  }

  /** Reads a text that has no space around it; whatever it throws, the text is none. */
  abstract Object value(String text);

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException if it is none of this kind
   */
  Object parse(String text) {
    try {
      return value(this == TEXT ? text : text.strip());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException("is not " + description, e);
    }
  }

  private boolean takes(String text) {
    try {
      value(text);
      return true;
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return false;
    }
  }

  /** The narrowest kind that a text is of; it has no space around it. */
  static ValueKind of(String text) {
    if (text.isEmpty()) {
      return TEXT;
    }
    char first = text.charAt(0);
    boolean numeric = Character.isDigit(first) || first == '-' || first == '+' || first == '.';
    if (numeric) {
      if (WHOLE.matcher(text).matches()) {
        return whole(text);
      }
      if (FRACTION.matcher(text).matches()) {
        return DECIMAL;
      }
    }
    if (EXPONENT.matcher(text).matches()) {
      return DOUBLE;
    }
    if (TRUTH.matcher(text).matches()) {
      return BOOLEAN;
    }
    return moment(text);
  }

  private static ValueKind whole(String text) {
    if (text.length() <= INT_DIGITS || text.length() <= INT_DIGITS + 2 && INTEGER.takes(text)) {
      return INTEGER;
    }
    if (text.length() <= LONG_DIGITS || text.length() <= LONG_DIGITS + 2 && BIGINT.takes(text)) {
      return BIGINT;
    }
    return new BigInteger(text).bitLength() < Long.SIZE ? BIGINT : DECIMAL;
  }

  private static ValueKind moment(String text) {
    boolean dated = text.length() >= DATE_CHARS && text.charAt(4) == '-' && text.charAt(7) == '-';
    if (dated) {
      for (ValueKind kind : new ValueKind[] {DATE, TIMESTAMP, TIMESTAMP_TZ}) {
        if (kind.takes(text)) {
          return kind;
        }
      }
    }
    boolean uuid = text.length() == UUID_CHARS && text.charAt(8) == '-' && text.charAt(13) == '-';
    return uuid && UNIQUE_ID.takes(text) ? UNIQUE_ID : TEXT;
  }

  private boolean isNumber() {
    return this == INTEGER || this == BIGINT || this == DECIMAL || this == DOUBLE;
  }

  /** The narrowest kind that holds values of both. */
  ValueKind join(ValueKind other) {
    if (this == other) {
      return this;
    }
    if (isNumber() && other.isNumber()) {
      return ordinal() > other.ordinal() ? this : other;
    }
    boolean datesAndTimestamps =
        this == DATE && other == TIMESTAMP || this == TIMESTAMP && other == DATE;
    return datesAndTimestamps ? TIMESTAMP : TEXT;
  }

  /** The kind that a column takes; text where the database has to convert itself. */
  static ValueKind ofColumn(int jdbcType, String typeName) {
    return switch (jdbcType) {
      case Types.BOOLEAN, Types.BIT -> BOOLEAN;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
      case Types.BIGINT -> BIGINT;
      case Types.DECIMAL, Types.NUMERIC -> DECIMAL;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> DOUBLE;
      case Types.DATE -> DATE;
      case Types.TIME -> TIME;
      case Types.TIMESTAMP -> TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> TIMESTAMP_TZ;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> BINARY;
      default -> typeName.equalsIgnoreCase("UUID") ? UNIQUE_ID : TEXT;
    };
  }
}
