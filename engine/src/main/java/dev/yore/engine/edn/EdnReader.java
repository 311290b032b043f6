package dev.yore.engine.edn;

import dev.yore.engine.edn.EdnForm.Sequence.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads EDN text into forms. */
public final class EdnReader {
  /** Deeper nesting is refused: nobody writes it, and each level takes stack. */
  public static final int DEPTH_MAX = 200;

  /** Longer text, in UTF-16 units, is refused: larger amounts belong in several transactions. */
  public static final int CHARS_MAX = 64 * 1024 * 1024;

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;
  private int depth;

  private EdnReader(String text) {
    this.text = text;
  }

  /** The only form of a text. */
  public static EdnForm read(String text) {
    EdnReader reader = reader(text);
    EdnForm form = reader.next();
    if (form == null) {
      throw reader.error("The text should have a form; it has none", reader.here());
    }
    EdnForm more = reader.next();
    if (more != null) {
      throw reader.error("The text should end after one form", more.position());
    }
    return form;
  }

  /** All forms of a text. */
  public static List<EdnForm> readAll(String text) {
    EdnReader reader = reader(text);
    List<EdnForm> forms = new ArrayList<>();
    for (EdnForm form = reader.next(); form != null; form = reader.next()) {
      forms.add(form);
    }
    return List.copyOf(forms);
  }

  private static EdnReader reader(String text) {
    if (text.length() > CHARS_MAX) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The EDN text is too long; split it")
          .with("characters", text.length())
          .with("most", CHARS_MAX);
    }
    return new EdnReader(text);
  }

  /** The next form, or null at the end of the text. */
  private @Nullable EdnForm next() {
    while (true) {
      skipBlanks();
      if (at >= text.length()) {
        return null;
      }
      char c = text.charAt(at);
      if (c == ')' || c == ']' || c == '}') {
        throw error("There is no bracket that this one closes", here()).with("found", c);
      }
      if (!discard()) {
        return form(c);
      }
    }
  }

  /** Skips {@code #_} and the form behind it; false when none is here. */
  private boolean discard() {
    if (!text.startsWith("#_", at)) {
      return false;
    }
    SourcePosition start = here();
    at += 2;
    enter(start);
    required("A form should follow the #_ that discards it", start);
    depth--;
    return true;
  }

  private EdnForm form(char c) {
    SourcePosition start = here();
    return switch (c) {
      case '(' -> sequence(Kind.LIST, ')', 1, start);
      case '[' -> sequence(Kind.VECTOR, ']', 1, start);
      case '{' -> mapping(start);
      case '"' -> new EdnForm.Scalar(string(start), start);
      case '\\' -> new EdnForm.Scalar(character(start), start);
      case '#' -> dispatch(start);
      default -> new EdnForm.Scalar(EdnTokens.parse(token(), this, start), start);
    };
  }

  private EdnForm dispatch(SourcePosition start) {
    if (text.startsWith("#{", at)) {
      EdnForm.Sequence set = sequence(Kind.SET, '}', 2, start);
      refuseRepeats(set.items(), "A set should have no element twice");
      return set;
    }
    if (text.startsWith("##", at)) {
      return new EdnForm.Scalar(EdnTokens.parse(token(), this, start), start);
    }
    at++;
    String tag = token();
    enter(start);
    EdnForm tagged = required("A value should follow the tag", start);
    depth--;
    return new EdnForm.Scalar(EdnTags.value(tag, tagged, this, start), start);
  }

  private EdnForm.Sequence sequence(Kind kind, char close, int opening, SourcePosition start) {
    at += opening;
    return new EdnForm.Sequence(kind, items(close, start), start);
  }

  private List<EdnForm> items(char close, SourcePosition start) {
    enter(start);
    List<EdnForm> items = new ArrayList<>();
    while (true) {
      skipBlanks();
      if (at >= text.length()) {
        throw error("The bracket should be closed before the text ends", start)
            .with("expected", close);
      }
      char c = text.charAt(at);
      if (c == close) {
        at++;
        depth--;
        return items;
      }
      if (c == ')' || c == ']' || c == '}') {
        throw error("Another bracket should be closed first", here())
            .with("expected", close)
            .with("found", c);
      }
      if (!discard()) {
        items.add(form(c));
      }
    }
  }

  private EdnForm mapping(SourcePosition start) {
    at++;
    List<EdnForm> items = items('}', start);
    if (items.size() % 2 != 0) {
      throw error("A map should have a value for each key", items.getLast().position());
    }
    List<EdnForm.Entry> entries = new ArrayList<>(items.size() / 2);
    List<EdnForm> keys = new ArrayList<>(items.size() / 2);
    for (int i = 0; i < items.size(); i += 2) {
      keys.add(items.get(i));
      entries.add(new EdnForm.Entry(items.get(i), items.get(i + 1)));
    }
    refuseRepeats(keys, "A map should have no key twice");
    return new EdnForm.Mapping(entries, start);
  }

  private void refuseRepeats(List<EdnForm> forms, String text) {
    Set<@Nullable Object> seen = new HashSet<>();
    for (EdnForm form : forms) {
      if (!seen.add(form.value())) {
        throw error(text, form.position()).with("found", form.value());
      }
    }
  }

  private EdnForm required(String expectation, SourcePosition start) {
    skipBlanks();
    if (at >= text.length() || ")]}".indexOf(text.charAt(at)) >= 0) {
      throw error(expectation, start);
    }
    return discard() ? required(expectation, start) : form(text.charAt(at));
  }

  private void enter(SourcePosition start) {
    if (++depth > DEPTH_MAX) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The EDN text is nested too deeply")
          .with("most", DEPTH_MAX)
          .at(start);
    }
  }

  private String string(SourcePosition start) {
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length()) {
        throw error("The string should be closed by a quote before the text ends", start);
      }
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\') {
        value.append(escape());
      } else {
        value.append(c);
        advance();
      }
    }
  }

  private char escape() {
    SourcePosition start = here();
    char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    at = Math.min(at + 2, text.length());
    return switch (c) {
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\\' -> '\\';
      case '"' -> '"';
      case 'u' -> {
        int code = EdnTokens.hex(text, at);
        if (code < 0) {
          throw error("Four hexadecimal digits should follow \\u", start);
        }
        at += 4;
        yield (char) code;
      }
      default ->
          throw error(
                  "A backslash in a string should be followed by one of t r n b f u \\ \"", start)
              .with("found", c);
    };
  }

  private char character(SourcePosition start) {
    at++;
    int from = at;
    if (at < text.length()) {
      advance();
    }
    while (at < text.length() && !EdnTokens.ends(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    Character named = EdnTokens.character(name);
    if (named == null) {
      throw error(
              "A character should be one character, a name such as \\newline, or \\uXXXX", start)
          .with("found", "\\" + name);
    }
    return named;
  }

  private String token() {
    int from = at;
    while (at < text.length() && !EdnTokens.ends(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (EdnTokens.blank(c)) {
        advance();
      } else {
        return;
      }
    }
  }

  /** Steps over a character that may end a line. */
  private void advance() {
    if (text.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }

  private SourcePosition here() {
    return new SourcePosition.LineColumn(line, at - lineStart + 1);
  }

  YoreException error(String expectation, @Nullable SourcePosition position) {
    return YoreException.of(ErrorCode.SYNTAX_ERROR, expectation).at(position);
  }
}
