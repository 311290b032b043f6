package dev.yore.bench;

import dev.yore.bench.commits.CommitsBenchmark;
import dev.yore.bench.datalog.DatalogBenchmark;
import dev.yore.bench.tpch.TpchBenchmark;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./yore bench NAME...}: runs benchmarks; without a name lists them. */
public final class Main {
  private static final String ALL = "all";
  private static final String JMH = "jmh";
  private static final String TPCH = "tpch";

  private Main() {}

  private static Map<String, Benchmark> benchmarks() {
    Map<String, Benchmark> known = new LinkedHashMap<>();
    known.put("codec", new CodecBenchmark());
    known.put("store", new StoreBenchmark());
    known.put("scan", new ScanBenchmark());
    known.put("query", new QueryBenchmark());
    known.put("read", new PointReadBenchmark());
    known.put("reads", new ReadsBenchmark());
    known.put("datalog", new DatalogBenchmark());
    known.put("commits", new CommitsBenchmark());
    known.put("commit", new CommitBenchmark());
    known.put("insert", new InsertBenchmark());
    known.put("cold", new ColdStartBenchmark());
    return known;
  }

  /** Runs the benchmarks named; {@code jmh} hands what follows to JMH, {@code tpch} to TPC-H. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Benchmark> known = benchmarks();
    List<String> wanted = List.of(arguments);
    if (wanted.isEmpty()) {
      usage(known);
    } else if (wanted.getFirst().equals(JMH)) {
      org.openjdk.jmh.Main.main(wanted.subList(1, wanted.size()).toArray(String[]::new));
    } else if (wanted.getFirst().equals(TPCH)) {
      TpchBenchmark.run(wanted.subList(1, wanted.size()).toArray(String[]::new));
    } else if (wanted.equals(List.of(ALL))) {
      run(List.copyOf(known.values()));
    } else if (known.keySet().containsAll(wanted)) {
      run(wanted.stream().map(known::get).toList());
    } else {
      System.err.println("There is no such benchmark among " + wanted);
      usage(known);
      System.exit(2);
    }
    System.exit(0);
  }

  private static void run(List<Benchmark> chosen) throws Exception {
    Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    report.note(
        Report.format(
            "JDK %s, %d processors, heap of at most %d MiB",
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().maxMemory() >> 20));
    for (Benchmark benchmark : chosen) {
      report.title(benchmark.about());
      benchmark.run(report);
    }
  }

  private static void usage(Map<String, Benchmark> known) {
    System.out.println("Usage: ./yore bench NAME...\n");
    known.forEach((name, it) -> System.out.println("  " + padded(name) + it.about()));
    System.out.println("  " + padded(ALL) + "all of these");
    System.out.println("  " + padded(TPCH) + "TPC-H beside other databases; see tpch --help");
    System.out.println("  " + padded(JMH) + "the JMH benchmarks, with JMH's own arguments");
  }

  private static String padded(String name) {
    return Report.format("%-10s", name);
  }
}
