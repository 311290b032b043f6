package dev.yore.engine.edn;

import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prints values as EDN that {@link EdnReader} reads back as the same values. */
public final class EdnWriter {
  private final StringBuilder out = new StringBuilder();

  private EdnWriter() {}

  public static String write(@Nullable Object value) {
    EdnWriter writer = new EdnWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.append("nil");
      case EdnForm form -> form(form);
      case String text -> string(text);
      case Character c -> out.append('\\').append(characterName(c));
      case BigInteger number -> out.append(number).append('N');
      case BigDecimal number -> out.append(number).append('M');
      case Double number -> out.append(floating(number));
      case Float number -> tagged("float", number.toString());
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case Keyword keyword -> out.append(keyword);
      case Symbol symbol -> out.append(symbol);
      case Instant instant -> tagged("inst", instant.toString());
      case UUID uuid -> tagged("uuid", uuid.toString());
      case URI uri -> tagged("uri", uri.toString());
      case LocalDate date -> tagged("date", date.toString());
      case LocalTime time -> tagged("time", time.toString());
      case LocalDateTime timestamp -> tagged("timestamp", timestamp.toString());
      case Bytes bytes -> tagged("bytes", HexFormat.of().formatHex(bytes.toByteArray()));
      case Map<?, ?> map -> map(map);
      case Set<?> set -> items("#{", set, "}");
      case Iterable<?> list -> items("[", list, "]");
      default ->
          throw new IllegalArgumentException("EDN has no form for a " + value.getClass().getName());
    }
  }

  private void form(EdnForm form) {
    switch (form) {
      case EdnForm.Scalar scalar -> value(scalar.value());
      case EdnForm.Sequence sequence -> {
        switch (sequence.kind()) {
          case LIST -> items("(", sequence.items(), ")");
          case VECTOR -> items("[", sequence.items(), "]");
          case SET -> items("#{", sequence.items(), "}");
        }
      }
      case EdnForm.Mapping mapping -> {
        String separator = "{";
        for (EdnForm.Entry entry : mapping.entries()) {
          out.append(separator);
          entry(entry.key(), entry.form());
          separator = ", ";
        }
        out.append(mapping.entries().isEmpty() ? "{}" : "}");
      }
    }
  }

  private void tagged(String tag, String text) {
    out.append('#').append(tag).append(' ');
    string(text);
  }

  private void items(String open, Iterable<?> items, String close) {
    out.append(open);
    for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
      value(i.next());
      if (i.hasNext()) {
        out.append(' ');
      }
    }
    out.append(close);
  }

  private void map(Map<?, ?> map) {
    String separator = "";
    out.append('{');
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      entry(entry.getKey(), entry.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  private void entry(@Nullable Object key, @Nullable Object value) {
    value(key);
    out.append(' ');
    value(value);
  }

  private static String floating(double number) {
    if (Double.isNaN(number)) {
      return "##NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "##Inf" : "##-Inf";
    }
    return Double.toString(number);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == '\u007f') {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static String characterName(char c) {
    for (Map.Entry<String, Character> named : EdnTokens.CHARACTERS.entrySet()) {
      if (named.getValue() == c) {
        return named.getKey();
      }
    }
    boolean plain = c > ' ' && c < '\u007f';
    return plain ? String.valueOf(c) : "u" + HexFormat.of().toHexDigits(c);
  }
}
