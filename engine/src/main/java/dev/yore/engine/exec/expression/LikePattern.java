package dev.yore.engine.exec.expression;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A LIKE pattern that is matched with UTF-8 bytes as they lie. The pattern is cut at its percent
 * signs; a piece is found at its first place after the piece before it, but for the first and the
 * last, which stand at the ends of the text.
 */
final class LikePattern {
  /** A byte that UTF-8 does not have stands for an underscore, which is any one character. */
  private static final byte ANY = (byte) 0xFF;

  private final byte[][] pieces;

  private LikePattern(byte[][] pieces) {
    this.pieces = pieces;
  }

  /**
   * @param escape the character that takes the meaning from the one after it, -1 for none
   */
  static LikePattern of(String pattern, int escape) {
    List<byte[]> pieces = new ArrayList<>();
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    int at = 0;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      if (c == escape) {
        if (at == pattern.length()) {
          throw dev.yore.storage.error.YoreException.of(
                  dev.yore.storage.error.ErrorCode.INVALID_ESCAPE,
                  "LIKE pattern must not end with escape character")
              .with("pattern", pattern);
        }
        int escaped = pattern.codePointAt(at);
        at += Character.charCount(escaped);
        put(piece, escaped);
      } else if (c == '%') {
        pieces.add(piece.toByteArray());
        piece.reset();
      } else if (c == '_') {
        piece.write(ANY);
      } else {
        put(piece, c);
      }
    }
    pieces.add(piece.toByteArray());
    return new LikePattern(pieces.toArray(new byte[0][]));
  }

  private static void put(ByteArrayOutputStream piece, int c) {
    piece.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
  }

  boolean matches(byte[] text, int from, int to) {
    int last = pieces.length - 1;
    int at = after(pieces[0], text, from, to);
    if (last == 0) {
      return at == to;
    }
    for (int p = 1; p < last && at >= 0; p++) {
      at = find(pieces[p], text, at, to);
    }
    return at >= 0 && endsWith(pieces[last], text, at, to);
  }

  /** Where the text goes on after a piece that stands here, or -1. */
  private static int after(byte[] piece, byte[] text, int from, int to) {
    int at = from;
    for (byte expected : piece) {
      if (at >= to) {
        return -1;
      }
      if (expected == ANY) {
        at = next(text, at, to);
      } else if (text[at++] != expected) {
        return -1;
      }
    }
    return at;
  }

  private static int next(byte[] text, int at, int to) {
    int next = at + 1;
    while (next < to && (text[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }

  /** Where the text goes on after the first place of a piece, or -1. */
  private static int find(byte[] piece, byte[] text, int from, int to) {
    if (piece.length == 0) {
      return from;
    }
    byte first = piece[0];
    for (int at = from; at < to; at = first == ANY ? next(text, at, to) : at + 1) {
      if (first == ANY || text[at] == first) {
        int after = after(piece, text, at, to);
        if (after >= 0) {
          return after;
        }
      }
    }
    return -1;
  }

  private static boolean endsWith(byte[] piece, byte[] text, int from, int to) {
    int begin = to;
    boolean plain = true;
    for (int i = piece.length - 1; i >= 0; i--) {
      plain &= piece[i] != ANY;
      if (begin <= from) {
        return false;
      }
      begin--;
      while (piece[i] == ANY && begin > from && (text[begin] & 0xC0) == 0x80) {
        begin--;
      }
    }
    return plain
        ? Arrays.equals(piece, 0, piece.length, text, begin, to)
        : after(piece, text, begin, to) == to;
  }
}
