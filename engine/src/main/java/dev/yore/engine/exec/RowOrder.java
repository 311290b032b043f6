package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.RowSort;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Sorts rows of columns by sort keys; rows with equal keys keep their order. */
final class RowOrder {
  private RowOrder() {}

  /** The order of a few rows. */
  static int[] sorted(
      List<Plan.SortKey> keys, List<Plan.Field> fields, Vector[] columns, int size) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    RowSort.sort(rows, comparator(keys, fields, columns));
    return rows;
  }

  /** The order of rows, found in steps between which the execution may be stopped. */
  static int[] sorted(
      List<Plan.SortKey> keys,
      List<Plan.Field> fields,
      Vector[] columns,
      int size,
      ExecutionContext context) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    RowSort.sort(rows, comparator(keys, fields, columns), context::check);
    return rows;
  }

  /** Compares rows of different columns of the same fields. */
  static int compare(
      List<Plan.SortKey> keys,
      List<Plan.Field> fields,
      Vector[] left,
      int l,
      Vector[] right,
      int r) {
    for (Plan.SortKey key : keys) {
      int c = key.column();
      boolean leftNull = left[c].isNull(l);
      boolean rightNull = right[c].isNull(r);
      int sign;
      if (leftNull || rightNull) {
        sign = leftNull == rightNull ? 0 : leftNull == key.nullsFirst() ? -1 : 1;
      } else {
        sign = Vectors.compare(fields.get(c).type(), left[c], l, right[c], r);
        sign = key.descending() ? -sign : sign;
      }
      if (sign != 0) {
        return sign;
      }
    }
    return 0;
  }

  private static RowSort.RowComparator comparator(
      List<Plan.SortKey> keys, List<Plan.Field> fields, Vector[] columns) {
    RowSort.RowComparator[] parts = new RowSort.RowComparator[keys.size()];
    for (int k = 0; k < parts.length; k++) {
      Plan.SortKey key = keys.get(k);
      parts[k] = part(key, fields.get(key.column()).type(), columns[key.column()]);
    }
    if (parts.length == 1) {
      return parts[0];
    }
    return (l, r) -> {
      for (RowSort.RowComparator part : parts) {
        int sign = part.compare(l, r);
        if (sign != 0) {
          return sign;
        }
      }
      return 0;
    };
  }

  private static RowSort.RowComparator part(Plan.SortKey key, DataType type, Vector column) {
    if (column instanceof LongVector longs && column.noNulls()) {
      long[] values = longs.values();
      return key.descending()
          ? (l, r) -> Long.compare(values[r], values[l])
          : (l, r) -> Long.compare(values[l], values[r]);
    }
    int nulls = key.nullsFirst() ? -1 : 1;
    return (l, r) -> {
      boolean leftNull = column.isNull(l);
      boolean rightNull = column.isNull(r);
      if (leftNull || rightNull) {
        return leftNull == rightNull ? 0 : leftNull ? nulls : -nulls;
      }
      return key.descending()
          ? Vectors.compare(type, column, r, column, l)
          : Vectors.compare(type, column, l, column, r);
    };
  }

  static String describe(List<Plan.SortKey> keys, List<Plan.Field> fields) {
    return keys.stream()
        .map(key ->
            fields.get(key.column()).name()
                + (key.descending() ? " desc" : "")
                + (key.nullsFirst() == key.descending()
                    ? ""
                    : key.nullsFirst() ? " nulls first" : " nulls last"))
        .collect(Collectors.joining(", "));
  }
}
