package dev.yore.jdbc.config;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.engine.spill.TempSpace;
import dev.yore.sql.session.ResourceLimits;
import dev.yore.sql.session.SessionSettings;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.postgres.PostgresLocation;
import dev.yore.storage.value.DataType;
import dev.yore.transactor.config.Amounts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a connection was asked to be.
 *
 * @param url the URL as given
 * @param user the user's name, or null
 * @param keep whether a database in memory outlives its last connection
 */
public record ConnectionOptions(
    String url,
    DatabaseUrl.Database database,
    @Nullable String user,
    boolean keep,
    SessionSettings settings) {

  /** Of the heap, what one statement may hold unless told otherwise: one part in this many. */
  private static final int HEAP_SHARE = 4;

  /** Reads a URL and the properties beside it, of which those in the URL win. */
  public static ConnectionOptions of(String url, Properties beside) {
    DatabaseUrl parsed = DatabaseUrl.parse(url);
    Map<String, String> named = new LinkedHashMap<>();
    beside.stringPropertyNames().forEach(name -> named.put(name, beside.getProperty(name)));
    DatabaseUrl.Database database = parsed.database();
    if (database instanceof DatabaseUrl.Postgres postgres) {
      DatabaseUrl.Postgres whole = postgres.beside(named);
      database = whole;
      named.putAll(whole.user());
      named.keySet().removeIf(ConnectionOptions::isForStorageAlone);
    }
    EnumMap<ConnectionProperty, String> given = new EnumMap<>(ConnectionProperty.class);
    named.forEach((name, value) -> put(given, name, value));
    parsed.properties().forEach((name, value) -> put(given, name, value));
    return of(url, database, given);
  }

  private static boolean isForStorageAlone(String name) {
    return PostgresLocation.isProperty(name) && ConnectionProperty.named(name) == null;
  }

  private static void put(Map<ConnectionProperty, String> given, String name, String value) {
    ConnectionProperty property = ConnectionProperty.named(name);
    if (property == null) {
      YoreException unknown =
          YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "There is no such property")
              .with("property", name);
      throw unknown
          .suggesting(name, ConnectionProperty.keys())
          .with("allowed", String.join(", ", ConnectionProperty.keys()));
    }
    if (!value.isBlank()) {
      given.put(property, value);
    }
  }

  private static ConnectionOptions of(
      String url, DatabaseUrl.Database database, Map<ConnectionProperty, String> given) {
    ZoneId zone = zone(given.get(ConnectionProperty.TIMEZONE));
    Object asOf = asOf(given.get(ConnectionProperty.AS_OF), zone);
    Map<String, String> info = new LinkedHashMap<>();
    given.forEach((property, value) -> {
      if (property.isClientInfo()) {
        info.put(property.key(), value);
      }
    });
    String schema = given.getOrDefault(ConnectionProperty.SCHEMA, "public");
    SessionSettings settings =
        new SessionSettings(
            schema,
            zone,
            asOf,
            asOf != null || flag(ConnectionProperty.READ_ONLY, given),
            new ResourceLimits(
                timeout(given.get(ConnectionProperty.QUERY_TIMEOUT)),
                memory(given.get(ConnectionProperty.MEMORY_LIMIT)),
                temporary(given.get(ConnectionProperty.TEMP_DIRECTORY)),
                threads(given.get(ConnectionProperty.PARALLELISM))),
            info);
    return new ConnectionOptions(
        url,
        database,
        given.get(ConnectionProperty.USER),
        flag(ConnectionProperty.KEEP, given),
        settings);
  }

  private static boolean flag(ConnectionProperty property, Map<ConnectionProperty, String> given) {
    String text = given.get(property);
    if (text == null || text.equalsIgnoreCase("false")) {
      return false;
    }
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    throw invalid(property, text, "true, false");
  }

  private static ZoneId zone(@Nullable String text) {
    try {
      return text == null ? ZoneId.systemDefault() : ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      YoreException invalid =
          invalid(ConnectionProperty.TIMEZONE, text, "UTC, an offset such as +02:00, or a region");
      throw invalid.suggesting(String.valueOf(text), ZoneId.getAvailableZoneIds());
    }
  }

  /** A t as a Long, or an instant. */
  private static @Nullable Object asOf(@Nullable String text, ZoneId zone) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String stripped = text.strip();
    try {
      return stripped.chars().allMatch(c -> c >= '0' && c <= '9')
          ? (Object) Long.valueOf(stripped)
          : Conversions.convert(stripped, DataType.STRING, DataType.INSTANT, zone);
    } catch (YoreException | NumberFormatException e) {
      throw invalid(
          ConnectionProperty.AS_OF,
          text,
          "a t such as 1234, a date, a timestamp such as 2025-12-31 12:00:00, an instant such as"
              + " 2025-12-31T12:00:00Z");
    }
  }

  private static long timeout(@Nullable String text) {
    Duration time = text == null ? Duration.ZERO : Amounts.time(text);
    if (time == null) {
      throw invalid(ConnectionProperty.QUERY_TIMEOUT, text, Amounts.TIME_FORM);
    }
    return time.toMillis();
  }

  private static long memory(@Nullable String text) {
    Long bytes =
        text == null ? (Long) (Runtime.getRuntime().maxMemory() / HEAP_SHARE) : Amounts.bytes(text);
    if (bytes == null) {
      throw invalid(ConnectionProperty.MEMORY_LIMIT, text, Amounts.BYTES_FORM);
    }
    return bytes;
  }

  private static TempSpace temporary(@Nullable String directory) {
    try {
      return directory == null ? TempSpace.standard() : TempSpace.in(Path.of(directory));
    } catch (InvalidPathException e) {
      throw invalid(ConnectionProperty.TEMP_DIRECTORY, directory, "the path of a directory")
          .causedBy(e);
    }
  }

  private static int threads(@Nullable String text) {
    if (text == null) {
      return ResourceLimits.ALL_PROCESSORS;
    }
    try {
      int threads = Integer.parseInt(text.strip());
      if (threads > 0) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Told below, with what is wrong otherwise.
    }
    throw invalid(ConnectionProperty.PARALLELISM, text, "a number of threads from 1 on");
  }

  private static YoreException invalid(
      ConnectionProperty property, @Nullable String found, String allowed) {
    return YoreException.of(
            ErrorCode.INVALID_PARAMETER_VALUE, "The property has a value that is not allowed")
        .with("property", property.key())
        .with("found", found)
        .with("allowed", allowed);
  }
}
