package dev.yore.cli.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of columns out of a file's header. */
final class ColumnNames {
  private ColumnNames() {}

  /** Lower case, anything but letters and digits as {@code _}, each name once. */
  static List<String> of(List<String> header) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String simple = simple(header.get(i));
      String base = simple.isEmpty() ? "c" + (i + 1) : simple;
      String name = base;
      for (int n = 2; !taken.add(name); n++) {
        name = base + "_" + n;
      }
      names.add(name);
    }
    return names;
  }

  /** Names for a file without a header. */
  static List<String> numbered(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("c" + i);
    }
    return names;
  }

  private static String simple(String written) {
    String name =
        written
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "_")
            .replaceAll("^_+|_+$", "");
    return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? "c" + name : name;
  }
}
