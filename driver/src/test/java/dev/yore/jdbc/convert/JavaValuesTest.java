package dev.yore.jdbc.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaValuesTest {
  private static final ZoneId ZONE = ZoneOffset.ofHours(2);
  private static final UUID UUID_VALUE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final Instant MOMENT = Instant.parse("2025-12-31T22:30:00.000001Z");

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "GMT+05:30", "Europe/Berlin"})
  void timestampsStandForTheLocalTimeInTheDefaultZone(String zone) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      for (String text :
          new String[] {
            "2026-03-29T02:30:00.123456",
            "2026-10-25T02:30",
            "1582-10-04T00:00",
            "1583-01-01T00:00",
            "0044-03-15T12:00",
            "1969-12-31T23:59:59.999999",
            "9999-12-31T00:00"
          }) {
        LocalDateTime local = LocalDateTime.parse(text);
        assertThat(JavaValues.toTimestamp(local, DataType.TIMESTAMP, ZONE, null))
            .isEqualTo(Timestamp.valueOf(local));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  static Stream<Arguments> conversions() {
    DataType decimal = DataType.decimal(10, 2);
    BigDecimal price = new BigDecimal("12.90");
    return Stream.of(
        Arguments.of(7L, DataType.INTEGER, Integer.class, 7),
        Arguments.of(7L, DataType.INTEGER, Long.class, 7L),
        Arguments.of(7L, DataType.LONG, Short.class, (short) 7),
        Arguments.of(7L, DataType.LONG, Byte.class, (byte) 7),
        Arguments.of(7L, DataType.LONG, Double.class, 7.0),
        Arguments.of(7L, DataType.LONG, BigDecimal.class, BigDecimal.valueOf(7)),
        Arguments.of(7L, DataType.LONG, Boolean.class, true),
        Arguments.of(7L, DataType.LONG, String.class, "7"),
        Arguments.of(price, decimal, BigDecimal.class, price),
        Arguments.of(price, decimal, Long.class, 12L),
        Arguments.of(price, decimal, BigInteger.class, BigInteger.valueOf(12)),
        Arguments.of(price, decimal, String.class, "12.90"),
        Arguments.of(-1.9, DataType.DOUBLE, Integer.class, -1),
        Arguments.of(1.5f, DataType.FLOAT, Double.class, 1.5),
        Arguments.of(true, DataType.BOOLEAN, Integer.class, 1),
        Arguments.of(true, DataType.BOOLEAN, String.class, "true"),
        Arguments.of(" 12 ", DataType.STRING, Integer.class, 12),
        Arguments.of("1e3", DataType.STRING, Double.class, 1000.0),
        Arguments.of("NaN", DataType.STRING, Double.class, Double.NaN),
        Arguments.of("t", DataType.STRING, Boolean.class, true),
        Arguments.of("2025-12-31", DataType.STRING, LocalDate.class, LocalDate.of(2025, 12, 31)),
        Arguments.of(UUID_VALUE.toString(), DataType.STRING, UUID.class, UUID_VALUE),
        Arguments.of(UUID_VALUE, DataType.UUID, String.class, UUID_VALUE.toString()),
        Arguments.of(
            LocalDate.of(2025, 1, 2),
            DataType.DATE,
            LocalDateTime.class,
            LocalDateTime.of(2025, 1, 2, 0, 0)),
        Arguments.of(
            LocalDate.of(2025, 1, 2),
            DataType.DATE,
            java.sql.Date.class,
            java.sql.Date.valueOf("2025-01-02")),
        Arguments.of(
            LocalTime.of(1, 2, 3),
            DataType.TIME,
            java.sql.Time.class,
            java.sql.Time.valueOf("01:02:03")),
        Arguments.of(MOMENT, DataType.INSTANT, Instant.class, MOMENT),
        Arguments.of(MOMENT, DataType.INSTANT, Timestamp.class, Timestamp.from(MOMENT)),
        Arguments.of(MOMENT, DataType.INSTANT, LocalDate.class, LocalDate.of(2026, 1, 1)),
        Arguments.of(
            MOMENT,
            DataType.INSTANT,
            OffsetDateTime.class,
            OffsetDateTime.parse("2026-01-01T00:30:00.000001+02:00")),
        Arguments.of(MOMENT, DataType.INSTANT, ZonedDateTime.class, MOMENT.atZone(ZONE)),
        Arguments.of(
            Keyword.of(":person/name"),
            DataType.KEYWORD,
            Keyword.class,
            Keyword.of(":person/name")));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void convertsAlongTheTableOfJdbc(Object value, DataType type, Class<?> wanted, Object expected) {
    assertThat(JavaValues.toClass(value, type, wanted, ZONE)).isEqualTo(expected);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(128L, DataType.LONG, Byte.class),
        Arguments.of(1L << 31, DataType.LONG, Integer.class),
        Arguments.of(1e30, DataType.DOUBLE, Long.class),
        Arguments.of(Double.NaN, DataType.DOUBLE, Long.class),
        Arguments.of("many", DataType.STRING, Integer.class),
        Arguments.of("maybe", DataType.STRING, Boolean.class),
        Arguments.of(7L, DataType.LONG, LocalDate.class),
        Arguments.of(LocalDate.EPOCH, DataType.DATE, Integer.class),
        Arguments.of(7L, DataType.LONG, byte[].class),
        Arguments.of(7L, DataType.LONG, Thread.class));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatWouldLoseOrMeanNothing(Object value, DataType type, Class<?> wanted) {
    assertThatThrownBy(() -> JavaValues.toClass(value, type, wanted, ZONE))
        .isInstanceOf(YoreException.class);
  }

  static Stream<Arguments> objects() {
    return Stream.of(
        Arguments.of(1L, DataType.SMALLINT),
        Arguments.of(1L, DataType.INTEGER),
        Arguments.of(1L, DataType.LONG),
        Arguments.of(1L, DataType.REF),
        Arguments.of(1f, DataType.FLOAT),
        Arguments.of(1d, DataType.DOUBLE),
        Arguments.of(BigDecimal.ONE, DataType.decimal(5, 0)),
        Arguments.of(BigInteger.ONE, DataType.of(ValueType.BIGINT)),
        Arguments.of(true, DataType.BOOLEAN),
        Arguments.of("x", DataType.STRING),
        Arguments.of(Keyword.of(":x"), DataType.KEYWORD),
        Arguments.of(Bytes.of(new byte[] {1}), DataType.BYTES),
        Arguments.of(LocalDate.EPOCH, DataType.DATE),
        Arguments.of(LocalTime.NOON, DataType.TIME),
        Arguments.of(LocalDateTime.MIN.withYear(2000), DataType.TIMESTAMP),
        Arguments.of(MOMENT, DataType.INSTANT),
        Arguments.of(UUID_VALUE, DataType.UUID),
        Arguments.of(14L, DataType.MONTHS),
        Arguments.of(14L, DataType.DURATION));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void makesObjectsOfTheClassThatMetadataTells(Object value, DataType type) {
    assertThat(JavaValues.toObject(value, type, ZONE).getClass().getName())
        .isEqualTo(JdbcType.of(type).className());
  }

  @Test
  void readsLocalTimesInTheCalendarsZone() {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    LocalDateTime local = LocalDateTime.of(2025, 6, 1, 9, 0);
    assertThat(JavaValues.toTimestamp(local, DataType.TIMESTAMP, ZONE, tokyo).toInstant())
        .isEqualTo(Instant.parse("2025-06-01T00:00:00Z"));
  }

  @Test
  void takesParametersOfJdbcsOldClassesAsTheTypeThatIsExpected() throws Exception {
    Timestamp moment = Timestamp.from(MOMENT);
    assertThat(EngineValues.of(moment, DataType.INSTANT)).isEqualTo(MOMENT);
    assertThat(EngineValues.of(moment, DataType.TIMESTAMP)).isEqualTo(moment.toLocalDateTime());
    assertThat(EngineValues.of((byte) 3, DataType.LONG)).isEqualTo(3L);
    assertThat(EngineValues.of(new byte[] {1}, DataType.BYTES)).isEqualTo(Bytes.of(new byte[] {1}));
    assertThat(EngineValues.as("12", java.sql.Types.INTEGER, 0, DataType.STRING, ZONE))
        .isEqualTo(12L);
    assertThatThrownBy(() -> EngineValues.of(new Thread(), DataType.LONG))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining("java.lang.Thread");
  }
}
