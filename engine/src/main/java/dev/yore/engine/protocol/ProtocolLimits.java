package dev.yore.engine.protocol;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How large messages and their parts may be; a record of {@link Message} holds itself to them. */
public final class ProtocolLimits {
  /** Bytes of a submission or a log entry: 64 MiB, more than a group commit gathers. */
  public static final int BLOCK_BYTES_MAX = 64 << 20;

  /** Bytes of a frame behind its length: the largest block, and 4 KiB for what stands beside it. */
  public static final int FRAME_BYTES_MAX = BLOCK_BYTES_MAX + (4 << 10);

  /** Bytes of a frame from somebody unknown: 4 KiB, a Hello with every part at its limit. */
  public static final int GREETING_BYTES_MAX = 4 << 10;

  /** Bytes of the name of a database. */
  public static final int DATABASE_BYTES_MAX = 255;

  /** Bytes of a secret, which is random and usually has 32. */
  public static final int SECRET_BYTES_MAX = 64;

  /** Bytes of the name by which an application calls itself. */
  public static final int APPLICATION_BYTES_MAX = 255;

  /** Bytes of the text of an error: 8 KiB, for people to read. */
  public static final int TEXT_BYTES_MAX = 8 << 10;

  /** Facts of an error. */
  public static final int FACTS_MAX = 32;

  /** Bytes of the name of a fact. */
  public static final int FACT_NAME_BYTES_MAX = 64;

  /** Bytes of the value of a fact: 4 KiB, far more than a message shows. */
  public static final int FACT_BYTES_MAX = 4 << 10;

  /** Bytes of a temporary id. How many there are is limited by the frame alone. */
  public static final int TEMPID_BYTES_MAX = 64 << 10;

  /** Versions are one byte. */
  public static final int VERSION_MAX = 255;

  private ProtocolLimits() {}

  static void number(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw outside(what).with("found", value).with("least", least).with("most", most);
    }
  }

  static void bytes(String what, byte[] value, int least, int most) {
    number(what + " bytes", value.length, least, most);
  }

  static void text(String what, String value, int most) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw outside(what).with("found", "half of a surrogate pair");
    }
    number(what + " bytes", utf8Length(value), 0, most);
  }

  static void facts(Map<String, String> facts) {
    number("facts", facts.size(), 0, FACTS_MAX);
    facts.forEach((name, value) -> {
      text("fact name", name, FACT_NAME_BYTES_MAX);
      text("fact", value, FACT_BYTES_MAX);
    });
  }

  /** As much of a text as takes no more than so many bytes; half pairs become question marks. */
  static String cut(String value, int most) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(encoded.length, most);
    while (end < encoded.length && end > 0 && (encoded[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(encoded, 0, end, StandardCharsets.UTF_8);
  }

  private static int utf8Length(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }

  private static YoreException outside(String what) {
    return YoreException.of(
            ErrorCode.LIMIT_EXCEEDED, "A part of a message is outside of what the protocol allows")
        .with("part", what);
  }
}
