package dev.yore.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class ValueKindTest {

  @Test
  void findsTheNarrowestKind() {
    assertThat(ValueKind.of("true")).isEqualTo(ValueKind.BOOLEAN);
    assertThat(ValueKind.of("-17")).isEqualTo(ValueKind.INTEGER);
    assertThat(ValueKind.of("2147483647")).isEqualTo(ValueKind.INTEGER);
    assertThat(ValueKind.of("2147483648")).isEqualTo(ValueKind.BIGINT);
    assertThat(ValueKind.of("-9223372036854775808")).isEqualTo(ValueKind.BIGINT);
    assertThat(ValueKind.of("9223372036854775808")).isEqualTo(ValueKind.DECIMAL);
    assertThat(ValueKind.of("-.5")).isEqualTo(ValueKind.DECIMAL);
    assertThat(ValueKind.of("1e9")).isEqualTo(ValueKind.DOUBLE);
    assertThat(ValueKind.of("2026-01-31")).isEqualTo(ValueKind.DATE);
    assertThat(ValueKind.of("2026-01-31 23:59")).isEqualTo(ValueKind.TIMESTAMP);
    assertThat(ValueKind.of("2026-01-31T23:59:59.123456")).isEqualTo(ValueKind.TIMESTAMP);
    assertThat(ValueKind.of("2026-01-31T23:59:59Z")).isEqualTo(ValueKind.TIMESTAMP_TZ);
    assertThat(ValueKind.of("2026-01-31 23:59:59 +02:00")).isEqualTo(ValueKind.TIMESTAMP_TZ);
    assertThat(ValueKind.of("123e4567-e89b-12d3-a456-426614174000")).isEqualTo(ValueKind.UNIQUE_ID);
    assertThat(ValueKind.of("x")).isEqualTo(ValueKind.TEXT);
  }

  @Test
  void takesCodesWithLeadingZerosAndDatesThatDoNotExistAsText() {
    assertThat(ValueKind.of("007")).isEqualTo(ValueKind.TEXT);
    assertThat(ValueKind.of("2026-02-30")).isEqualTo(ValueKind.TEXT);
    assertThat(ValueKind.of("1,5")).isEqualTo(ValueKind.TEXT);
    assertThat(ValueKind.of("-")).isEqualTo(ValueKind.TEXT);
  }

  @Test
  void readsValues() {
    assertThat(ValueKind.DECIMAL.parse(" 1.50 ")).isEqualTo(new BigDecimal("1.50"));
    assertThat(ValueKind.TIMESTAMP.parse("2026-01-31"))
        .isEqualTo(LocalDateTime.of(2026, 1, 31, 0, 0));
    assertThat(ValueKind.TIMESTAMP_TZ.parse("2026-01-31T10:00:00+02:00"))
        .isEqualTo(OffsetDateTime.parse("2026-01-31T10:00:00+02:00"));
    assertThat(ValueKind.BOOLEAN.parse("Yes")).isEqualTo(true);
    assertThat(ValueKind.TEXT.parse(" a ")).isEqualTo(" a ");
  }

  @Test
  void saysWhatAValueShouldBe() {
    assertThatThrownBy(() -> ValueKind.INTEGER.parse("12x"))
        .hasMessage("is not an integer of 32 bits");
    assertThatThrownBy(() -> ValueKind.DATE.parse("31.01.2026"))
        .hasMessage("is not a date such as 2026-01-31");
  }

  @Test
  void widensTheTypeOfAColumnNoMoreThanItsValuesNeed() {
    assertThat(typeOf("1", "22")).isEqualTo("INTEGER");
    assertThat(typeOf("1", "3000000000")).isEqualTo("BIGINT");
    assertThat(typeOf("1", "1.25", "-100")).isEqualTo("DECIMAL(5, 2)");
    assertThat(typeOf("1", "2e3")).isEqualTo("DOUBLE PRECISION");
    assertThat(typeOf("2026-01-31", "2026-01-31 10:00")).isEqualTo("TIMESTAMP(6)");
    assertThat(typeOf("2026-01-31", "1")).isEqualTo("VARCHAR");
    assertThat(typeOf("9".repeat(39))).isEqualTo("VARCHAR");
    assertThat(typeOf()).isEqualTo("VARCHAR");
  }

  @Test
  void refusesOnlyWhatWouldTurnAFrozenColumnIntoText() {
    ColumnProfile profile = new ColumnProfile();
    profile.add("1");
    profile.freeze();

    assertThat(profile.add("1.5")).isTrue();
    assertThat(profile.add("n/a")).isFalse();
    assertThat(profile.sqlType()).isEqualTo("DECIMAL(2, 1)");
  }

  private static String typeOf(String... values) {
    ColumnProfile profile = new ColumnProfile();
    for (String value : values) {
      assertThat(profile.add(value)).isTrue();
    }
    return profile.sqlType();
  }
}
