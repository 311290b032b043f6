package dev.yore.bench.tpch;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The table of what each query took: the median on the clock and, in brackets, processor time of
 * all threads; then the ratios of the first contestant to each other one.
 */
final class Results {
  private final PrintStream out;
  private final Map<String, List<Contestant>> byQuery = new LinkedHashMap<>();

  Results(PrintStream out) {
    this.out = out;
  }

  void add(String query, List<Contestant> contestants) {
    if (byQuery.isEmpty()) {
      header(contestants);
    }
    byQuery.put(query, List.copyOf(contestants));
    StringBuilder line = new StringBuilder("| " + query + " |");
    for (Contestant each : contestants) {
      line.append(
          String.format(
              Locale.ROOT, " %.2f (%.2f) |", each.medianMillis(), each.medianCpuMillis()));
    }
    for (Contestant each :
        contestants.subList(Math.min(1, contestants.size()), contestants.size())) {
      line.append(
          String.format(
              Locale.ROOT,
              " %s %.2f (%.2f) |",
              each.name(),
              contestants.getFirst().medianMillis() / each.medianMillis(),
              contestants.getFirst().medianCpuMillis() / each.medianCpuMillis()));
    }
    out.println(line);
  }

  private void header(List<Contestant> contestants) {
    StringBuilder names = new StringBuilder("\n| ms (CPU ms) |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (Contestant each : contestants) {
      names.append(' ').append(each.name()).append(" |");
      rule.append(" ---: |");
    }
    for (int i = 1; i < contestants.size(); i++) {
      names.append(" ratio to |");
      rule.append(" ---: |");
    }
    out.println(names);
    out.println(rule);
  }

  /** Geometric mean and sum of each contestant, over the queries that all of them answered. */
  void summary() {
    int most = byQuery.values().stream().mapToInt(List::size).max().orElse(0);
    List<List<Contestant>> complete =
        byQuery.values().stream().filter(each -> each.size() == most).toList();
    if (complete.isEmpty()) {
      return;
    }
    out.printf("%nOver the %d queries that all answered:%n%n", complete.size());
    out.println("| | geometric mean, ms | CPU | sum, ms | CPU | ratio of means | of CPU |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (int i = 0; i < most; i++) {
      int place = i;
      List<Contestant> column = complete.stream().map(each -> each.get(place)).toList();
      List<Contestant> first = complete.stream().map(List::getFirst).toList();
      out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.2f | %.1f | %.1f | %.2f | %.2f |%n",
          column.getFirst().name(),
          mean(column, Contestant::medianMillis),
          mean(column, Contestant::medianCpuMillis),
          column.stream().mapToDouble(Contestant::medianMillis).sum(),
          column.stream().mapToDouble(Contestant::medianCpuMillis).sum(),
          mean(first, Contestant::medianMillis) / mean(column, Contestant::medianMillis),
          mean(first, Contestant::medianCpuMillis) / mean(column, Contestant::medianCpuMillis));
    }
  }

  private static double mean(List<Contestant> column, ToDoubleFunction<Contestant> millis) {
    double logs = column.stream().mapToDouble(each -> Math.log(millis.applyAsDouble(each))).sum();
    return Math.exp(logs / column.size());
  }
}
