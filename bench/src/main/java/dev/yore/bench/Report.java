package dev.yore.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Writes what was measured as tables in Markdown. */
public final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  public void title(String title) {
    out.println("\n### " + title + "\n");
  }

  public void note(String note) {
    out.println("\n" + note);
  }

  /** What is going on, for whoever waits. */
  public void progress(String what) {
    System.err.println("  " + what);
  }

  /**
   * Measurements of one unit of work, each beside the first of them: in time on the clock, and in
   * processor time of the calling thread, which says more where others load the machine too.
   */
  public void sides(String unit, List<Measured> sides) {
    row("", "time per " + unit, "spread", "ratio", "CPU per " + unit, "per second of CPU", "ratio");
    row("---", "---:", "---:", "---:", "---:", "---:", "---:");
    Measured first = sides.getFirst();
    for (Measured side : sides) {
      row(
          side.name(),
          time(side.nanos()),
          format("±%.0f %%", 100 * side.spread()),
          format("%.2f", side.nanos() / first.nanos()),
          time(side.cpuNanos()),
          number(1e9 / side.cpuNanos()),
          format("%.2f", side.cpuNanos() / first.cpuNanos()));
    }
    out.println();
  }

  public void row(String... cells) {
    out.println("| " + String.join(" | ", cells) + " |");
  }

  public static String time(double nanos) {
    if (nanos < 1e3) {
      return format(nanos < 10 ? "%.2f ns" : "%.0f ns", nanos);
    }
    if (nanos < 1e6) {
      return format("%.1f µs", nanos / 1e3);
    }
    return nanos < 1e9 ? format("%.1f ms", nanos / 1e6) : format("%.2f s", nanos / 1e9);
  }

  public static String number(double number) {
    if (number >= 1e6) {
      return format("%.1f M", number / 1e6);
    }
    return format(number < 100 ? "%.1f" : "%,.0f", number);
  }

  public static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
