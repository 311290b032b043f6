package dev.yore.transactor.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few elements of DER (X.690) that a certificate is made of: tag, length, content. */
final class Der {
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /** From here on a length is told by how many bytes it takes. */
  private static final int SHORT_LENGTHS = 0x80;

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return element(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return element(0x31, parts);
  }

  /** What is marked with a number in brackets in the grammar. */
  static byte[] explicit(int number, byte[]... parts) {
    return element(0xA0 + number, parts);
  }

  /** A whole number as {@link java.math.BigInteger#toByteArray} gives it. */
  static byte[] integer(byte[] twosComplement) {
    return element(0x02, twosComplement);
  }

  static byte[] bitString(byte[] wholeBytes) {
    return element(0x03, new byte[] {0}, wholeBytes);
  }

  static byte[] utf8(String text) {
    return element(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant instant) {
    return element(0x18, GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  /** The name of an algorithm or a field: numbers of which the first two share a byte. */
  static byte[] objectId(int... numbers) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(40 * numbers[0] + numbers[1]);
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (numbers[i] >>> shift != 0) {
          content.write(numbers[i] >>> shift & 0x7F | 0x80);
        }
      }
      content.write(numbers[i] & 0x7F);
    }
    return element(0x06, content.toByteArray());
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < SHORT_LENGTHS) {
      out.write(length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(SHORT_LENGTHS | bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out.write(length >>> shift);
      }
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
