package dev.yore.cli.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bar chart of characters: a bar for each value, two cells wide. */
final class Chart {
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
  private static final int PARTS = EIGHTHS.length() - 1;

  private Chart() {}

  /**
   * Draws bars from zero.
   *
   * @param values none negative
   * @param height lines of the highest bar
   * @param blocks whether the terminal shows block characters
   */
  static List<String> of(long[] values, int height, boolean blocks) {
    long max = Math.max(1, Arrays.stream(values).max().orElse(1));
    int label = String.valueOf(max).length();
    List<String> lines = new ArrayList<>();
    for (int row = height - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      String mark = row == height - 1 ? String.valueOf(max) : row == 0 ? "0" : "";
      line.append(" ".repeat(label - mark.length())).append(mark).append(blocks ? " ┤" : " |");
      for (long value : values) {
        int filled = (int) Math.round((double) value / max * height * PARTS) - row * PARTS;
        String cell = cell(Math.clamp(filled, 0, PARTS), blocks);
        line.append(cell).append(blocks ? cell : " ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String cell(int eighths, boolean blocks) {
    if (blocks) {
      return EIGHTHS.substring(eighths, eighths + 1);
    }
    return eighths >= PARTS / 2 ? "#" : " ";
  }
}
