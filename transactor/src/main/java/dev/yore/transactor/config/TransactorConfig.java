package dev.yore.transactor.config;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.transactor.TransactorOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a transactor serves, and where.
 *
 * @param storage the PostgreSQL that keeps the databases
 * @param databases their names; those that are not there are made
 * @param host what peers are told to connect with
 * @param bind the address to listen at
 * @param port to listen at; 0 for any that is free
 * @param http where health and metrics are served; null for nowhere
 * @param lease for how long a lease is good without being renewed
 * @param options how each database is written
 */
public record TransactorConfig(
    PostgresLocation storage,
    List<String> databases,
    String host,
    String bind,
    int port,
    @Nullable InetSocketAddress http,
    Duration lease,
    TransactorOptions options) {

  /** Peers of older index trees than this have read the root anew, or have been closed. */
  private static final Duration GRACE = Duration.ofHours(1);

  public static final int DEFAULT_PORT = 4747;
  private static final int PORT_MAX = 65_535;
  private static final Duration LEASE_USUAL = Duration.ofSeconds(3);
  private static final Duration LEASE_MIN = Duration.ofMillis(500);
  private static final Duration LEASE_MAX = Duration.ofMinutes(5);
  private static final String ENVIRONMENT = "YORE_TRANSACTOR_";

  public TransactorConfig {
    databases = List.copyOf(databases);
  }

  /** The same with the databases kept elsewhere. */
  public TransactorConfig storedAt(PostgresLocation location) {
    return new TransactorConfig(location, databases, host, bind, port, http, lease, options);
  }

  /** The settings by the names that users write. */
  private enum Key {
    STORAGE("storage"),
    USER("storage.user"),
    PASSWORD("storage.password"),
    DATABASES("databases"),
    HOST("host"),
    BIND("bind"),
    PORT("port"),
    HTTP("http"),
    LEASE("lease"),
    INDEX_THRESHOLD("index.threshold"),
    INDEX_CEILING("index.ceiling"),
    CACHE("cache");

    private final String text;

    Key(String text) {
      this.text = text;
    }

    static @Nullable Key named(String text) {
      return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst().orElse(null);
    }

    String variable() {
      return ENVIRONMENT + text.toUpperCase(Locale.ROOT).replace('.', '_');
    }
  }

  /**
   * Reads settings.
   *
   * @param file as the configuration file has them
   * @param environment variables of the process, which win: YORE_TRANSACTOR_PORT is {@code port}
   */
  public static TransactorConfig of(Properties file, Map<String, String> environment) {
    Map<Key, String> given = new LinkedHashMap<>();
    for (String name : file.stringPropertyNames()) {
      Key key = Key.named(name);
      if (key == null) {
        List<String> all = Arrays.stream(Key.values()).map(each -> each.text).toList();
        throw YoreException.of(
                ErrorCode.INVALID_PARAMETER_VALUE, "A transactor has no such setting")
            .with("setting", name)
            .suggesting(name, all)
            .with("allowed", String.join(", ", all));
      }
      given.put(key, file.getProperty(name).strip());
    }
    for (Key key : Key.values()) {
      String value = environment.get(key.variable());
      if (value != null) {
        given.put(key, value.strip());
      }
    }
    return of(given);
  }

  private static TransactorConfig of(Map<Key, String> given) {
    Map<String, String> login = new LinkedHashMap<>();
    putIfGiven(login, "user", given.get(Key.USER));
    putIfGiven(login, "password", given.get(Key.PASSWORD));
    List<String> databases =
        Arrays.stream(required(given, Key.DATABASES, "shop, crm").split(",", -1))
            .map(String::strip)
            .toList();
    return new TransactorConfig(
        PostgresLocation.of(required(given, Key.STORAGE, "//localhost:5432/yore"), login),
        databases,
        given.getOrDefault(Key.HOST, localHost()),
        given.getOrDefault(Key.BIND, "0.0.0.0"),
        (int) number(given, Key.PORT, DEFAULT_PORT, 0, PORT_MAX),
        http(given.get(Key.HTTP)),
        lease(given.get(Key.LEASE)),
        options(given));
  }

  private static TransactorOptions options(Map<Key, String> given) {
    long threshold = bytes(given, Key.INDEX_THRESHOLD, TransactorOptions.INDEX_THRESHOLD);
    long ceiling = bytes(given, Key.INDEX_CEILING, TransactorOptions.INDEX_CEILING);
    if (ceiling < threshold) {
      throw invalid(Key.INDEX_CEILING, Long.toString(ceiling), "at least index.threshold");
    }
    TransactorOptions usual = TransactorOptions.DEFAULT;
    return new TransactorOptions(
        true,
        threshold,
        usual.indexDatoms(),
        ceiling,
        usual.trees(),
        bytes(given, Key.CACHE, TransactorOptions.CACHE_BY_HEAP),
        GRACE);
  }

  private static void putIfGiven(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }

  private static String required(Map<Key, String> given, Key key, String example) {
    String value = given.get(key);
    if (value == null || value.isEmpty()) {
      throw YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "A transactor needs this setting")
          .with("setting", key.text)
          .with("or the variable", key.variable())
          .with("example", example);
    }
    return value;
  }

  private static long number(Map<Key, String> given, Key key, long usual, long min, long max) {
    String text = given.get(key);
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(key, text, "a number from " + min + " to " + max).causedBy(e);
    }
    throw invalid(key, text, "a number from " + min + " to " + max);
  }

  private static long bytes(Map<Key, String> given, Key key, long usual) {
    String text = given.get(key);
    Long bytes = text == null ? (Long) usual : Amounts.bytes(text);
    if (bytes == null) {
      throw invalid(key, String.valueOf(text), Amounts.BYTES_FORM);
    }
    return bytes;
  }

  private static @Nullable InetSocketAddress http(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port >= 0 && port <= PORT_MAX) {
        String host = colon < 0 ? "0.0.0.0" : text.substring(0, colon);
        return new InetSocketAddress(host, port);
      }
    } catch (NumberFormatException e) {
      throw invalid(Key.HTTP, text, "HOST:PORT or PORT, such as 127.0.0.1:9747").causedBy(e);
    }
    throw invalid(Key.HTTP, text, "HOST:PORT or PORT, such as 127.0.0.1:9747");
  }

  private static Duration lease(@Nullable String text) {
    Duration lease = text == null ? LEASE_USUAL : Amounts.time(text);
    if (lease == null || lease.compareTo(LEASE_MIN) < 0 || lease.compareTo(LEASE_MAX) > 0) {
      throw invalid(Key.LEASE, String.valueOf(text), "a time from 500ms to 5min, such as 3s");
    }
    return lease;
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static YoreException invalid(Key key, String found, String expected) {
    return YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "The value of a setting is wrong")
        .with("setting", key.text)
        .with("found", found)
        .with("expected", expected);
  }
}
