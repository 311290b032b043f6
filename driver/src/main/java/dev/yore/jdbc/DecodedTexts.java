package dev.yore.jdbc;

import dev.yore.storage.column.BytesVector;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a result's dictionaries, each decoded once; of the last dictionary of each column.
 */
final class DecodedTexts {
  private final int columns;
  private @Nullable Column @Nullable [] known;

  private static final class Column {
    final BytesVector dictionary;
    final @Nullable String[] texts;

    Column(BytesVector dictionary) {
      this.dictionary = dictionary;
      this.texts = new String[dictionary.size()];
    }
  }

  DecodedTexts(int columns) {
    this.columns = columns;
  }

  String get(int column, BytesVector dictionary, int code) {
    @Nullable Column[] all = known;
    if (all == null) {
      all = new Column[columns];
      known = all;
    }
    Column of = all[column];
    if (of == null || of.dictionary != dictionary) {
      of = new Column(dictionary);
      all[column] = of;
    }
    String text = of.texts[code];
    if (text == null) {
      text = decoded(dictionary, code);
      of.texts[code] = text;
    }
    return text;
  }

  static String decoded(BytesVector bytes, int row) {
    return new String(bytes.data(), bytes.start(row), bytes.length(row), StandardCharsets.UTF_8);
  }
}
