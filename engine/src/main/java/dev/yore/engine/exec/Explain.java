package dev.yore.engine.exec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree of operators as text, one line each, indented. */
public final class Explain {
  private Explain() {}

  public static List<String> lines(Operator root) {
    return lines(root, null);
  }

  /**
   * @param execution one that counted rows, to show them; or null
   */
  public static List<String> lines(Operator root, @Nullable Execution execution) {
    List<String> lines = new ArrayList<>();
    add(root, 0, execution, lines);
    return lines;
  }

  private static void add(
      Operator operator, int depth, @Nullable Execution execution, List<String> lines) {
    long rows = execution == null ? -1 : execution.rows(operator);
    String counted = rows < 0 ? "" : "  [" + rows + (rows == 1 ? " row]" : " rows]");
    lines.add("  ".repeat(depth) + operator.describe() + counted);
    operator.inputs().forEach(input -> add(input, depth + 1, execution, lines));
  }
}
