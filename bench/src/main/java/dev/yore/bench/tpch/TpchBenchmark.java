package dev.yore.bench.tpch;

import dev.yore.tck.oracle.Answer;
import dev.yore.tck.tpch.TpchAnswers;
import dev.yore.tck.tpch.TpchChange;
import dev.yore.tck.tpch.TpchQuery;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./yore bench tpch}. */
public final class TpchBenchmark implements AutoCloseable {
  private static final String YORE = "yore";
  private static final String FILE_URL = "jdbc:yore:file:";

  private final TpchOptions options;
  private final PrintStream out;
  private final List<Engine> engines = new ArrayList<>();

  private TpchBenchmark(TpchOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Measures what the arguments ask for. */
  public static void run(String... arguments) throws Exception {
    TpchOptions options = new TpchOptions();
    CommandLine line = new CommandLine(options);
    line.parseArgs(arguments);
    if (line.isUsageHelpRequested()) {
      line.usage(System.out);
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (TpchBenchmark benchmark = new TpchBenchmark(options, out)) {
      benchmark.run();
    }
  }

  private void run() throws Exception {
    out.printf(
        Locale.ROOT,
        "TPC-H, scale %s; JDK %s, %d processors, heap of at most %d MiB%n",
        options.scale,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
    load();
    if (options.explain) {
      explain();
    }
    if (options.loopSeconds != null) {
      loop(options.loopSeconds);
    } else if (options.asOf) {
      past();
    } else {
      compare();
    }
  }

  private Engine start(String name) throws SQLException, IOException {
    return switch (name) {
      case YORE -> new YoreEngine(options.url);
      case "duckdb" -> new DuckDbEngine(options.threads);
      case "postgres" -> new PostgresEngine();
      case "h2" -> new H2Engine();
      default -> throw new IllegalArgumentException("there is no engine " + name);
    };
  }

  private void load() throws Exception {
    out.println();
    out.println("| load | rows | seconds | rows/s | CPU s |");
    out.println("| --- | ---: | ---: | ---: | ---: |");
    for (String name : options.engines) {
      Engine engine = start(name);
      engines.add(engine);
      long begin = System.nanoTime();
      long cpuBegin = engine.cpuNanos();
      long rows = engine.load(options.scale);
      double seconds = (System.nanoTime() - begin) / 1e9;
      out.printf(
          Locale.ROOT,
          "| %s | %,d | %.1f | %,.0f | %.1f |%n",
          name,
          rows,
          seconds,
          rows / seconds,
          (engine.cpuNanos() - cpuBegin) / 1e9);
      engine.settle();
      if (engine instanceof YoreEngine) {
        bytes(rows);
      }
    }
  }

  private void bytes(long rows) throws IOException {
    if (!options.url.startsWith(FILE_URL)) {
      return;
    }
    Path base = Path.of(options.url.substring(FILE_URL.length())).toAbsolutePath();
    long bytes = 0;
    try (var siblings = Files.list(base.getParent())) {
      for (Path path : siblings.toList()) {
        if (path.getFileName().toString().startsWith(base.getFileName().toString())) {
          bytes += Files.size(path);
        }
      }
    }
    out.printf(Locale.ROOT, "%n%,d bytes on disk, %.1f a row%n%n", bytes, (double) bytes / rows);
  }

  private List<TpchQuery> queries() {
    return options.queries.stream().map(TpchQuery::of).toList();
  }

  private YoreEngine yore() {
    for (Engine engine : engines) {
      if (engine instanceof YoreEngine yore) {
        return yore;
      }
    }
    throw new IllegalArgumentException("this needs the engine yore");
  }

  private void explain() throws SQLException {
    for (TpchQuery query : queries()) {
      out.println("\n-- " + query);
      try (Statement statement = yore().connection().createStatement();
          ResultSet rows = statement.executeQuery("explain " + query.sql(options.scale))) {
        while (rows.next()) {
          out.println(rows.getString(1));
        }
      } catch (SQLException e) {
        out.println(e.getMessage());
      }
    }
  }

  private void loop(int seconds) throws Exception {
    YoreEngine yore = yore();
    for (TpchQuery query : queries()) {
      String sql = query.sql(options.scale);
      try (Contestant contestant =
          Contestant.prepared(YORE, yore.connection(), sql, 0, yore::cpuNanos)) {
        contestant.warm(1_000_000L * options.warmMillis);
        out.println("\n## " + query);
        Profile.of(() -> contestant.turn(1_000_000_000L * seconds), out);
        out.printf(
            Locale.ROOT,
            "%nmedian %.2f ms, %.2f ms CPU%n",
            contestant.medianMillis(),
            contestant.medianCpuMillis());
      }
    }
  }

  private void compare() throws SQLException {
    Results results = new Results(out);
    for (TpchQuery query : queries()) {
      String sql = query.sql(options.scale);
      List<Contestant> contestants = new ArrayList<>();
      for (Engine engine : engines) {
        Connection connection = engine.connection();
        add(contestants, query, engine.name(), connection, sql, engine);
        if (engine instanceof YoreEngine) {
          contestants.add(Contestant.text("yore, text", connection, sql, engine::cpuNanos));
        }
      }
      Map<String, Answer> answers = answers(contestants);
      Answer expected = answers.getOrDefault("postgres", answers.get("duckdb"));
      for (Map.Entry<String, Answer> answer : answers.entrySet()) {
        check(query, answer.getKey(), answer.getValue(), expected);
      }
      measure(contestants);
      results.add(query.toString(), contestants);
    }
    results.summary();
  }

  private void past() throws SQLException {
    YoreEngine yore = yore();
    long then = yore.basisT();
    Map<TpchQuery, Answer> recorded = new LinkedHashMap<>();
    Map<TpchQuery, Contestant> before = new LinkedHashMap<>();
    for (TpchQuery query : queries()) {
      List<Contestant> now = new ArrayList<>();
      add(now, query, "before", yore.connection(), query.sql(options.scale), yore);
      for (Contestant contestant : now) {
        recorded.put(query, contestant.answer());
        measure(now);
        before.put(query, contestant);
      }
    }
    long begin = System.nanoTime();
    TpchChange.make(yore.connection());
    yore.index();
    out.printf(
        Locale.ROOT, "%nchanging a quarter took %.1f s%n", (System.nanoTime() - begin) / 1e9);
    Results results = new Results(out);
    try (Connection past = yore.asOf(then)) {
      for (Map.Entry<TpchQuery, Contestant> entry : before.entrySet()) {
        TpchQuery query = entry.getKey();
        String sql = query.sql(options.scale);
        List<Contestant> contestants = new ArrayList<>();
        add(contestants, query, "now", yore.connection(), sql, yore);
        add(contestants, query, "as of", past, sql, yore);
        check(query, "as of", contestants.getLast().answer(), recorded.get(query));
        measure(contestants);
        contestants.add(entry.getValue());
        results.add(query.toString(), contestants);
      }
    }
    results.summary();
  }

  private void add(
      List<Contestant> contestants,
      TpchQuery query,
      String name,
      Connection connection,
      String sql,
      Engine engine) {
    try {
      int seconds = engine instanceof DuckDbEngine ? 0 : options.limitSeconds;
      contestants.add(Contestant.prepared(name, connection, sql, seconds, engine::cpuNanos));
    } catch (SQLException e) {
      out.println(query + ": " + name + ": " + e.getMessage());
    }
  }

  /** The answers of those that have one; the others are taken out. */
  private Map<String, Answer> answers(List<Contestant> contestants) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    List<Contestant> failed = new ArrayList<>();
    for (Contestant contestant : contestants) {
      try {
        answers.put(contestant.name(), contestant.answer());
      } catch (SQLException e) {
        out.println(contestant.name() + ": " + e.getMessage());
        failed.add(contestant);
      }
    }
    contestants.removeAll(failed);
    return answers;
  }

  private void check(TpchQuery query, String name, Answer answer, @Nullable Answer expected) {
    String difference = expected == null ? "" : TpchAnswers.difference(query, answer, expected);
    if (!difference.isEmpty()) {
      out.println(query + ": " + name + " answers differently: " + difference);
    }
  }

  private void measure(List<Contestant> contestants) throws SQLException {
    for (Contestant contestant : contestants) {
      contestant.warm(1_000_000L * options.warmMillis);
    }
    for (int round = 0; round < options.rounds; round++) {
      for (Contestant contestant : contestants) {
        if (contestant.nanosTaken() < 1_000_000_000L * options.limitSeconds) {
          contestant.turn(1_000_000L * options.turnMillis);
        }
      }
    }
    for (Contestant contestant : contestants) {
      contestant.close();
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    for (Engine engine : engines) {
      engine.close();
    }
  }
}
