package dev.yore.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.sql.session.ResourceLimits;
import dev.yore.storage.error.YoreException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionOptionsTest {
  private static ConnectionOptions of(String url) {
    return ConnectionOptions.of(url, new Properties());
  }

  @Test
  void readsDatabasesInMemoryAndInFiles() {
    assertThat(of("jdbc:yore:mem:shop").database()).isEqualTo(new DatabaseUrl.Memory("shop"));
    assertThat(of("jdbc:yore:mem:").database()).isEqualTo(new DatabaseUrl.Memory(null));
    assertThat(of("jdbc:yore:file:/tmp/a%20b/shop;readOnly=true").database().url())
        .isEqualTo("file:/tmp/a b/shop");
  }

  @Test
  void readsPropertiesOfTheUrlBeforeThoseBeside() {
    Properties beside = new Properties();
    beside.setProperty("schema", "beside");
    beside.setProperty("ApplicationName", "till");
    ConnectionOptions options =
        ConnectionOptions.of(
            "jdbc:yore:mem:shop?schema=sales&TIMEZONE=Europe/Berlin;queryTimeout=1500ms&memoryLimit=2MB",
            beside);
    assertThat(options.settings().schema()).isEqualTo("sales");
    assertThat(options.settings().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(options.settings().limits().timeoutMillis()).isEqualTo(1500);
    assertThat(options.settings().limits().memory()).isEqualTo(2 << 20);
    assertThat(options.settings().txAttributes()).containsEntry("ApplicationName", "till");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T12:00:00Z, 2025-12-31T12:00:00Z",
    "2025-12-31 12:00:00, 2025-12-31T11:00:00Z",
    "2025-12-31, 2025-12-30T23:00:00Z",
    "2025-12-31T12:00:00+02:00, 2025-12-31T10:00:00Z"
  })
  void readsMomentsInTheTimeZone(String asOf, String instant) {
    ConnectionOptions options = of("jdbc:yore:mem:?timezone=+01:00&asOf=" + asOf);
    assertThat(options.settings().asOf()).isEqualTo(Instant.parse(instant));
    assertThat(options.settings().readOnly()).isTrue();
  }

  @Test
  void readsANumberAsT() {
    assertThat(of("jdbc:yore:mem:?asOf=1234").settings().asOf()).isEqualTo(1234L);
  }

  @Test
  void takesAllProcessorsWhereNoParallelismIsGiven() {
    assertThat(of("jdbc:yore:mem:?parallelism=2").settings().limits().parallelism()).isEqualTo(2);
    assertThat(of("jdbc:yore:mem:").settings().limits().parallelism())
        .isEqualTo(ResourceLimits.ALL_PROCESSORS);
  }

  @Test
  void namesTheNearestPropertyAndAllThatAreAllowed() {
    assertThatThrownBy(() -> of("jdbc:yore:mem:?asof_=1"))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining("nearest: asOf")
        .hasMessageContaining("memoryLimit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "readOnly=perhaps",
        "timezone=Mars/Olympus",
        "queryTimeout=soon",
        "memoryLimit=0",
        "parallelism=0",
        "parallelism=all",
        "asOf=yesterday"
      })
  void saysWhichValuesAPropertyAllows(String property) {
    assertThatThrownBy(() -> of("jdbc:yore:mem:?" + property))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining("allowed: ")
        .hasMessageContaining(property.substring(0, property.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:yore:",
        "jdbc:yore:memory:x",
        "jdbc:yore:file:",
        "jdbc:yore:mem:x?=1",
        "jdbc:yore:mem:x?schema",
        "jdbc:yore:mem:x?schema=a&schema=b",
        "jdbc:yore:mem:%zz"
      })
  void refusesUrlsThatCannotBeRead(String url) {
    assertThatThrownBy(() -> of(url))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code().sqlState()).isEqualTo("08001"))
        .hasMessageContaining(url);
  }

  @Test
  void aUrlOfPostgresqlTakesTheStoragesPropertiesFromBothPlaces() {
    Properties beside = new Properties();
    beside.setProperty("user", "ada");
    beside.setProperty("password", "beside");
    beside.setProperty("schema", "s");
    ConnectionOptions options =
        ConnectionOptions.of(
            "jdbc:yore:postgresql://h1,h2:5433/pg?database=shop&password=url&readOnly=true",
            beside);
    DatabaseUrl.Postgres database = (DatabaseUrl.Postgres) options.database();
    assertThat(database.location().name()).isEqualTo("shop");
    assertThat(database.location().location().hosts()).hasSize(2);
    assertThat(database.location().location().properties())
        .containsEntry("user", "ada")
        .containsEntry("password", "url");
    assertThat(options.user()).isEqualTo("ada");
    assertThat(options.settings().readOnly()).isTrue();
    assertThat(options.settings().schema()).isEqualTo("s");
  }

  @Test
  void aUrlOfPostgresqlNeedsADatabaseAndKnownProperties() {
    assertThatThrownBy(
            () -> ((DatabaseUrl.Postgres) of("jdbc:yore:postgresql://h/pg").database()).location())
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code().sqlState()).isEqualTo("08001"))
        .hasMessageContaining("database=NAME");
    assertThatThrownBy(() -> of("jdbc:yore:postgresql://h/pg?database=x&shema=y"))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code().sqlState()).isEqualTo("22023"));
  }
}
