package dev.yore.jdbc;

import dev.yore.sql.session.PreparedSql.ColumnMeta;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a result and the numbers of their labels; shared by results of one statement. */
final class ResultColumns {
  /** With fewer columns than this, looking through them is faster than hashing. */
  private static final int HASHED_MIN = 12;

  private final List<ColumnMeta> metas;
  private final String[] labels;
  private final ColumnReader[] readers;
  private @Nullable Map<String, Integer> byLabel;

  ResultColumns(List<ColumnMeta> metas) {
    this.metas = metas;
    this.labels = metas.stream().map(ColumnMeta::label).toArray(String[]::new);
    this.readers = new ColumnReader[labels.length];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new ColumnReader(metas.get(i).type(), i);
    }
  }

  List<ColumnMeta> metas() {
    return metas;
  }

  int count() {
    return labels.length;
  }

  /** What reads a column, counted from 1. */
  ColumnReader reader(int column) {
    if (column < 1 || column > readers.length) {
      throw YoreException.of(ErrorCode.INVALID_COLUMN_REFERENCE, "Columns are numbered from 1")
          .with("column", column)
          .with("columns", readers.length);
    }
    return readers[column - 1];
  }

  /** The number, from 1, of the first column of that label in any case. */
  int find(String label) {
    int found = labels.length < HASHED_MIN ? searched(label) : hashed(label);
    if (found == 0) {
      List<String> known = List.of(labels);
      YoreException unknown =
          YoreException.of(ErrorCode.UNDEFINED_COLUMN, "The result has no column of this label")
              .with("label", label);
      throw unknown
          .suggesting(String.valueOf(label), known)
          .with("labels", String.join(", ", known));
    }
    return found;
  }

  private int searched(String label) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i].equals(label)) {
        return i + 1;
      }
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i].equalsIgnoreCase(label)) {
        return i + 1;
      }
    }
    return 0;
  }

  private int hashed(String label) {
    Map<String, Integer> known = byLabel;
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < labels.length; i++) {
        known.putIfAbsent(labels[i].toLowerCase(Locale.ROOT), i + 1);
      }
      byLabel = known;
    }
    return label == null ? 0 : known.getOrDefault(label.toLowerCase(Locale.ROOT), 0);
  }
}
