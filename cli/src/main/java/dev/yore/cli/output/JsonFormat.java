package dev.yore.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An array with an object for each row; numbers and booleans as such, all else as strings. */
final class JsonFormat implements RowFormat {
  private final PrintWriter out;
  private final List<String> keys = new ArrayList<>();
  private List<Column> columns = List.of();
  private boolean first = true;

  JsonFormat(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<Column> columns) {
    this.columns = columns;
    Set<String> taken = new HashSet<>();
    for (Column column : columns) {
      String key = column.name();
      for (int n = 2; !taken.add(key); n++) {
        key = column.name() + "_" + n;
      }
      keys.add(quoted(key));
    }
    out.print("[");
  }

  @Override
  public void row(@Nullable String[] values) {
    out.print(first ? "\n  {" : ",\n  {");
    first = false;
    for (int i = 0; i < values.length; i++) {
      out.print(i == 0 ? "" : ", ");
      out.print(keys.get(i) + ": " + literal(columns.get(i), values[i]));
    }
    out.print("}");
  }

  @Override
  public void end(long rows) {
    out.println(rows == 0 ? "]" : "\n]");
  }

  private static String literal(Column column, @Nullable String value) {
    if (value == null) {
      return "null";
    }
    boolean bare = column.isBoolean() || column.isNumber() && isFinite(value);
    return bare ? value : quoted(value);
  }

  private static boolean isFinite(String number) {
    char last = number.charAt(number.length() - 1);
    return Character.isDigit(last);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < 0x20) {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
