package dev.yore.cli.load;

import dev.yore.cli.terminal.Progress;
import java.util.Locale;

/** The line that shows how far an import is. */
final class ProgressText {
  private static final int BAR = 24;

  private ProgressText() {}

  static String of(String what, long rows, long done, long size, Progress progress) {
    double seconds = Math.max(progress.seconds(), 1e-3);
    double part = size <= 0 ? 0 : Math.min(1, (double) done / size);
    int full = (int) Math.round(part * BAR);
    long left = part <= 0 ? 0 : Math.round(seconds * (1 - part) / part);
    return String.format(
        Locale.ROOT,
        "%s %s%s %3.0f %%  %,d rows  %,.0f rows/s  %d:%02d left",
        what,
        "█".repeat(full),
        "░".repeat(BAR - full),
        part * 100,
        rows,
        rows / seconds,
        left / 60,
        left % 60);
  }
}
