package dev.yore.cli.transactor;

import dev.yore.storage.cache.CacheStatistics;
import dev.yore.transactor.Metrics;
import dev.yore.transactor.serve.DatabaseHealth;
import dev.yore.transactor.serve.Measures;
import dev.yore.transactor.serve.TransactorServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Counts for Prometheus what the transactor tells of itself. */
final class PrometheusMeasures implements Measures, AutoCloseable {
  private static final String DATABASE = "database";
  private static final String OPERATION = "operation";
  private static final double[] PERCENTILES = {0.5, 0.99};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Map<String, Timer> calls = new ConcurrentHashMap<>();
  private final Map<String, Counter> failures = new ConcurrentHashMap<>();

  PrometheusMeasures() {
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  /** Adds what is looked up when somebody asks. */
  void observe(TransactorServer server) {
    for (DatabaseHealth each : server.health()) {
      String name = each.database();
      gauge(server, name, "yore.leads", health -> health.leads() ? 1 : 0);
      gauge(server, name, "yore.peers", DatabaseHealth::peers);
      gauge(server, name, "yore.novelty.datoms", DatabaseHealth::noveltyDatoms);
      gauge(server, name, "yore.novelty.bytes", DatabaseHealth::noveltyBytes);
    }
    counter(server, "yore.cache.hits", CacheStatistics::hits);
    counter(server, "yore.cache.misses", CacheStatistics::misses);
    Gauge.builder("yore.cache.bytes", server, each -> each.cache().bytesHeld()).register(registry);
  }

  private void gauge(
      TransactorServer server, String database, String name, ToDoubleFunction<DatabaseHealth> of) {
    Gauge.builder(name, server, each -> of.applyAsDouble(health(each, database)))
        .tag(DATABASE, database)
        .register(registry);
  }

  private static DatabaseHealth health(TransactorServer server, String database) {
    return server.health().stream()
        .filter(each -> each.database().equals(database))
        .findFirst()
        .orElseThrow();
  }

  private void counter(TransactorServer server, String name, ToDoubleFunction<CacheStatistics> of) {
    FunctionCounter.builder(name, server, each -> of.applyAsDouble(each.cache()))
        .register(registry);
  }

  /** All of it in the text form of Prometheus. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void called(String operation, long nanos, boolean failed) {
    calls
        .computeIfAbsent(
            operation,
            name ->
                Timer.builder("yore.storage.call")
                    .tag(OPERATION, name)
                    .publishPercentiles(PERCENTILES)
                    .register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
    Counter failing =
        failures.computeIfAbsent(
            operation,
            name ->
                Counter.builder("yore.storage.failures").tag(OPERATION, name).register(registry));
    if (failed) {
      failing.increment();
    }
  }

  @Override
  public Metrics of(String database) {
    return new OfDatabase(database);
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  /** What is told of one database. */
  private final class OfDatabase implements Metrics {
    private final Timer inbox;
    private final Timer decide;
    private final Timer log;
    private final Timer index;
    private final DistributionSummary group;
    private final Counter commits;
    private final Counter logBytes;
    private final Counter refusals;
    private final Counter logFailures;
    private final Counter indexFailures;

    OfDatabase(String database) {
      inbox = timer("yore.inbox", database);
      decide = timer("yore.decide", database);
      log = timer("yore.log.write", database);
      index = timer("yore.index.run", database);
      group =
          DistributionSummary.builder("yore.log.group")
              .tag(DATABASE, database)
              .publishPercentiles(PERCENTILES)
              .register(registry);
      commits = counter("yore.commits", database);
      logBytes = counter("yore.log.bytes", database);
      refusals = counter("yore.refusals", database);
      logFailures = counter("yore.log.failures", database);
      indexFailures = counter("yore.index.failures", database);
    }

    private Timer timer(String name, String database) {
      return Timer.builder(name)
          .tag(DATABASE, database)
          .publishPercentiles(PERCENTILES)
          .register(registry);
    }

    private Counter counter(String name, String database) {
      return Counter.builder(name).tag(DATABASE, database).register(registry);
    }

    @Override
    public void waited(long nanos) {
      inbox.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void decided(long nanos, boolean refused) {
      decide.record(nanos, TimeUnit.NANOSECONDS);
      if (refused) {
        refusals.increment();
      }
    }

    @Override
    public void logged(int count, int bytes, long nanos) {
      log.record(nanos, TimeUnit.NANOSECONDS);
      group.record(count);
      commits.increment(count);
      logBytes.increment(bytes);
    }

    @Override
    public void logFailed() {
      logFailures.increment();
    }

    @Override
    public void indexed(long nanos) {
      index.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void indexFailed() {
      indexFailures.increment();
    }
  }
}
