package dev.yore.cli.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours keywords, strings and comments while they are typed. */
final class SqlHighlighter implements Highlighter {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>--.*|/\\*(?s:.*?)(\\*/|$))"
              + "|(?<string>'(?s:[^']*)('|$))"
              + "|(?<name>\"[^\"]*(\"|$))"
              + "|(?<word>[\\p{L}_][\\w]*)"
              + "|(?<keyword>:[\\w/.!?*+-]+)");

  private static final Set<String> KEYWORDS =
      SchemaNames.KEYWORDS.stream()
          .flatMap(words -> Arrays.stream(words.split(" ")))
          .collect(Collectors.toUnmodifiableSet());

  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    AttributedStringBuilder styled = new AttributedStringBuilder();
    Matcher matcher = TOKEN.matcher(buffer);
    int from = 0;
    while (matcher.find()) {
      styled.append(buffer.substring(from, matcher.start()), PLAIN);
      styled.append(matcher.group(), style(matcher));
      from = matcher.end();
    }
    return styled.append(buffer.substring(from), PLAIN).toAttributedString();
  }

  private static AttributedStyle style(Matcher matcher) {
    if (matcher.group("comment") != null) {
      return PLAIN.faint();
    }
    if (matcher.group("string") != null) {
      return PLAIN.foreground(AttributedStyle.GREEN);
    }
    if (matcher.group("keyword") != null) {
      return PLAIN.foreground(AttributedStyle.CYAN);
    }
    String word = matcher.group("word");
    boolean keyword = word != null && KEYWORDS.contains(word.toUpperCase(Locale.ROOT));
    return keyword ? PLAIN.bold() : PLAIN;
  }
}
