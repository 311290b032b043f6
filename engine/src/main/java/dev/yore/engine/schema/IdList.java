package dev.yore.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** An ordered list of attributes as the text of one datom: their numbers with spaces between. */
public final class IdList {
  private IdList() {}

  public static String format(List<Integer> ids) {
    StringJoiner text = new StringJoiner(" ");
    ids.forEach(id -> text.add(Integer.toString(id)));
    return text.toString();
  }

  public static List<Integer> parse(String text) {
    List<Integer> ids = new ArrayList<>();
    for (String id : text.split(" ", -1)) {
      if (!id.isEmpty()) {
        ids.add(Integer.parseInt(id));
      }
    }
    return List.copyOf(ids);
  }
}
