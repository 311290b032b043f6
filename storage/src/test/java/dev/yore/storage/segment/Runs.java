package dev.yore.storage.segment;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** Compares runs by what they mean. */
final class Runs {
  private Runs() {}

  static void assertSame(Run actual, Run expected) {
    Assertions.assertThat(actual.order()).isEqualTo(expected.order());
    Assertions.assertThat(rows(actual)).isEqualTo(rows(expected));
    if (!expected.isEmpty()) {
      Assertions.assertThat(actual.attributes()).isEqualTo(expected.attributes());
      Assertions.assertThat(actual.types()).isEqualTo(expected.types());
    }
    assertWellFormed(actual);
  }

  /** Each datom with the t that ended it, 0 for none. */
  static List<List<Object>> rows(Run run) {
    List<List<Object>> rows = new ArrayList<>();
    Longs ended = run.ended();
    for (int row = 0; row < run.size(); row++) {
      rows.add(List.of(run.datom(row), ended == null ? 0 : ended.get(row)));
    }
    return rows;
  }

  private static void assertWellFormed(Run run) {
    for (Vector vector : run.values()) {
      Assertions.assertThat(vector).isNotInstanceOf(ConstantVector.class);
      Assertions.assertThat(vector.noNulls()).isTrue();
      if (vector instanceof DictionaryVector coded) {
        for (int i = 1; i < coded.dictionary().size(); i++) {
          Assertions.assertThat(coded.dictionary().compare(i - 1, coded.dictionary(), i))
              .isNegative();
        }
      }
    }
  }
}
