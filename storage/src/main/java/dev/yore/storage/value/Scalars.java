package dev.yore.storage.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Boxed values of fixed width to and from the primitives that columns hold. */
public final class Scalars {
  private static final long MICROS = 1_000_000L;

  private Scalars() {}

  /** The {@code long} that stands for a value of a type with {@link Layout#LONG}. */
  public static long toLong(DataType type, Object value) {
    return switch (type.valueType()) {
      case BOOLEAN -> (Boolean) value ? 1 : 0;
      case INSTANT -> micros((Instant) value);
      case TIMESTAMP -> micros((LocalDateTime) value);
      case DATE -> ((LocalDate) value).toEpochDay();
      case TIME -> ((LocalTime) value).toNanoOfDay() / 1000;
      case DECIMAL -> unscaledLong((BigDecimal) value, type.scale());
      default -> (Long) value;
    };
  }

  /** The digits of a decimal at a scale; moving the point makes no {@link BigInteger}. */
  private static long unscaledLong(BigDecimal value, int scale) {
    BigDecimal scaled = value.scale() == scale ? value : value.setScale(scale);
    return scaled.scaleByPowerOfTen(scale).longValueExact();
  }

  /** The value of a type with {@link Layout#LONG} that a {@code long} stands for. */
  public static Object fromLong(DataType type, long value) {
    return switch (type.valueType()) {
      case BOOLEAN -> value != 0;
      case INSTANT -> instant(value);
      case TIMESTAMP -> timestamp(value);
      case DATE -> LocalDate.ofEpochDay(value);
      case TIME -> LocalTime.ofNanoOfDay(value * 1000);
      case DECIMAL -> BigDecimal.valueOf(value, type.scale());
      default -> value;
    };
  }

  public static Object fromDouble(DataType type, double value) {
    return type.valueType() == ValueType.FLOAT ? (Object) (float) value : (Object) value;
  }

  /** The upper half of a value of a type with {@link Layout#INT128}. */
  public static long high(DataType type, Object value) {
    return value instanceof UUID uuid
        ? uuid.getMostSignificantBits()
        : unscaled(type, value).shiftRight(64).longValueExact();
  }

  /** The lower half of a value of a type with {@link Layout#INT128}. */
  public static long low(DataType type, Object value) {
    return value instanceof UUID uuid
        ? uuid.getLeastSignificantBits()
        : unscaled(type, value).longValue();
  }

  /** The value of a type with {@link Layout#INT128} that two halves stand for. */
  public static Object from128(DataType type, long high, long low) {
    return type.valueType() == ValueType.UUID
        ? new UUID(high, low)
        : OrderedBytes.scaled(bigInteger(high, low), type.scale());
  }

  /** The signed number of two halves. */
  public static BigInteger bigInteger(long high, long low) {
    BigInteger upper = BigInteger.valueOf(high).shiftLeft(64);
    BigInteger lower = BigInteger.valueOf(low);
    return upper.add(low < 0 ? lower.add(BigInteger.ONE.shiftLeft(64)) : lower);
  }

  private static BigInteger unscaled(DataType type, Object value) {
    return ((BigDecimal) value).setScale(type.scale()).unscaledValue();
  }

  /** Microseconds since the epoch, rounded down. */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
  }

  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }

  public static long micros(LocalDateTime timestamp) {
    return micros(timestamp.toInstant(ZoneOffset.UTC));
  }

  public static LocalDateTime timestamp(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS),
        (int) (Math.floorMod(micros, MICROS) * 1000),
        ZoneOffset.UTC);
  }
}
