package dev.yore.jdbc.config;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A property of a connection, in the URL or beside it. */
public enum ConnectionProperty {
  AS_OF(
      "asOf",
      null,
      "The past moment that all reads see: a t, a date, a timestamp or an ISO 8601 instant. The"
          + " connection is read-only."),
  SCHEMA("schema", "public", "The schema of tables that are named without one."),
  TIMEZONE(
      "timezone",
      null,
      "The time zone of timestamps without one, such as UTC, +02:00 or Europe/Berlin; the JVM's if"
          + " not given."),
  READ_ONLY("readOnly", "false", "Whether writes are refused.", "true", "false"),
  QUERY_TIMEOUT(
      "queryTimeout",
      "0",
      "The longest that a statement may take: seconds, or a number with ms, s or min; 0 for no"
          + " limit."),
  MEMORY_LIMIT(
      "memoryLimit",
      null,
      "The most memory that a statement may hold before it goes on with temporary files: bytes, or"
          + " a number with KB, MB or GB; a quarter of the heap if not given."),
  TEMP_DIRECTORY(
      "tempDirectory",
      null,
      "Where a statement that needs more memory than its limit puts temporary files; the JVM's"
          + " java.io.tmpdir if not given."),
  PARALLELISM(
      "parallelism",
      null,
      "How many threads may work for one statement at a time, from 1 on; as many as there are"
          + " processors if not given."),
  KEEP(
      "keep",
      "false",
      "Whether a database in memory outlives its last connection.",
      "true",
      "false"),
  USER("user", null, "Accepted for tools that insist on one; embedded databases ask for none."),
  PASSWORD(
      "password", null, "Accepted for tools that insist on one; embedded databases ask for none."),
  APPLICATION_NAME(
      "ApplicationName", null, "The name of the program, kept with each transaction it commits."),
  CLIENT_USER(
      "ClientUser", null, "Who uses the program, kept with each transaction that is committed."),
  CLIENT_HOSTNAME(
      "ClientHostname", null, "The user's machine, kept with each transaction that is committed.");

  private final String key;
  private final @Nullable String defaultValue;
  private final String description;
  private final List<String> choices;

  ConnectionProperty(
      String key, @Nullable String defaultValue, String description, String... choices) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
    this.choices = List.of(choices);
  }

  /** The name as users write it; reading ignores case. */
  public String key() {
    return key;
  }

  public @Nullable String defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  /** The only values allowed, or none when others are. */
  public List<String> choices() {
    return choices;
  }

  /** True for what is kept with each transaction: JDBC's client info. */
  public boolean isClientInfo() {
    return this == APPLICATION_NAME || this == CLIENT_USER || this == CLIENT_HOSTNAME;
  }

  /** The property of that name in any case, or null. */
  public static @Nullable ConnectionProperty named(String name) {
    for (ConnectionProperty property : values()) {
      if (property.key.equalsIgnoreCase(name)) {
        return property;
      }
    }
    return null;
  }

  /** All names. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(ConnectionProperty::key).toList();
  }
}
