package dev.yore.tck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.postgres.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what docs/operations.md says to copy and paste, with other ports, and with the classes of
 * this build in the place of {@code ./yore}.
 */
@Timeout(180)
class OperationsWalkTest {
  private static final Pattern STEP = Pattern.compile("```sh walk\n(.*?)```", Pattern.DOTALL);

  /** Initdb and postgres refuse to work for root; for who takes no rights along they do not. */
  private static final String PREPARED =
      """
      set -euo pipefail
      PATH="$POSTGRES:$PATH"
      unprivileged() { if [ "$(id -u)" = 0 ]; then command unshare -U "$@"; else command "$@"; fi; }
      initdb() { unprivileged initdb "$@" > initdb.log 2>&1; }
      pg_ctl() { unprivileged pg_ctl "$@"; }
      java() { command "$JAVA" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$CLASSES" "$@"; }
      psql() { java dev.yore.tck.docs.Psql "$@"; }
      printf '#!/bin/sh\\nexec "$JAVA" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %s dev.yore.cli.Main "$@"\\n' \\
        '-cp "$CLASSES"' > yore
      chmod +x yore
      """;

  @TempDir Path folder;

  @AfterEach
  void stopPostgres() throws Exception {
    Path pid = folder.resolve("pgdata/postmaster.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static String page() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return Files.readString(root.resolve("docs/operations.md"));
  }

  private static String script() throws IOException {
    StringBuilder script = new StringBuilder(PREPARED);
    Matcher steps = STEP.matcher(page());
    while (steps.find()) {
      script.append(steps.group(1));
    }
    String own = script.toString();
    for (String port : List.of("5432", "4747", "4748")) {
      own = own.replace(port, freePort());
    }
    return own;
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  @Test
  void theWalkThroughWorksByCopyAndPaste() throws Exception {
    Path script = Files.writeString(folder.resolve("walk.sh"), script());
    Path out = folder.resolve("out.txt");
    ProcessBuilder bash =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    bash.environment().put("POSTGRES", TestPostgres.shared().programs().toString());
    bash.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin/java").toString());
    bash.environment().put("CLASSES", System.getProperty("java.class.path"));
    Process running = bash.start();
    boolean ended = running.waitFor(150, TimeUnit.SECONDS);
    if (!ended) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly().waitFor();
    }
    String said = Files.readString(out, StandardCharsets.UTF_8) + logs();
    assertThat(ended).as(said).isTrue();
    assertThat(running.exitValue()).as(said).isZero();
    assertThat(said).contains("100").contains("yore transactor: writes [shop]").contains("120");
  }

  private String logs() throws IOException {
    List<String> all = new ArrayList<>();
    for (String name : List.of("initdb.log", "postgres.log", "transactor.log", "standby.log")) {
      Path log = folder.resolve(name);
      if (Files.exists(log)) {
        all.add("\n--- " + name + "\n" + Files.readString(log, StandardCharsets.UTF_8));
      }
    }
    return String.join("", all);
  }
}
