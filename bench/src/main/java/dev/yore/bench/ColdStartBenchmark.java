package dev.yore.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/** From the start of a JVM to the first row of a small database in a file. */
final class ColdStartBenchmark implements Benchmark {
  private static final int RUNS = Integer.getInteger("yore.bench.starts", 9);
  private static final int ROWS = 1_000;

  @Override
  public String about() {
    return "First row in a cold JVM, table of " + ROWS + " rows in a file";
  }

  @Override
  public void run(Report report) throws Exception {
    try (Scratch scratch = new Scratch()) {
      String yore = "jdbc:yore:file:" + scratch.path("cold");
      String h2 = "jdbc:h2:file:" + scratch.path("h2");
      fill(yore);
      fill(h2);
      Path archive = scratch.path("classes.jsa");
      List<String> archived =
          List.of(
              "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
      List<Side> sides =
          List.of(
              new Side("Yore", yore, List.of()),
              new Side("Yore, class data archive", yore, archived),
              new Side("H2", h2, List.of()));
      measure(report, sides);
    }
  }

  private record Side(String name, String url, List<String> flags) {}

  private static void fill(String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      SampleTable.create(connection, "t");
      SampleTable.fill(connection, "t", 0, ROWS);
    }
  }

  private static void measure(Report report, List<Side> sides) throws Exception {
    double[][] whole = new double[sides.size()][RUNS];
    double[][] driver = new double[sides.size()][RUNS];
    double[][] cpu = new double[sides.size()][RUNS];
    for (int run = -1; run < RUNS; run++) {
      for (int i = 0; i < sides.size(); i++) {
        long begin = System.nanoTime();
        long[] inside = firstRow(sides.get(i));
        if (run >= 0) {
          whole[i][run] = System.nanoTime() - begin;
          driver[i][run] = inside[0];
          cpu[i][run] = inside[1];
        }
      }
    }
    report.row("", "connection to first row", "spread", "ratio", "whole process", "CPU", "ratio");
    report.row("---", "---:", "---:", "---:", "---:", "---:", "---:");
    double first = Measured.median(driver[0]);
    double firstCpu = Measured.median(cpu[0]);
    for (int i = 0; i < sides.size(); i++) {
      Measured inside = Measured.of(sides.get(i).name, driver[i], cpu[i]);
      report.row(
          inside.name(),
          Report.time(inside.nanos()),
          Report.format("±%.0f %%", 100 * inside.spread()),
          Report.format("%.2f", inside.nanos() / first),
          Report.time(Measured.median(whole[i])),
          Report.time(inside.cpuNanos()),
          Report.format("%.2f", inside.cpuNanos() / firstCpu));
    }
  }

  /** Time from asking for the connection to the row, and CPU time of the JVM that did it. */
  private static long[] firstRow(Side side) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(side.flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FirstRow.class.getName());
    command.add(side.url);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the process with " + side.url + " failed");
    }
    String[] numbers = output.strip().split(" ", 2);
    return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
  }
}
