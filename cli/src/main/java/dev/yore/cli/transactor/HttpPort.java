package dev.yore.cli.transactor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yore.storage.error.YoreException;
import dev.yore.transactor.serve.DatabaseHealth;
import dev.yore.transactor.serve.TransactorServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Tells those who watch over the process how it does. */
final class HttpPort implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private final TransactorServer server;
  private final PrometheusMeasures measures;
  private final HttpServer http;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("yore-http").unstarted(task));

  HttpPort(InetSocketAddress address, TransactorServer server, PrometheusMeasures measures)
      throws IOException {
    this.server = server;
    this.measures = measures;
    this.http = HttpServer.create(address, 0);
    http.createContext("/", this::answer);
    http.setExecutor(thread);
    http.start();
  }

  int port() {
    return http.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, NOT_ALLOWED, TEXT, "Only GET is answered here\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/health/live" -> send(exchange, OK, JSON, "{\"status\":\"UP\"}\n");
        case "/health/ready" -> ready(exchange);
        case "/metrics" -> send(exchange, OK, METRICS, measures.text());
        default ->
            send(exchange, NOT_FOUND, TEXT, "There are /health/live, /health/ready and /metrics\n");
      }
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    List<DatabaseHealth> all = server.health();
    boolean up = all.stream().allMatch(each -> each.trouble() == null);
    String databases = all.stream().map(HttpPort::json).collect(Collectors.joining(","));
    String body =
        "{\"status\":\"%s\",\"databases\":[%s]}\n".formatted(up ? "UP" : "DOWN", databases);
    send(exchange, up ? OK : UNAVAILABLE, JSON, body);
  }

  private static String json(DatabaseHealth health) {
    YoreException trouble = health.trouble();
    return "{\"name\":%s,\"leads\":%b%s}"
        .formatted(
            quoted(health.database()),
            health.leads(),
            trouble == null ? "" : ",\"trouble\":" + quoted(String.valueOf(trouble.getMessage())));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            json.append('\\').append((char) c);
          } else if (c < ' ') {
            json.append("\\u%04x".formatted(c));
          } else {
            json.append((char) c);
          }
        });
    return json.append('"').toString();
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
    thread.shutdownNow();
  }
}
