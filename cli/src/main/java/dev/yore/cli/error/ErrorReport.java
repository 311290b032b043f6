package dev.yore.cli.error;

import dev.yore.cli.script.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a statement: code, message, the line with a caret, a hint. */
public final class ErrorReport {
  private static final Pattern NEAREST =
      Pattern.compile("(, | \\()nearest: (\"[^\"]*\"|[^,)\"]+)(\\)?)");

  /** Errors chained to one another are followed this far. */
  private static final int CHAINED_MAX = 5;

  private ErrorReport() {}

  /** The report for a statement that was typed. */
  public static List<String> typed(SQLException error, String statement) {
    String message = message(error);
    List<String> lines = new ArrayList<>();
    lines.add("ERROR " + error.getSQLState() + ": " + withoutNearest(ErrorPlace.without(message)));
    ErrorPlace place = ErrorPlace.in(message, statement);
    if (place != null) {
      lines.addAll(Excerpt.of(statement, place));
    }
    addMore(error, message, lines);
    return lines;
  }

  /** The report for a statement of a script, which begins with file, line and column. */
  public static List<String> inScript(
      SQLException error, String statement, String file, Place start) {
    String message = message(error);
    ErrorPlace known = ErrorPlace.in(message, statement);
    ErrorPlace inside = known == null ? new ErrorPlace(1, 1) : known;
    Place place = start.plus(inside.line(), inside.column());
    List<String> lines = new ArrayList<>();
    lines.add(
        at(file, place)
            + ("ERROR " + error.getSQLState() + ": ")
            + withoutNearest(ErrorPlace.without(message)));
    lines.addAll(Excerpt.of(statement, inside, place.line()));
    addMore(error, message, lines);
    return lines;
  }

  /** The report for a problem that has no statement, such as a database that does not open. */
  public static List<String> bare(SQLException error) {
    return typed(error, "");
  }

  /** A place as compilers name it. */
  public static String at(String file, Place place) {
    return file + ":" + place.line() + ":" + place.column() + ": ";
  }

  private static String message(SQLException error) {
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  private static void addMore(SQLException error, String message, List<String> lines) {
    String hint = nearest(message);
    if (hint != null) {
      lines.add("HINT: nearest names: " + hint);
    }
    SQLException next = error.getNextException();
    for (int i = 0; next != null && i < CHAINED_MAX; i++) {
      lines.add("  and: " + next.getSQLState() + ": " + message(next));
      next = next.getNextException();
    }
  }

  private static @Nullable String nearest(String message) {
    Matcher matcher = NEAREST.matcher(message);
    return matcher.find() ? matcher.group(2).replace("\"", "") : null;
  }

  private static String withoutNearest(String message) {
    Matcher matcher = NEAREST.matcher(message);
    return matcher.find()
        ? matcher.replaceFirst(matcher.group(1).equals(", ") ? "$3" : "")
        : message;
  }
}
