package dev.yore.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

class PostgresLocationTest {
  private static final PostgresOptions OPTIONS = PostgresOptions.DEFAULT;

  @Test
  void readsHostPortDatabaseAndName() {
    PostgresLocation.Database shop =
        PostgresLocation.Database.of(
            "//db.example:6432/pg", Map.of("database", "shop", "USER", "ann", "password", "p&w"));
    assertThat(shop.name()).isEqualTo("shop");
    PostgresLocation location = shop.location();
    assertThat(location.hosts()).containsExactly(new PostgresLocation.Host("db.example", 6432));
    assertThat(location.pgDatabase()).isEqualTo("pg");
    assertThat(location.role()).isEqualTo("ann");
    assertThat(location.url()).isEqualTo("jdbc:postgresql://db.example:6432/pg");
    assertThat(location.driverProperties(OPTIONS))
        .containsEntry("user", "ann")
        .containsEntry("password", "p&w")
        .doesNotContainKeys("database", "targetServerType");
  }

  @Test
  void ofSeveralHostsPrefersTheOneThatTakesWrites() {
    PostgresLocation location = PostgresLocation.of("//a,[::1]:5433,10.0.0.3/pg", Map.of());
    assertThat(location.url()).isEqualTo("jdbc:postgresql://a:5432,[::1]:5433,10.0.0.3:5432/pg");
    assertThat(location.driverProperties(OPTIONS)).containsEntry("targetServerType", "primary");
    PostgresLocation any = PostgresLocation.of("//a,b/pg", Map.of("targetServerType", "any"));
    assertThat(any.driverProperties(OPTIONS)).containsEntry("targetServerType", "any");
  }

  @Test
  void passesTlsOptionsOnAndKnowsAllNamesThatPgjdbcKnows() {
    Map<String, String> given = Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem");
    Properties passed = PostgresLocation.of("//a/pg", given).driverProperties(OPTIONS);
    assertThat(passed).containsAllEntriesOf(given);
    for (String name : passed.stringPropertyNames()) {
      assertThat(PGProperty.forName(name)).as(name).isNotNull();
    }
    assertThat(PostgresLocation.isProperty("SSLMODE")).isTrue();
    assertThat(PostgresLocation.isProperty("database")).isTrue();
    assertThat(PostgresLocation.isProperty("asOf")).isFalse();
  }

  @Test
  void namesNoPasswordInItsText() {
    PostgresLocation location = PostgresLocation.of("//a/pg", Map.of("password", "hush"));
    assertThat(location).hasToString("//a:5432/pg");
    assertThat(new PostgresLocation.Database(location, "x").toString()).doesNotContain("hush");
  }

  @Test
  void escapesTheDatabaseForPgjdbc() {
    PostgresLocation location = PostgresLocation.of("//a/my pg+é", Map.of());
    Properties read = org.postgresql.Driver.parseURL(location.url(), null);
    assertThat(read).isNotNull().containsEntry("PGDBNAME", "my pg+é");
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String address :
        List.of("", "//", "//a", "//a/", "///pg", "a/pg", "//a:/pg", "//a:x/pg", "//a,/pg")) {
      refuses(ErrorCode.CANNOT_CONNECT, () -> PostgresLocation.of(address, Map.of()));
    }
    refuses(ErrorCode.CANNOT_CONNECT, () -> PostgresLocation.of("//a:0/pg", Map.of()));
    refuses(ErrorCode.CANNOT_CONNECT, () -> PostgresLocation.of("//a:65536/pg", Map.of()));
    assertThat(PostgresLocation.of("//a:65535/pg", Map.of()).hosts().getFirst().port())
        .isEqualTo(65_535);
  }

  @Test
  void refusesNamesThatAreNoPartOfAKey() {
    refuses(ErrorCode.CANNOT_CONNECT, () -> PostgresLocation.Database.of("//a/pg", Map.of()));
    for (String name : List.of("", "a b", "a/b", "../x", "-a", ".a", "é", "n".repeat(129))) {
      refuses(
          ErrorCode.INVALID_PARAMETER_VALUE,
          () -> PostgresLocation.Database.of("//a/pg", Map.of("database", name)));
    }
    String longest = "n".repeat(128);
    assertThat(PostgresLocation.Database.of("//a/pg", Map.of("database", longest)).name())
        .isEqualTo(longest);
  }

  @Test
  void refusesPropertiesThatItDoesNotPassOn() {
    assertThatThrownBy(() -> PostgresLocation.of("//a/pg", Map.of("sslmod", "require")))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
              assertThat(e.facts()).containsEntry("nearest", "sslmode");
            });
    refuses(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> PostgresLocation.of("//a/pg", Map.of("socketFactory", "evil.Factory")));
  }

  @Test
  void refusesTimesAndCountsThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);
    refuses(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> new PostgresOptions(Duration.ZERO, second, second, 1));
    refuses(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> new PostgresOptions(second, second, Duration.ofDays(2), 1));
    refuses(
        ErrorCode.INVALID_PARAMETER_VALUE, () -> new PostgresOptions(second, second, second, 0));
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(YoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
