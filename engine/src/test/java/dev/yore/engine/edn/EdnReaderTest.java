package dev.yore.engine.edn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdnReaderTest {
  private static @Nullable Object read(String text) {
    return EdnReader.read(text).value();
  }

  @Test
  void readsScalars() {
    assertThat((List<?>) read("[nil true false 42 -7 +3 0 12N 1.5 -2e3 1.50M 7M]"))
        .isEqualTo(
            Arrays.asList(
                null,
                true,
                false,
                42L,
                -7L,
                3L,
                0L,
                BigInteger.valueOf(12),
                1.5,
                -2000.0,
                new BigDecimal("1.50"),
                new BigDecimal("7")));
    assertThat(read("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
    assertThat(read(":person/name")).isEqualTo(Keyword.of("person/name"));
    assertThat(read("?e")).isEqualTo(new Symbol("?e"));
    assertThat(read("-")).isEqualTo(new Symbol("-"));
    assertThat(read("\"a\\n\\\"\\u00e9\"")).isEqualTo("a\n\"é");
    assertThat((List<?>) read("[\\a \\newline \\u0041 \\( \\;]"))
        .isEqualTo(List.of('a', '\n', 'A', '(', ';'));
    assertThat((List<?>) read("[##NaN ##Inf ##-Inf]"))
        .isEqualTo(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  @Test
  void readsTags() {
    assertThat(read("#inst \"2020-01-02T03:04:05.000006Z\""))
        .isEqualTo(Instant.parse("2020-01-02T03:04:05.000006Z"));
    assertThat(read("#inst \"2020\"")).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(read("#inst \"2020-01-02T03:04:05.000-00:00\""))
        .isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
    assertThat(read("#inst \"2020-01-02T03:04:05+02:00\""))
        .isEqualTo(Instant.parse("2020-01-02T01:04:05Z"));
    UUID uuid = UUID.randomUUID();
    assertThat(read("#uuid \"" + uuid + "\"")).isEqualTo(uuid);
    assertThat(read("#bytes \"00ff\"")).isEqualTo(Bytes.of(new byte[] {0, -1}));
    assertThat(read("#date \"2020-02-29\"")).isEqualTo(LocalDate.of(2020, 2, 29));
  }

  @Test
  void readsCollections() {
    assertThat(read("(1 [2 #{3}] {:a 4, \"b\" nil})")).hasToString("[1, [2, [3]], {:a=4, b=null}]");
    assertThat(read("{}")).isEqualTo(Map.of());
    assertThat(read("#{}")).isEqualTo(Set.of());
  }

  @Test
  void skipsCommentsAndWhatIsDiscarded() {
    assertThat(read("; first\n[1 #_ 2 #_ #_ 3 4 ; five\n 5 #_[6 #_7]]")).isEqualTo(List.of(1L, 5L));
    assertThat(EdnReader.readAll("1 2 #_3")).hasSize(2);
    assertThat(EdnReader.readAll(" ; nothing")).isEmpty();
  }

  @Test
  void knowsWhereEachFormStood() {
    EdnForm.Sequence vector = (EdnForm.Sequence) EdnReader.read("[:a\n  {:b \"x\ny\"} ?z]");
    assertThat(vector.items())
        .extracting(EdnForm::position)
        .containsExactly(
            new SourcePosition.LineColumn(1, 2),
            new SourcePosition.LineColumn(2, 3),
            new SourcePosition.LineColumn(3, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`[1 2`        | 1 | 1 | closed before the text ends",
        "`[1 (2]`      | 1 | 6 | closed first",
        "`[1\n 2)]`    | 2 | 3 | closed first",
        "`)`           | 1 | 1 | no bracket",
        "`{:a 1 :b}`   | 1 | 7 | value for each key",
        "`{:a 1 :a 2}` | 1 | 7 | no key twice",
        "`#{1 1}`      | 1 | 5 | no element twice",
        "`[12x]`       | 1 | 2 | number should be",
        "`[007]`       | 1 | 2 | number should be",
        "`[ :]`        | 1 | 3 | keyword should have a name",
        "`[:a/]`       | 1 | 2 | keyword should have a name",
        "`\"abc`       | 1 | 1 | closed by a quote",
        "`\"a\\q\"`    | 1 | 3 | backslash",
        "`\"\\u00g0\"` | 1 | 2 | hexadecimal",
        "`\\toolong`   | 1 | 1 | character should be",
        "`#inst 5`     | 1 | 7 | string should follow",
        "`#inst \"x\"` | 1 | 7 | cannot be read",
        "`#what \"x\"` | 1 | 1 | tag should be one of",
        "`[#_]`        | 1 | 2 | form should follow",
        "`[1 #uuid]`   | 1 | 4 | value should follow",
        "`1 2`         | 1 | 3 | end after one form",
        "`  `          | 1 | 3 | should have a form",
      })
  void saysWhereAndWhatWasExpected(String text, int line, int column, String expectation) {
    assertThatThrownBy(() -> EdnReader.read(text))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
              assertThat(e.position()).isEqualTo(new SourcePosition.LineColumn(line, column));
            })
        .hasMessageContaining(expectation);
  }

  @Test
  void takesNestingUpToItsLimitAndNotBeyond() {
    int most = EdnReader.DEPTH_MAX;
    assertThat(EdnReader.read("[".repeat(most) + "]".repeat(most))).isNotNull();
    assertLimit("[".repeat(most + 1) + "]".repeat(most + 1));
    assertLimit("#_".repeat(most + 1) + "1 ".repeat(most + 2));
  }

  @Test
  void takesTextUpToItsLimitAndNotBeyond() {
    int most = EdnReader.CHARS_MAX;
    assertThat(EdnReader.read("1" + " ".repeat(most - 1)).value()).isEqualTo(1L);
    assertLimit("1" + " ".repeat(most));
  }

  private static void assertLimit(String text) {
    assertThatThrownBy(() -> EdnReader.read(text))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }
}
