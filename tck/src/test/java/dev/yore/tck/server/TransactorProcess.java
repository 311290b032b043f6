package dev.yore.tck.server;

import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.transactor.config.TransactorConfig;
import dev.yore.transactor.serve.TransactorServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** A transactor in a process of its own. */
final class TransactorProcess {
  private TransactorProcess() {}

  /** One that was started, and the port that its lease names when it leads. */
  record Started(JavaProcess process, int port) {}

  /** Starts one and waits until it serves or stands by. */
  static Started start(PostgresLocation location, String database, String lease)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(location.toString(), database, lease));
    location.properties().forEach((name, value) -> arguments.add(name + "=" + value));
    JavaProcess process = JavaProcess.start(TransactorProcess.class, arguments);
    String line = process.line();
    if (line == null) {
      throw new IOException("the transactor has not started");
    }
    return new Started(process, Integer.parseInt(line));
  }

  public static void main(String[] arguments) throws InterruptedException {
    Properties settings = new Properties();
    settings.setProperty("storage", arguments[0]);
    settings.setProperty("databases", arguments[1]);
    settings.setProperty("lease", arguments[2]);
    settings.setProperty("host", "127.0.0.1");
    settings.setProperty("bind", "127.0.0.1");
    settings.setProperty("port", "0");
    Map<String, String> storage = new HashMap<>();
    for (int i = 3; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      storage.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    TransactorServer server =
        TransactorServer.start(
            TransactorConfig.of(settings, Map.of())
                .storedAt(PostgresLocation.of(arguments[0], storage)));
    System.out.println(server.port());
    new CountDownLatch(1).await();
  }
}
