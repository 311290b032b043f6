package dev.yore.engine.exec;

import java.util.ArrayList;
import java.util.List;

/** A tree of operators as text, one line each, indented. */
public final class Explain {
  private Explain() {}

  public static List<String> lines(Operator root) {
    List<String> lines = new ArrayList<>();
    add(root, 0, lines);
    return lines;
  }

  private static void add(Operator operator, int depth, List<String> lines) {
    lines.add("  ".repeat(depth) + operator.describe());
    operator.inputs().forEach(input -> add(input, depth + 1, lines));
  }
}
