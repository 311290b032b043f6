package dev.yore.engine.datalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Names that somebody may have meant. */
final class NearNames {
  private static final int NAMES_MAX = 3;

  private NearNames() {}

  /** The names that are nearest to one, nearest first. */
  static String of(String name, Collection<String> known) {
    List<String> sorted =
        known.stream()
            .sorted(Comparator.comparingInt((String n) -> distance(name, n)).thenComparing(n -> n))
            .limit(NAMES_MAX)
            .toList();
    return sorted.stream().collect(Collectors.joining(" "));
  }

  /** How many letters must be changed, added or removed (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
