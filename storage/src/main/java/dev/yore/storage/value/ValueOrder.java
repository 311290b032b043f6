package dev.yore.storage.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one order of values of a type: indexes, sort, merge join and SQL comparison all follow it.
 * Text compares by code points, which is the unsigned order of its UTF-8 bytes; −0.0 equals 0.0 and
 * NaN equals NaN and is greater than every other number; UUIDs and bytes compare unsigned; a tuple
 * compares part by part with null lowest.
 */
public final class ValueOrder {
  private ValueOrder() {}

  /** Compares two values of one type. */
  public static int compare(Object left, Object right) {
    return switch (left) {
      case String text -> compareText(text, (String) right);
      case Long number -> Long.compare(number, (Long) right);
      case Double number -> compareDoubles(number, (Double) right);
      case Float number -> compareDoubles(number, (Float) right);
      case BigDecimal number -> number.compareTo((BigDecimal) right);
      case BigInteger number -> number.compareTo((BigInteger) right);
      case java.util.UUID uuid -> compareUuids(uuid, (java.util.UUID) right);
      case java.net.URI uri -> compareText(uri.toString(), right.toString());
      case List<?> tuple -> compareTuples(tuple, (List<?>) right);
      case Comparable<?> other -> compareNatural(other, right);
      default -> throw new IllegalArgumentException("not a value of any type: " + left.getClass());
    };
  }

  /** Compares text by code points. */
  public static int compareText(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean leftSurrogate = Character.isSurrogate(l);
        boolean rightSurrogate = Character.isSurrogate(r);
        return leftSurrogate == rightSurrogate ? Character.compare(l, r) : leftSurrogate ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Compares doubles with −0.0 equal to 0.0 and NaN above all others and equal to itself. */
  public static int compareDoubles(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    if (left == right) {
      return 0;
    }
    return Boolean.compare(Double.isNaN(left), Double.isNaN(right));
  }

  /** Compares two UUIDs as unsigned 128-bit numbers. */
  public static int compareUuids(java.util.UUID left, java.util.UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  private static int compareTuples(List<?> left, List<?> right) {
    int shared = Math.min(left.size(), right.size());
    for (int i = 0; i < shared; i++) {
      int parts = compareNullLowest(left.get(i), right.get(i));
      if (parts != 0) {
        return parts;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareNullLowest(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return compare(left, right);
  }

  @SuppressWarnings("unchecked")
  private static int compareNatural(Comparable<?> left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
