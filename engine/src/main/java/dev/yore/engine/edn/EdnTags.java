package dev.yore.engine.edn;

import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.value.Bytes;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;

/** What tags make of the string behind them. */
final class EdnTags {
  private EdnTags() {}

  static Object value(String tag, EdnForm form, EdnReader reader, SourcePosition start) {
    if (!(form.value() instanceof String text)) {
      throw reader
          .error("A string should follow the tag", form.position())
          .with("tag", "#" + tag)
          .with("found", form.value());
    }
    try {
      return switch (tag) {
        case "inst" -> instant(text);
        case "uuid" -> uuid(text);
        case "bytes" -> Bytes.of(HexFormat.of().parseHex(text));
        case "uri" -> URI.create(text);
        case "date" -> LocalDate.parse(text);
        case "time" -> LocalTime.parse(text);
        case "timestamp" -> LocalDateTime.parse(text);
        case "float" -> Float.valueOf(text);
        default ->
            throw reader
                .error(
                    "The tag should be one of #inst #uuid #bytes #uri #date #time #timestamp"
                        + " #float",
                    start)
                .with("found", "#" + tag);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw reader
          .error("The text cannot be read as what the tag says", form.position())
          .with("tag", "#" + tag)
          .with("found", text)
          .causedBy(e);
    }
  }

  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("a UUID has groups of 8, 4, 4, 4 and 12 digits");
    }
    return uuid;
  }

  /** Any leading part of {@code yyyy-MM-ddTHH:mm:ss.fraction±hh:mm}, in UTC unless it says. */
  private static Instant instant(String text) {
    String whole =
        switch (text.length()) {
          case 4 -> text + "-01-01T00:00:00";
          case 7 -> text + "-01T00:00:00";
          case 10 -> text + "T00:00:00";
          default -> text;
        };
    int time = whole.indexOf('T');
    boolean zoned =
        time > 0
            && (whole.endsWith("Z")
                || whole.indexOf('+', time) > 0
                || whole.indexOf('-', time) > 0);
    return zoned
        ? OffsetDateTime.parse(whole.replace("-00:00", "Z")).toInstant()
        : LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC);
  }
}
