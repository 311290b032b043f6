package dev.yore.storage.postgres;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is, and how to get in.
 *
 * @param hosts tried in this order
 * @param pgDatabase the database of PostgreSQL that has Yore's tables
 * @param properties of the connection, by pgjdbc's names
 */
public record PostgresLocation(
    List<Host> hosts, String pgDatabase, Map<String, String> properties) {

  private static final String FORM = "PostgreSQL is named as //HOST:PORT/DATABASE, hosts by commas";
  private static final int DEFAULT_PORT = 5432;

  private static final Pattern ADDRESS = Pattern.compile("//([^/?#]+)/([^/?#]+)");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.%]+])(?::(\\d{1,5}))?");

  /** What is passed on to pgjdbc: nothing that runs code of others or changes what SQL means. */
  private static final List<String> PASSED_ON =
      List.of(
          "user",
          "password",
          "passfile",
          "ssl",
          "sslmode",
          "sslNegotiation",
          "sslcert",
          "sslkey",
          "sslrootcert",
          "sslpassword",
          "channelBinding",
          "gssEncMode",
          "gsslib",
          "kerberosServerName",
          "jaasApplicationName",
          "jaasLogin",
          "targetServerType",
          "loadBalanceHosts",
          "hostRecheckSeconds",
          "currentSchema",
          "options",
          "prepareThreshold",
          "tcpKeepAlive",
          "localSocketAddress");

  /** A host by name or address, IPv6 in brackets. */
  public record Host(String name, int port) {
    public Host {
      if (port < 1 || port > 65_535) {
        throw YoreException.of(ErrorCode.CANNOT_CONNECT, "A port is a number from 1 to 65535")
            .with("port", port);
      }
    }

    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /** A database of Yore in a PostgreSQL. */
  public record Database(PostgresLocation location, String name) {
    /** It becomes part of keys and of file names. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private static final String PROPERTY = "database";

    public Database {
      if (!NAME.matcher(name).matches()) {
        throw YoreException.of(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "The name of a database has 1 to 128 letters, digits, '_', '-' and '.', and begins"
                    + " with a letter, digit or '_'")
            .with(PROPERTY, name);
      }
    }

    /**
     * Reads the part of a URL that names the storage.
     *
     * @param address {@code //HOST:PORT/PGDATABASE}, with any number of hosts
     * @param properties {@code database}, and those of {@link #isProperty}
     */
    public static Database of(String address, Map<String, String> properties) {
      Map<String, String> others = new LinkedHashMap<>(properties);
      @Nullable String name = others.remove(PROPERTY);
      if (name == null) {
        throw YoreException.of(
                ErrorCode.CANNOT_CONNECT,
                "One PostgreSQL holds many databases of Yore: add database=NAME to the URL")
            .with("address", address);
      }
      return new Database(PostgresLocation.of(address, others), name);
    }
  }

  public PostgresLocation {
    hosts = List.copyOf(hosts);
    properties = Map.copyOf(properties);
  }

  /** Reads {@code //HOST:PORT,HOST:PORT/PGDATABASE}; the port is 5432 where none is given. */
  public static PostgresLocation of(String address, Map<String, String> properties) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw YoreException.of(ErrorCode.CANNOT_CONNECT, FORM).with("found", address);
    }
    List<Host> hosts = new ArrayList<>();
    for (String host : parts.group(1).split(",", -1)) {
      hosts.add(host(host, address));
    }
    return new PostgresLocation(hosts, parts.group(2), passedOn(properties));
  }

  private static Host host(String text, String address) {
    Matcher host = HOST.matcher(text);
    if (!host.matches()) {
      throw YoreException.of(ErrorCode.CANNOT_CONNECT, FORM).with("found", address);
    }
    @Nullable String port = host.group(2);
    return new Host(host.group(1), port == null ? DEFAULT_PORT : Integer.parseInt(port));
  }

  /** Whether a property of this name, in any case, is for the storage. */
  public static boolean isProperty(String name) {
    return name.equalsIgnoreCase(Database.PROPERTY) || known(name) != null;
  }

  private static @Nullable String known(String name) {
    return PASSED_ON.stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
  }

  private static Map<String, String> passedOn(Map<String, String> properties) {
    Map<String, String> passed = new LinkedHashMap<>();
    properties.forEach((name, value) -> {
      @Nullable String known = known(name);
      if (known == null) {
        throw YoreException.of(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "There is no such property of PostgreSQL storage")
            .with("property", name)
            .suggesting(name, PASSED_ON)
            .with("allowed", String.join(", ", PASSED_ON));
      }
      passed.put(known, value);
    });
    return passed;
  }

  /** The role that connects; the user of the process where none is given, as pgjdbc has it. */
  String role() {
    return properties.getOrDefault("user", System.getProperty("user.name", ""));
  }

  boolean hasSeveralHosts() {
    return hosts.size() > 1;
  }

  /** The URL for pgjdbc, without properties. */
  String url() {
    String database = URLEncoder.encode(pgDatabase, StandardCharsets.UTF_8).replace("+", "%20");
    return "jdbc:postgresql:" + address(database);
  }

  /**
   * The properties for pgjdbc: of several hosts the one that takes writes, statements prepared on
   * the server and results in binary form from the first execution on, unless told otherwise.
   */
  Properties driverProperties(PostgresOptions options) {
    Properties all = new Properties();
    all.setProperty("ApplicationName", "Yore");
    all.setProperty("prepareThreshold", "-1");
    all.setProperty("tcpKeepAlive", "true");
    all.setProperty("connectTimeout", seconds(options.connectTimeout().toMillis()));
    all.setProperty("socketTimeout", seconds(options.answerTimeout().toMillis()));
    if (hasSeveralHosts()) {
      all.setProperty("targetServerType", "primary");
    }
    properties.forEach(all::setProperty);
    return all;
  }

  private static String seconds(long millis) {
    return Long.toString(Math.ceilDiv(millis, 1000));
  }

  private String address(String database) {
    return "//" + String.join(",", hosts.stream().map(Host::toString).toList()) + "/" + database;
  }

  /** Without properties, among which is a password. */
  @Override
  public String toString() {
    return address(pgDatabase);
  }
}
