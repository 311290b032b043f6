package dev.yore.jdbc.config;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.postgres.PostgresLocation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL of the product, taken apart: {@code jdbc:yore:mem:NAME}, {@code jdbc:yore:file:PATH} or
 * {@code jdbc:yore:postgresql://HOST:PORT/PGDATABASE?database=NAME}, then properties after {@code
 * ?}, {@code &} or {@code ;}.
 *
 * @param database what it names
 * @param properties as written, percent-decoded
 */
public record DatabaseUrl(Database database, Map<String, String> properties) {
  public static final String PREFIX = "jdbc:yore:";
  private static final String POSTGRES = "postgresql:";
  private static final String USER = "user";

  private static final String FORMS =
      "A URL is jdbc:yore:mem:NAME, jdbc:yore:file:PATH or"
          + " jdbc:yore:postgresql://HOST:PORT/PGDATABASE?database=NAME, then properties as"
          + " ?name=value&name=value";

  public DatabaseUrl {
    properties = Map.copyOf(properties);
  }

  /** What a URL names. */
  public sealed interface Database {
    /** The URL without properties. */
    String url();
  }

  /**
   * A database in memory.
   *
   * @param name shared by all connections of this name in the process; null for one that nobody
   *     else can reach
   */
  public record Memory(@Nullable String name) implements Database {
    @Override
    public String url() {
      return name == null ? "mem:" : "mem:" + name;
    }
  }

  /** A database in one file; the path is absolute. */
  public record File(Path path) implements Database {
    @Override
    public String url() {
      return "file:" + path;
    }
  }

  /**
   * A database in PostgreSQL.
   *
   * @param address {@code //HOST:PORT/PGDATABASE}
   * @param storage the properties that tell how to get in, and the database's name
   */
  public record Postgres(String address, Map<String, String> storage) implements Database {
    public Postgres {
      storage = Map.copyOf(storage);
    }

    @Override
    public String url() {
      return "postgresql:" + location();
    }

    /** The same with properties from beside the URL, where the URL has none of the name. */
    public Postgres beside(Map<String, String> more) {
      Map<String, String> all = new LinkedHashMap<>();
      more.forEach((name, value) -> {
        if (PostgresLocation.isProperty(name)) {
          all.put(name.toLowerCase(Locale.ROOT), value);
        }
      });
      storage.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
      return new Postgres(address, all);
    }

    /** The property that names the user, if there is one. */
    Map<String, String> user() {
      String user = storage.get(USER);
      return user == null ? Map.of() : Map.of(USER, user);
    }

    public PostgresLocation.Database location() {
      return PostgresLocation.Database.of(address, storage);
    }
  }

  /** True when the URL is for this driver, whether or not the rest of it is right. */
  public static boolean isOurs(String url) {
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Takes a URL apart. */
  public static DatabaseUrl parse(String url) {
    if (!isOurs(url)) {
      throw invalid(FORMS, url);
    }
    int end = propertiesStart(url);
    Map<String, String> properties = new LinkedHashMap<>();
    if (end < url.length()) {
      for (String pair : url.substring(end + 1).split("[&;?]")) {
        addPair(pair, url, properties);
      }
    }
    String place = url.substring(PREFIX.length(), end);
    return place.startsWith(POSTGRES)
        ? postgres(place.substring(POSTGRES.length()), properties)
        : new DatabaseUrl(database(place, url), properties);
  }

  private static DatabaseUrl postgres(String address, Map<String, String> properties) {
    Map<String, String> storage = new LinkedHashMap<>();
    Map<String, String> others = new LinkedHashMap<>();
    properties.forEach(
        (name, value) -> (PostgresLocation.isProperty(name) ? storage : others).put(name, value));
    return new DatabaseUrl(new Postgres(address, storage), others);
  }

  private static int propertiesStart(String url) {
    for (int i = PREFIX.length(); i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == ';') {
        return i;
      }
    }
    return url.length();
  }

  private static void addPair(String pair, String url, Map<String, String> properties) {
    if (pair.isBlank()) {
      return;
    }
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw invalid("A property in a URL is name=value", url).with("found", pair);
    }
    String name = decoded(pair.substring(0, equals), url);
    String value = decoded(pair.substring(equals + 1), url);
    if (properties.put(name, value) != null) {
      throw invalid("A property stands twice in the URL", url).with("property", name);
    }
  }

  private static Database database(String text, String url) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    return switch (kind) {
      case "mem" -> new Memory(rest.isEmpty() ? null : decoded(rest, url));
      case "file" -> file(decoded(rest, url), url);
      default -> throw invalid(FORMS, url);
    };
  }

  private static File file(String path, String url) {
    if (path.isBlank()) {
      throw invalid("A URL of a file needs a path: jdbc:yore:file:PATH", url);
    }
    String home = System.getProperty("user.home");
    String full = path.startsWith("~/") ? home + path.substring(1) : path;
    try {
      return new File(Path.of(full).toAbsolutePath().normalize());
    } catch (java.nio.file.InvalidPathException e) {
      throw invalid("The path in the URL is none", url).causedBy(e);
    }
  }

  /** The text with each {@code %xx} replaced; a plus stays one, for timestamps have them. */
  private static String decoded(String text, String url) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int from = 0;
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', from)) {
      bytes.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
      if (at + 3 > text.length()) {
        throw invalid("A percent sign in a URL is followed by two hexadecimal digits", url);
      }
      try {
        bytes.write(Integer.parseInt(text, at + 1, at + 3, 16));
      } catch (NumberFormatException e) {
        throw invalid("A percent sign in a URL is followed by two hexadecimal digits", url)
            .causedBy(e);
      }
      from = at + 3;
    }
    bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static YoreException invalid(String text, String url) {
    return YoreException.of(ErrorCode.CANNOT_CONNECT, text).with("url", url);
  }
}
