package dev.yore.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of a JVM to the first row of a small database in a file. Each driver has the class
 * path that it has in an application: its own jar and the application's.
 */
final class ColdStartBenchmark implements Benchmark {
  private static final int RUNS = Integer.getInteger("yore.bench.starts", 9);
  private static final int ROWS = 1_000;
  private static final String DRIVER = "yore.bench.driver";
  private static final int AOT_SINCE = 25;

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
      List<Side> sides = new ArrayList<>();
      Side plain = new Side("Yore", yore, driver(), List.of());
      sides.add(plain);
      Path archive = scratch.path("classes.jsa");
      sides.add(
          plain.with(
              "class data archive",
              "-XX:+AutoCreateSharedArchive",
              "-XX:SharedArchiveFile=" + archive,
              "-Xlog:disable"));
      if (Runtime.version().feature() >= AOT_SINCE) {
        Path cache = scratch.path("classes.aot");
        firstRow(plain.with("training", "-XX:AOTCacheOutput=" + cache, "-Xlog:disable"));
        sides.add(plain.with("AOT cache", "-XX:AOTCache=" + cache));
      }
      sides.add(new Side("H2", h2, jarOf(org.h2.Driver.class), List.of()));
      measure(report, sides);
    }
  }

  /**
   * @param driver the jar of the driver
   */
  private record Side(String name, String url, String driver, List<String> flags) {
    Side with(String what, String... more) {
      return new Side(name + ", " + what, url, driver, List.of(more));
    }
  }

  /** The jar for users, which the launcher has built. */
  private static String driver() {
    String jar = System.getProperty(DRIVER);
    if (jar == null) {
      throw new IllegalStateException("-D" + DRIVER + " names the jar of the driver");
    }
    return jar;
  }

  private static String jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

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
    command.add(side.driver + File.pathSeparator + jarOf(FirstRow.class));
    command.add(FirstRow.class.getName());
    command.add(side.url);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the process with " + side.url + " failed");
    }
    // What a JVM says that writes a cache stands below.
    String[] numbers = output.lines().findFirst().orElseThrow().split(" ", 2);
    return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
  }
}
