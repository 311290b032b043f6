package dev.yore.engine.explain;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Maps, lists, text, numbers and truth values as JSON, indented by two spaces a level. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(Object value) {
    JsonText json = new JsonText();
    json.add(value, 0);
    return json.text.toString();
  }

  private void add(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map -> addAll('{', map.entrySet(), '}', depth);
      case List<?> list -> addAll('[', list, ']', depth);
      case Map.Entry<?, ?> entry -> {
        addQuoted(entry.getKey().toString());
        text.append(": ");
        add(entry.getValue(), depth);
      }
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      default -> addQuoted(value.toString());
    }
  }

  private void addAll(char begin, Iterable<?> items, char end, int depth) {
    text.append(begin);
    Iterator<?> left = items.iterator();
    while (left.hasNext()) {
      text.append('\n').append("  ".repeat(depth + 1));
      add(left.next(), depth + 1);
      text.append(left.hasNext() ? "," : "\n" + "  ".repeat(depth));
    }
    text.append(end);
  }

  private void addQuoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
