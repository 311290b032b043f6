package dev.yore.sql.session;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session may change about itself.
 *
 * @param zone the time zone of timestamps without one
 * @param asOf the moment that all reads see (a t, an instant, or a text of either), or null for now
 * @param txAttributes what each commit says of itself: client info such as ApplicationName
 */
public record SessionSettings(
    String schema,
    ZoneId zone,
    @Nullable Object asOf,
    boolean readOnly,
    ResourceLimits limits,
    Map<String, String> txAttributes) {

  public SessionSettings {
    txAttributes = Map.copyOf(txAttributes);
  }

  public SessionSettings withSchema(String other) {
    return new SessionSettings(other, zone, asOf, readOnly, limits, txAttributes);
  }

  SessionSettings withZone(ZoneId other) {
    return new SessionSettings(schema, other, asOf, readOnly, limits, txAttributes);
  }

  SessionSettings withAsOf(@Nullable Object moment) {
    return new SessionSettings(schema, zone, moment, readOnly, limits, txAttributes);
  }

  public SessionSettings withReadOnly(boolean on) {
    return new SessionSettings(schema, zone, asOf, on, limits, txAttributes);
  }

  SessionSettings withLimits(ResourceLimits other) {
    return new SessionSettings(schema, zone, asOf, readOnly, other, txAttributes);
  }

  public SessionSettings withTxAttributes(Map<String, String> other) {
    return new SessionSettings(schema, zone, asOf, readOnly, limits, other);
  }

  /** With one attribute of commits changed; an empty value takes it away. */
  SessionSettings withTxAttribute(String name, String value) {
    Map<String, String> attributes = new HashMap<>(txAttributes);
    if (value.isEmpty()) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
    return withTxAttributes(attributes);
  }
}
