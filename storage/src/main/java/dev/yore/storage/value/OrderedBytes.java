package dev.yore.storage.value;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@link Layout#BYTES} as bytes whose unsigned order is the order of the values.
 *
 * <pre>
 * text     UTF-8
 * bytes    themselves
 * bigint   sign and length, magnitude:  0x80 + n, n bytes big-endian        for positive n-byte numbers
 *          0x80                         for zero
 *          0x80 - n, complemented bytes for negative ones; from 127 bytes on n is 127 and a
 *          four-byte length follows (complemented when negative)
 * tuple    part*;  part = 0x00 (null) | 0x01 fixed (8 or 16 bytes, big-endian, sign flipped)
 *          | 0x01 escaped 0x00 0x00 where escaped has 0x00 0xFF for each zero byte
 * </pre>
 *
 * The tuple form follows the idea of FoundationDB's tuple layer.
 */
public final class OrderedBytes {
  private static final int LONG_LENGTH = 127;

  private OrderedBytes() {}

  /** The bytes of a boxed value of a type that lies as {@link Layout#BYTES}. */
  public static byte[] encode(DataType type, Object value) {
    return switch (type.valueType()) {
      case STRING -> ((String) value).getBytes(StandardCharsets.UTF_8);
      case URI -> value.toString().getBytes(StandardCharsets.UTF_8);
      case KEYWORD -> ((Keyword) value).text().getBytes(StandardCharsets.UTF_8);
      case SYMBOL -> ((Symbol) value).text().getBytes(StandardCharsets.UTF_8);
      case BYTES -> ((Bytes) value).array();
      case BIGINT -> encodeBigint((BigInteger) value);
      case TUPLE -> encodeTuple(type.parts(), (List<?>) value);
      default -> throw new IllegalArgumentException(type + " does not lie as bytes");
    };
  }

  /** The boxed value that {@link #encode} made these bytes of. */
  public static Object decode(DataType type, byte[] data, int from, int to) {
    return switch (type.valueType()) {
      case STRING -> text(data, from, to);
      case URI -> java.net.URI.create(text(data, from, to));
      case KEYWORD -> Keyword.of(text(data, from, to));
      case SYMBOL -> new Symbol(text(data, from, to));
      case BYTES -> Bytes.of(Arrays.copyOfRange(data, from, to));
      case BIGINT -> decodeBigint(data, from, to);
      case TUPLE -> decodeTuple(type.parts(), data, from, to);
      default -> throw new IllegalArgumentException(type + " does not lie as bytes");
    };
  }

  private static String text(byte[] data, int from, int to) {
    return new String(data, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte[] encodeBigint(BigInteger value) {
    if (value.signum() == 0) {
      return new byte[] {(byte) 0x80};
    }
    byte[] magnitude = value.abs().toByteArray();
    int lead = magnitude[0] == 0 ? 1 : 0;
    int length = magnitude.length - lead;
    boolean large = length >= LONG_LENGTH;
    ByteBuffer out = ByteBuffer.allocate(1 + (large ? 4 : 0) + length);
    out.put((byte) (0x80 + (large ? LONG_LENGTH : length)));
    if (large) {
      out.putInt(length);
    }
    out.put(magnitude, lead, length);
    byte[] bytes = out.array();
    if (value.signum() < 0) {
      bytes[0] = (byte) (0x80 - (large ? LONG_LENGTH : length));
      for (int i = 1; i < bytes.length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
    return bytes;
  }

  private static BigInteger decodeBigint(byte[] data, int from, int to) {
    int head = (data[from] & 0xFF) - 0x80;
    if (head == 0) {
      return BigInteger.ZERO;
    }
    int start = from + 1 + (Math.abs(head) == LONG_LENGTH ? 4 : 0);
    byte[] magnitude = Arrays.copyOfRange(data, start, to);
    if (head < 0) {
      for (int i = 0; i < magnitude.length; i++) {
        magnitude[i] = (byte) ~magnitude[i];
      }
    }
    return new BigInteger(head < 0 ? -1 : 1, magnitude);
  }

  private static byte[] encodeTuple(List<DataType> types, List<?> parts) {
    if (parts.size() != types.size()) {
      throw new IllegalArgumentException(
          "a tuple of " + types.size() + " parts has " + parts.size() + " values");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < types.size(); i++) {
      encodePart(types.get(i), parts.get(i), out);
    }
    return out.toByteArray();
  }

  private static void encodePart(DataType type, @Nullable Object part, ByteArrayOutputStream out) {
    if (part == null) {
      out.write(0);
      return;
    }
    out.write(1);
    switch (type.layout()) {
      case LONG -> out.writeBytes(bigEndian(Scalars.toLong(type, part) ^ Long.MIN_VALUE));
      case DOUBLE -> out.writeBytes(bigEndian(orderedBits(((Number) part).doubleValue())));
      case INT128 -> {
        long flip = type.valueType() == ValueType.UUID ? 0 : Long.MIN_VALUE;
        out.writeBytes(bigEndian(Scalars.high(type, part) ^ flip));
        out.writeBytes(bigEndian(Scalars.low(type, part)));
      }
      case BYTES -> {
        for (byte b : encode(type, part)) {
          out.write(b);
          if (b == 0) {
            out.write(0xFF);
          }
        }
        out.write(0);
        out.write(0);
      }
    }
  }

  private static Object decodeTuple(List<DataType> types, byte[] data, int from, int to) {
    List<@Nullable Object> parts = new ArrayList<>(types.size());
    ByteBuffer in = ByteBuffer.wrap(data, from, to - from);
    for (DataType type : types) {
      parts.add(in.get() == 0 ? null : decodePart(type, in));
    }
    return Collections.unmodifiableList(parts);
  }

  private static Object decodePart(DataType type, ByteBuffer in) {
    return switch (type.layout()) {
      case LONG -> Scalars.fromLong(type, in.getLong() ^ Long.MIN_VALUE);
      case DOUBLE -> Scalars.fromDouble(type, doubleOf(in.getLong()));
      case INT128 -> {
        long flip = type.valueType() == ValueType.UUID ? 0 : Long.MIN_VALUE;
        yield Scalars.from128(type, in.getLong() ^ flip, in.getLong());
      }
      case BYTES -> {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (byte b = in.get(); ; b = in.get()) {
          if (b == 0 && in.get() == 0) {
            break;
          }
          plain.write(b);
        }
        byte[] bytes = plain.toByteArray();
        yield decode(type, bytes, 0, bytes.length);
      }
    };
  }

  /** Whether a part of a tuple is null, told from its bytes. */
  public static boolean hasNullPart(List<DataType> types, byte[] data, int from) {
    int at = from;
    for (DataType type : types) {
      if (data[at++] == 0) {
        return true;
      }
      switch (type.layout()) {
        case LONG, DOUBLE -> at += 8;
        case INT128 -> at += 16;
        case BYTES -> {
          while (data[at] != 0 || data[at + 1] != 0) {
            at += data[at] == 0 ? 2 : 1;
          }
          at += 2;
        }
      }
    }
    return false;
  }

  private static byte[] bigEndian(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  /** The bits of a double so that their unsigned order is the order of doubles. */
  public static long orderedBits(double value) {
    long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }

  private static double doubleOf(long ordered) {
    return Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered);
  }

  static BigDecimal scaled(BigInteger unscaled, int scale) {
    return new BigDecimal(unscaled, scale);
  }
}
