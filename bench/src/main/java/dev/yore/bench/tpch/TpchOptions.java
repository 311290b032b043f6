package dev.yore.bench.tpch;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./yore bench tpch} understands. */
@Command(name = "tpch", mixinStandardHelpOptions = true)
final class TpchOptions {
  @Option(names = "--scale", description = "scale factor, 1 is 8.7 million rows")
  double scale = 0.1;

  @Option(names = "--engines", split = ",", description = "of yore, duckdb, postgres, h2")
  List<String> engines = List.of("yore", "duckdb", "postgres", "h2");

  @Option(names = "--queries", split = ",", description = "numbers; without it all 22")
  List<Integer> queries = IntStream.rangeClosed(1, 22).boxed().toList();

  @Option(
      names = "--as-of",
      description = "change a quarter of the orders and lines, then ask for the moment before")
  boolean asOf;

  @Option(names = "--url", description = "where Yore keeps its data")
  String url = "jdbc:yore:mem:tpch";

  @Option(names = "--threads", description = "of DuckDB")
  int threads = 2;

  @Option(names = "--warm", description = "milliseconds that each engine warms up on each query")
  long warmMillis = 1_500;

  @Option(names = "--rounds", description = "turns that count, of each engine on each query")
  int rounds = 9;

  @Option(names = "--turn", description = "milliseconds that a turn lasts at least")
  long turnMillis = 40;

  @Option(
      names = "--limit",
      description = "seconds that an engine has for all turns of a query, and for one run of it")
  int limitSeconds = 20;

  @Option(names = "--loop", description = "run Yore alone for so many seconds, show a profile")
  @Nullable Integer loopSeconds;

  @Option(names = "--explain", description = "show Yore's plans")
  boolean explain;
}
