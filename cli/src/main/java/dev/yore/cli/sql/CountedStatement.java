package dev.yore.cli.sql;

import java.util.Locale;
import java.util.Set;

/** Tells from a statement's first word what kind it is. */
final class CountedStatement {
  private static final Set<String> COUNTED = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "ERASE");
  private static final Set<String> SCHEMA = Set.of("CREATE", "DROP", "ALTER", "RENAME");

  private CountedStatement() {}

  /** Whether the count of changed rows means something even when it is zero. */
  static boolean isCounted(String text) {
    return COUNTED.contains(firstWord(text));
  }

  /** Whether tables or columns may be others afterwards; transaction data may define them, too. */
  static boolean changesSchema(String text) {
    return SCHEMA.contains(firstWord(text)) || text.startsWith("[") || text.startsWith("{");
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }
}
