package dev.yore.engine.exec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON texts as trees of {@link Map}, {@link List}, {@link String}, {@link BigDecimal}, {@link
 * Boolean} and null, and back. Of equal keys of an object the last one counts.
 */
public final class Json {
  /** The most digits of a number before or after its point, as PostgreSQL has after it. */
  private static final int NUMBER_DIGITS_MAX = 16_383;

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** The tree of a text, or a {@link JsonError}. */
  public static @Nullable Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw JsonError.invalid("The text is empty");
      }
      Object tree = value(parser, first);
      if (parser.nextToken() != null) {
        throw JsonError.invalid("Something follows the value");
      }
      return tree;
    } catch (IOException | NumberFormatException e) {
      throw JsonError.invalid(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw JsonError.invalid("Unexpected " + token);
    };
  }

  /** A number that is not too long to be written out. */
  static BigDecimal number(BigDecimal number) {
    if (Math.abs((long) number.scale()) > NUMBER_DIGITS_MAX
        || number.precision() > NUMBER_DIGITS_MAX) {
      throw JsonError.invalid("A number has more than " + NUMBER_DIGITS_MAX + " digits");
    }
    return number;
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      object.put(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      array.add(value(parser, token));
      token = parser.nextToken();
    }
    return array;
  }

  /** The text of a tree, with a space after each colon and comma. */
  public static String text(@Nullable Object tree) {
    StringBuilder text = new StringBuilder();
    write(tree, text);
    return text.toString();
  }

  private static void write(@Nullable Object tree, StringBuilder text) {
    switch (tree) {
      case null -> text.append("null");
      case Map<?, ?> object -> writeObject(object, text);
      case List<?> array -> writeArray(array, text);
      case BigDecimal number -> text.append(number.toPlainString());
      case Boolean flag -> text.append(flag);
      default -> writeString(tree.toString(), text);
    }
  }

  private static void writeObject(Map<?, ?> object, StringBuilder text) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = object.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      writeString(String.valueOf(entry.getKey()), text);
      text.append(": ");
      write(entry.getValue(), text);
      text.append(entries.hasNext() ? ", " : "");
    }
    text.append('}');
  }

  private static void writeArray(List<?> array, StringBuilder text) {
    text.append('[');
    for (int i = 0; i < array.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      write(array.get(i), text);
    }
    text.append(']');
  }

  private static void writeString(String value, StringBuilder text) {
    text.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
  }
}
