package dev.yore.engine.explain;

import dev.yore.engine.exec.Estimate;
import dev.yore.engine.exec.OperatorProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation as lines for people. */
public final class ExplainText {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private final List<String> lines = new ArrayList<>();

  private ExplainText() {}

  public static List<String> lines(Explanation explanation) {
    ExplainText text = new ExplainText();
    text.add(explanation.plan(), 0, "");
    Explanation.Run run = explanation.run();
    if (run == null) {
      text.addDatalog(explanation.datalog());
    } else {
      text.addRun(explanation.planningNanos(), run);
    }
    return text.lines;
  }

  private void add(PlanNode node, int depth, String role) {
    String indent = "  ".repeat(depth);
    Estimate expected = node.expected();
    OperatorProfile actual = node.actual();
    StringBuilder line = new StringBuilder(indent).append(role).append(node.detail());
    if (node.repeated()) {
      lines.add(line.append("  (see above)").toString());
      return;
    }
    if (expected != null) {
      line.append("  (cost=")
          .append(rounded(expected.cost()))
          .append(" rows=")
          .append(rounded(expected.rows()))
          .append(')');
    }
    if (actual != null) {
      line.append(actual.starts() == 0 ? " (never executed)" : actual(actual));
    }
    lines.add(line.toString());
    if (actual != null) {
      addReads(actual, indent + "      ");
    }
    node.subPlans().forEach(plan -> add(plan, depth + 1, "sub-query: "));
    node.inputs().forEach(input -> add(input, depth + 1, ""));
  }

  private static String actual(OperatorProfile actual) {
    return format(
        " (actual rows=%d batches=%d%s time=%s self=%s)",
        actual.rows(),
        actual.batches(),
        actual.starts() == 1 ? "" : " starts=" + actual.starts(),
        millis(actual.inclusiveNanos()),
        millis(actual.exclusiveNanos()));
  }

  private void addReads(OperatorProfile actual, String indent) {
    if (actual.datoms() > 0 || actual.cachedSegments() + actual.loadedSegments() > 0) {
      lines.add(
          format(
              "%sread %d datoms; segments %d from cache, %d from store; %s decoded, %s from store",
              indent,
              actual.datoms(),
              actual.cachedSegments(),
              actual.loadedSegments(),
              bytes(actual.segmentBytes()),
              bytes(actual.storedBytes())));
    }
    if (actual.peakBytes() > 0 || actual.spilledBytes() > 0) {
      lines.add(
          format(
              "%smemory %s, spilled %s",
              indent, bytes(actual.peakBytes()), bytes(actual.spilledBytes())));
    }
  }

  private void addDatalog(List<String> datalog) {
    if (!datalog.isEmpty()) {
      lines.add("");
      lines.add("Datalog:");
      datalog.forEach(line -> lines.add("  " + line));
    }
  }

  private void addRun(long planningNanos, Explanation.Run run) {
    lines.add(format("Planning: %s", millis(planningNanos)));
    lines.add(
        format(
            "Execution: %s, %d rows, %d thread%s",
            millis(run.nanos()), run.rows(), run.threads(), run.threads() == 1 ? "" : "s"));
    lines.add(
        format(
            "Memory: peak %s of %s, spilled %s",
            bytes(run.peakBytes()), bytes(run.limitBytes()), bytes(run.spilledBytes())));
  }

  private static String rounded(double number) {
    return format(number < 10 ? "%.2f" : "%.0f", number);
  }

  private static String millis(long nanos) {
    return format("%.3f ms", nanos / 1e6);
  }

  private static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return format(unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
