package dev.yore.storage.error;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the product: a code, a static text, facts by name and a place in the text.
 *
 * <p>The text says what was expected and what to do and never changes; whatever differs from case
 * to case is a fact. Facts and position are added by whoever throws it and by the layers it passes
 * on its way up; it belongs to one thread until it is caught for good.
 *
 * {@snippet :
 * throw YoreException.of(ErrorCode.UNIQUE_CONFLICT, "The value belongs to another entity")
 *     .with("attribute", attribute)
 *     .with("value", value);
 * }
 */
public final class YoreException extends RuntimeException {

  /** Longer facts are cut in messages; 200 characters are enough to recognise a value. */
  static final int FACT_CHARS_MAX = 200;

  private final ErrorCode code;
  private final String text;
  private final LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
  private transient @Nullable SourcePosition position;

  private YoreException(ErrorCode code, String text) {
    super(text);
    this.code = code;
    this.text = text;
  }

  public static YoreException of(ErrorCode code, String text) {
    return new YoreException(code, text);
  }

  /** What cannot be done yet or never; {@code what} is a static text such as "GROUPING SETS". */
  public static YoreException unsupported(String what) {
    return of(ErrorCode.UNSUPPORTED, what + " is not supported");
  }

  /** A rule of our own is broken; the text names the rule. */
  public static YoreException bug(String rule) {
    return of(ErrorCode.INTERNAL, rule);
  }

  /** Adds a fact, or replaces the one of this name; null is shown as "null". */
  public YoreException with(String name, @Nullable Object value) {
    facts.put(name, value instanceof Serializable ? value : String.valueOf(value));
    return this;
  }

  /** Tells which of the names that are known may have been meant, where one is near. */
  public YoreException suggesting(String wanted, Collection<String> known) {
    List<String> nearest = NearestNames.of(wanted, known);
    return nearest.isEmpty() ? this : with("nearest", String.join(", ", nearest));
  }

  /** Tells the place in the text, both numbers counted from 1. */
  public YoreException at(int line, int column) {
    return at(new SourcePosition.LineColumn(line, column));
  }

  /** Tells the place in the text as UTF-16 units from its start. */
  public YoreException atOffset(int offset) {
    return at(new SourcePosition.Offset(offset));
  }

  /** Tells the place in the text, or that none is known. */
  public YoreException at(@Nullable SourcePosition place) {
    position = place;
    return this;
  }

  /** Keeps what led to this error; allowed once. */
  public YoreException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  public ErrorCode code() {
    return code;
  }

  /** The static text, without facts. */
  public String text() {
    return text;
  }

  /** The facts in the order they were added. */
  public Map<String, Object> facts() {
    return Collections.unmodifiableMap(facts);
  }

  public @Nullable SourcePosition position() {
    return position;
  }

  /** The text, the facts in parentheses, and the place. */
  @Override
  public String getMessage() {
    StringBuilder message = new StringBuilder(text);
    if (!facts.isEmpty()) {
      String separator = " (";
      for (Map.Entry<String, Object> fact : facts.entrySet()) {
        message.append(separator).append(fact.getKey()).append(": ");
        message.append(rendered(fact.getValue()));
        separator = ", ";
      }
      message.append(')');
    }
    if (position != null) {
      message.append(" at ").append(position);
    }
    return message.toString();
  }

  private static String rendered(Object value) {
    String shown =
        switch (value) {
          case byte[] bytes -> hex(bytes);
          case String string when string.isEmpty() || string.contains(" ") -> '"' + string + '"';
          default -> value.toString();
        };
    return shown.length() <= FACT_CHARS_MAX ? shown : shown.substring(0, FACT_CHARS_MAX) + "…";
  }

  private static String hex(byte[] bytes) {
    int shown = Math.min(bytes.length, FACT_CHARS_MAX);
    return "0x" + HexFormat.of().formatHex(bytes, 0, shown);
  }
}
