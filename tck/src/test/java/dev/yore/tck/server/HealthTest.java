package dev.yore.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.cli.Main;
import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.storage.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a transactor tells those who watch over it. */
@Timeout(120)
class HealthTest {
  private static final Pattern NAME = Pattern.compile("`(yore_[a-z_]+)`");
  private static final Pattern SAMPLE = Pattern.compile("^(yore_[a-z_]+)[{ ]", Pattern.MULTILINE);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  private record Answer(int status, String body) {}

  private static Answer get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> response =
        HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private JavaProcess start(PostgresLocation location) throws IOException {
    Path settings = folder.resolve("transactor.properties");
    Files.writeString(
        settings,
        """
        storage = %s
        storage.user = %s
        databases = shop
        host = 127.0.0.1
        bind = 127.0.0.1
        port = 0
        lease = 600ms
        http = 127.0.0.1:0
        """
            .formatted(location, location.properties().get("user")));
    return JavaProcess.start(Main.class, List.of("transactor", settings.toString()));
  }

  private static int port(JavaProcess transactor) throws IOException {
    Pattern said = Pattern.compile("health and metrics at port (\\d+)");
    for (String line = transactor.line(); line != null; line = transactor.line()) {
      Matcher found = said.matcher(line);
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
    }
    throw new IOException("the transactor does not say where it serves metrics");
  }

  private static void awaitReady(int port, int status) throws Exception {
    Answer answer = get(port, "/health/ready");
    while (answer.status() != status) {
      Thread.sleep(50);
      answer = get(port, "/health/ready");
    }
  }

  /** The names of the manual's table, and those that there are, without what a timer adds. */
  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      names.add(found.group(1).replaceAll("_(count|sum|max)$", ""));
    }
    return names;
  }

  private static String page() throws IOException {
    String all = Files.readString(Path.of("..", "docs", "operations.md"));
    return all.substring(all.indexOf("### Health and metrics"));
  }

  @Test
  void metricsCountWhatHappensAndAreThoseOfTheManual() throws Exception {
    try (TestPostgres postgres = TestPostgres.startOwn();
        JavaProcess transactor = start(postgres.location(Map.of()))) {
      int port = port(transactor);
      assertThat(get(port, "/health/live").status()).isEqualTo(200);
      assertThat(get(port, "/nowhere").status()).isEqualTo(404);
      String url =
          "jdbc:yore:postgresql:%s?database=shop&user=%s"
              .formatted(
                  postgres.location(Map.of()),
                  postgres.location(Map.of()).properties().get("user"));
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        for (int id = 0; id < 10; id++) {
          statement.execute("INSERT INTO t VALUES (" + id + ")");
        }
        String metrics = get(port, "/metrics").body();
        assertThat(metrics).contains("yore_commits_total{database=\"shop\"} 11.0");
        assertThat(metrics).contains("yore_peers{database=\"shop\"} 1.0");
        assertThat(metrics).contains("yore_leads{database=\"shop\"} 1.0");
        assertThat(names(SAMPLE, metrics)).isEqualTo(names(NAME, page()));
      }
      Answer ready = get(port, "/health/ready");
      assertThat(ready.status()).isEqualTo(200);
      assertThat(ready.body())
          .isEqualTo("{\"status\":\"UP\",\"databases\":[{\"name\":\"shop\",\"leads\":true}]}\n");
      postgres.kill();
      awaitReady(port, 503);
      assertThat(get(port, "/health/ready").body()).contains("\"status\":\"DOWN\"", "trouble");
      assertThat(get(port, "/health/live").status()).isEqualTo(200);
      postgres.startAgain();
      awaitReady(port, 200);
    }
  }
}
