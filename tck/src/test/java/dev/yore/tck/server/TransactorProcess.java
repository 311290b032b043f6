package dev.yore.tck.server;

import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.transactor.config.TransactorConfig;
import dev.yore.transactor.serve.TransactorServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** A transactor in a process of its own, to be killed. */
final class TransactorProcess implements AutoCloseable {
  private static final String READY = "serving";

  private final Process process;

  private TransactorProcess(Process process) {
    this.process = process;
  }

  /** Starts one and waits until it serves or stands by. */
  static TransactorProcess start(PostgresLocation location, String database) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TransactorProcess.class.getName(), location.toString(), database));
    location.properties().forEach((name, value) -> command.add(name + "=" + value));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (!READY.equals(line)) {
      process.destroyForcibly();
      throw new IOException("the transactor said " + line);
    }
    return new TransactorProcess(process);
  }

  public static void main(String[] arguments) throws InterruptedException {
    Properties settings = new Properties();
    settings.setProperty("storage", arguments[0]);
    settings.setProperty("databases", arguments[1]);
    settings.setProperty("host", "127.0.0.1");
    settings.setProperty("bind", "127.0.0.1");
    settings.setProperty("port", "0");
    settings.setProperty("lease", "900ms");
    Map<String, String> storage = new HashMap<>();
    for (int i = 2; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      storage.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    TransactorServer unused =
        TransactorServer.start(
            TransactorConfig.of(settings, Map.of())
                .storedAt(PostgresLocation.of(arguments[0], storage)));
    System.out.println(READY);
    new CountDownLatch(1).await();
  }

  /** Ends it without a chance to say goodbye. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
