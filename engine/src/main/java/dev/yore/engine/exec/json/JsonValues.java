package dev.yore.engine.exec.json;

import dev.yore.engine.exec.function.Conversions;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL's values in JSON. */
public final class JsonValues {
  /** Functions whose texts are JSON, not strings, where they stand inside of others. */
  private static final Set<String> MAKERS =
      Set.of("json_object", "json_array", "json_query", "format json");

  private static final DateTimeFormatter ZONED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  private JsonValues() {}

  /** Whether the results of a function are JSON. */
  public static boolean isMaker(String function) {
    return MAKERS.contains(function);
  }

  /** A value of a type as a tree. */
  public static @Nullable Object tree(@Nullable Object value, DataType type, ZoneId zone) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case BigDecimal number -> number;
      case Double number when !Double.isFinite(number) -> number.toString();
      case Float number when !Float.isFinite(number) -> number.toString();
      case Number number when type.numeric() || type.valueType() == ValueType.REF ->
          new BigDecimal(number.toString());
      case java.time.LocalDateTime moment -> text(moment, type, zone).replace(' ', 'T');
      case java.time.Instant moment ->
          ZONED.format(moment.atZone(zone)).replaceFirst("\\.?0*([+-]\\d\\d:\\d\\d)$", "$1");
      default -> text(value, type, zone);
    };
  }

  private static String text(Object value, DataType type, ZoneId zone) {
    return (String) Conversions.convert(value, type, DataType.STRING, zone);
  }
}
