package dev.yore.storage.value;

import java.util.List;
import java.util.Objects;

/**
 * The full type of a column or expression.
 *
 * @param valueType the kind of value
 * @param precision for DECIMAL the digits (1 to 38); for LONG the bits (8, 16, 32, 64) that a value
 *     may need; for STRING and BYTES the most characters or bytes, 0 for any; otherwise 0
 * @param scale for DECIMAL the digits after the point (0 to precision); otherwise 0
 * @param parts for TUPLE the types of its parts; otherwise empty
 */
public record DataType(ValueType valueType, int precision, int scale, List<DataType> parts) {

  /** The most digits that a decimal kept in one {@code long} may have. */
  public static final int LONG_DECIMAL_DIGITS = 18;

  /** The most digits that any decimal may have. */
  public static final int MAX_DECIMAL_DIGITS = 38;

  /** The scale of a decimal attribute that says nothing of its scale. */
  public static final int DEFAULT_DECIMAL_SCALE = 10;

  public static final DataType STRING = of(ValueType.STRING);
  public static final DataType BOOLEAN = of(ValueType.BOOLEAN);
  public static final DataType LONG = of(ValueType.LONG);
  public static final DataType INTEGER = new DataType(ValueType.LONG, 32, 0, List.of());
  public static final DataType SMALLINT = new DataType(ValueType.LONG, 16, 0, List.of());
  public static final DataType DOUBLE = of(ValueType.DOUBLE);
  public static final DataType FLOAT = of(ValueType.FLOAT);
  public static final DataType INSTANT = of(ValueType.INSTANT);
  public static final DataType TIMESTAMP = of(ValueType.TIMESTAMP);
  public static final DataType DATE = of(ValueType.DATE);
  public static final DataType TIME = of(ValueType.TIME);
  public static final DataType REF = of(ValueType.REF);
  public static final DataType UUID = of(ValueType.UUID);
  public static final DataType BYTES = of(ValueType.BYTES);
  public static final DataType KEYWORD = of(ValueType.KEYWORD);
  public static final DataType MONTHS = of(ValueType.MONTHS);
  public static final DataType DURATION = of(ValueType.DURATION);

  public DataType {
    Objects.requireNonNull(valueType);
    parts = List.copyOf(parts);
    boolean valid =
        switch (valueType) {
          case DECIMAL ->
              precision >= 1 && precision <= MAX_DECIMAL_DIGITS && scale >= 0 && scale <= precision;
          case LONG ->
              (precision == 8 || precision == 16 || precision == 32 || precision == 64)
                  && scale == 0;
          case STRING, BYTES -> precision >= 0 && scale == 0;
          default -> precision == 0 && scale == 0;
        };
    if (!valid || (valueType != ValueType.TUPLE && !parts.isEmpty())) {
      throw new IllegalArgumentException(
          "no such type: " + valueType + "(" + precision + ", " + scale + ") " + parts);
    }
  }

  /** The type of this kind with its default precision. */
  public static DataType of(ValueType type) {
    return switch (type) {
      case LONG -> new DataType(type, 64, 0, List.of());
      case DECIMAL -> decimal(MAX_DECIMAL_DIGITS, DEFAULT_DECIMAL_SCALE);
      default -> new DataType(type, 0, 0, List.of());
    };
  }

  /** A decimal type. */
  public static DataType decimal(int precision, int scale) {
    return new DataType(ValueType.DECIMAL, precision, scale, List.of());
  }

  /** A string type of at most this many characters; 0 for any number. */
  public static DataType string(int length) {
    return new DataType(ValueType.STRING, length, 0, List.of());
  }

  /** A tuple of these parts. */
  public static DataType tuple(List<DataType> parts) {
    return new DataType(ValueType.TUPLE, 0, 0, parts);
  }

  /** How a column of this type lies in memory. */
  public Layout layout() {
    return switch (valueType) {
      case BOOLEAN, LONG, INSTANT, TIMESTAMP, DATE, TIME, REF, MONTHS, DURATION -> Layout.LONG;
      case DOUBLE, FLOAT -> Layout.DOUBLE;
      case DECIMAL -> precision <= LONG_DECIMAL_DIGITS ? Layout.LONG : Layout.INT128;
      case UUID -> Layout.INT128;
      case STRING, URI, KEYWORD, SYMBOL, BYTES, BIGINT, TUPLE -> Layout.BYTES;
    };
  }

  /** True for types whose values are numbers. */
  public boolean numeric() {
    return valueType.numeric();
  }

  @Override
  public String toString() {
    return switch (valueType) {
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case LONG -> precision == 64 ? "long" : "int" + precision;
      case STRING -> precision == 0 ? "string" : "string(" + precision + ")";
      case TUPLE -> "tuple" + parts;
      default -> valueType.name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
