package dev.yore.tck.tpch;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the 22 queries, with the parameters that the specification validates with.
 *
 * @param sortedBy the places, from 1, of the columns whose values, in the order of the rows, are
 *     determined; rows that are equal in these may come in any order
 */
public record TpchQuery(int number, List<Integer> sortedBy) {
  private static final int COUNT = 22;

  /** What query 11 divides by the scale factor. */
  private static final String FRACTION = "0.0001000000";

  private static final List<List<Integer>> SORTED_BY =
      List.of(
          List.of(1, 2),
          List.of(1, 3, 2, 4),
          List.of(2, 3),
          List.of(1),
          List.of(2),
          List.of(),
          List.of(1, 2, 3),
          List.of(1),
          List.of(1, 2),
          List.of(3),
          List.of(2),
          List.of(1),
          List.of(2, 1),
          List.of(),
          List.of(1),
          List.of(4, 1, 2, 3),
          List.of(),
          List.of(5, 4),
          List.of(),
          List.of(1),
          List.of(2, 1),
          List.of(1));

  public TpchQuery {
    sortedBy = List.copyOf(sortedBy);
  }

  /** All of them, from 1 to 22. */
  public static List<TpchQuery> all() {
    return IntStream.rangeClosed(1, COUNT).mapToObj(TpchQuery::of).toList();
  }

  /** The query of that number. */
  public static TpchQuery of(int number) {
    return new TpchQuery(number, SORTED_BY.get(number - 1));
  }

  /** Its text, for data of that size. */
  public String sql(double scale) {
    String text = Resources.read("q%02d.sql".formatted(number));
    if (number == 11) {
      return text.replace(FRACTION, "%.10f".formatted(Double.parseDouble(FRACTION) / scale));
    }
    return text;
  }

  @Override
  public String toString() {
    return "Q" + number;
  }
}
