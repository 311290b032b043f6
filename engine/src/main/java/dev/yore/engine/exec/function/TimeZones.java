package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.pure;
import static dev.yore.engine.exec.function.Functions.stable;
import static dev.yore.engine.exec.function.TextFunctions.text;

import dev.yore.engine.exec.function.FunctionDefinition.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code timezone(zone, moment)}: moments of one zone as those of another. */
final class TimeZones {
  private static final long MICROS = 1_000_000L;

  /** The hours of abbreviations, which mean one offset all year. */
  private static final Map<String, Integer> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("utc", 0),
          Map.entry("gmt", 0),
          Map.entry("z", 0),
          Map.entry("wet", 0),
          Map.entry("west", 1),
          Map.entry("bst", 1),
          Map.entry("cet", 1),
          Map.entry("cest", 2),
          Map.entry("eet", 2),
          Map.entry("eest", 3),
          Map.entry("msk", 3),
          Map.entry("jst", 9),
          Map.entry("est", -5),
          Map.entry("edt", -4),
          Map.entry("cst", -6),
          Map.entry("cdt", -5),
          Map.entry("mst", -7),
          Map.entry("mdt", -6),
          Map.entry("pst", -8),
          Map.entry("pdt", -7));

  /** An offset as POSIX writes it, which counts westward. */
  private static final Pattern POSIX =
      Pattern.compile("[A-Za-z]*([+-])(\\d{1,2})(?::?(\\d{2}))?(?::?(\\d{2}))?");

  private TimeZones() {}

  static void register() {
    for (Kind zone : new Kind[] {Kind.TEXT, Kind.DURATION}) {
      pure(
          "timezone",
          (a, c) -> LocalDateTime.ofInstant((Instant) value(a[1]), zone(a[0])),
          zone,
          Kind.INSTANT);
      pure(
          "timezone",
          (a, c) -> ((LocalDateTime) value(a[1])).atZone(zone(a[0])).toInstant(),
          zone,
          Kind.TIMESTAMP);
      stable(
          "timezone",
          (a, c) ->
              ((LocalDate) value(a[1]))
                  .atStartOfDay(c.zone())
                  .withZoneSameInstant(zone(a[0]))
                  .toLocalDateTime(),
          zone,
          Kind.DATE);
    }
  }

  private static Object value(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }

  private static ZoneId zone(@Nullable Object zone) {
    return zone instanceof Long micros ? offset(micros) : zone(text(zone));
  }

  private static ZoneId offset(long micros) {
    try {
      return ZoneOffset.ofTotalSeconds(Math.toIntExact(micros / MICROS));
    } catch (DateTimeException | ArithmeticException outside) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "An interval that stands for a time zone is of 18 hours at most")
          .causedBy(outside);
    }
  }

  private static ZoneId zone(String name) {
    Integer hours = ABBREVIATIONS.get(name.toLowerCase(Locale.ROOT));
    if (hours != null) {
      return ZoneOffset.ofHours(hours);
    }
    try {
      Matcher posix = POSIX.matcher(name);
      if (posix.matches()) {
        int seconds = part(posix, 2) * 3600 + part(posix, 3) * 60 + part(posix, 4);
        return ZoneOffset.ofTotalSeconds(posix.group(1).equals("-") ? seconds : -seconds);
      }
      return ZoneId.of(Names.BY_LOWER_CASE.getOrDefault(name, name));
    } catch (DateTimeException unknown) {
      throw YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "No time zone has this name")
          .with("zone", name)
          .causedBy(unknown);
    }
  }

  private static int part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** The names of zones, found in any case; loaded when a zone is first asked for. */
  private static final class Names {
    static final Map<String, String> BY_LOWER_CASE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
      ZoneId.getAvailableZoneIds().forEach(id -> BY_LOWER_CASE.put(id, id));
    }
  }
}
