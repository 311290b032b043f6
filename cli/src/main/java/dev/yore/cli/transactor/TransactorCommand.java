package dev.yore.cli.transactor;

import dev.yore.cli.connect.ExitCodes;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.config.TransactorConfig;
import dev.yore.transactor.serve.TransactorServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code transactor} command. */
@Command(
    name = "transactor",
    description = {
      "Writes databases that are kept in PostgreSQL, for all peers that connect.",
      "A second one with the same databases stands by and takes over when the first is gone."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped by a signal",
      "2:the command line is wrong",
      "3:the storage cannot be opened",
      "4:the configuration cannot be read, or is wrong"
    },
    footerHeading = "%nEach setting can also be an environment variable:%n",
    footer = "  YORE_TRANSACTOR_STORAGE_PASSWORD is storage.password")
public final class TransactorCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "CONFIG",
      arity = "0..1",
      description = "A properties file; without it the settings come from the environment.")
  @Nullable Path file;

  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    TransactorConfig config;
    try {
      config = TransactorConfig.of(settings(), System.getenv());
    } catch (IOException e) {
      return fail(ExitCodes.NO_FILE, "The configuration cannot be read: " + e);
    } catch (YoreException e) {
      return fail(ExitCodes.NO_FILE, e.getMessage());
    }
    try (PrometheusMeasures measures = new PrometheusMeasures();
        TransactorServer server = TransactorServer.start(config, measures);
        HttpPort http = http(config, server, measures)) {
      // The signal is answered by an orderly end, which the JVM waits for.
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, ended), "yore-stop"));
      say("listens at port %d; databases: %s", server.port(), config.databases());
      if (http != null) {
        say("health and metrics at port %d", http.port());
      }
      report(server);
      ended.await();
      return ExitCodes.OK;
    } catch (YoreException e) {
      return fail(ExitCodes.NO_DATABASE, e.getMessage());
    } catch (IOException e) {
      return fail(ExitCodes.NO_FILE, "Health and metrics cannot be served: " + e.getMessage());
    }
  }

  private static @Nullable HttpPort http(
      TransactorConfig config, TransactorServer server, PrometheusMeasures measures)
      throws IOException {
    if (config.http() == null) {
      return null;
    }
    measures.observe(server);
    return new HttpPort(config.http(), server, measures);
  }

  private void stop(TransactorServer server, CountDownLatch ended) {
    stopped.countDown();
    say("stops: takes no more work, finishes what it has");
    server.close();
    say("stopped");
    ended.countDown();
  }

  /** Says whenever it begins or ceases to write a database, until it is stopped. */
  private void report(TransactorServer server) throws InterruptedException {
    List<String> before = List.of();
    boolean first = true;
    while (!stopped.await(100, TimeUnit.MILLISECONDS)) {
      List<String> led = server.led();
      if (first || !led.equals(before)) {
        say(led.isEmpty() ? "stands by" : "writes %s", led);
      }
      first = false;
      before = led;
    }
  }

  private Properties settings() throws IOException {
    Properties settings = new Properties();
    Path path = file;
    if (path != null) {
      try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
        settings.load(reader);
      }
    }
    return settings;
  }

  private void say(String form, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("yore transactor: " + form.formatted(values));
    out.flush();
  }

  private int fail(int code, String reason) {
    spec.commandLine().getErr().println("yore transactor: " + reason);
    return code;
  }
}
