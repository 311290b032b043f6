package dev.yore.transactor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactorConfigTest {
  private static Properties settings(String text) throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(text));
    return settings;
  }

  private static TransactorConfig read(String text) throws IOException {
    return TransactorConfig.of(settings(text), Map.of());
  }

  @Test
  void theExampleOfTheManualIsRead() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "operations.md"));
    Matcher example =
        Pattern.compile("```properties file=transactor.properties\n(.*?)```", Pattern.DOTALL)
            .matcher(page);
    assertThat(example.find()).isTrue();
    TransactorConfig config = read(example.group(1));
    assertThat(config.databases()).containsExactly("shop", "crm");
    assertThat(config.port()).isEqualTo(TransactorConfig.DEFAULT_PORT);
    assertThat(config.lease()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.storage().properties()).containsEntry("user", "yore_writer");
  }

  @Test
  void whatIsNotGivenHasASensibleValue() throws IOException {
    TransactorConfig config = read("storage = //db/yore\ndatabases = shop");
    assertThat(config.bind()).isEqualTo("0.0.0.0");
    assertThat(config.host()).isNotBlank();
    assertThat(config.options().indexThreshold()).isEqualTo(32L << 20);
  }

  @Test
  void theEnvironmentWins() throws IOException {
    TransactorConfig config =
        TransactorConfig.of(
            settings("storage = //db/yore\ndatabases = shop\nport = 1"),
            Map.of("YORE_TRANSACTOR_PORT", "2", "YORE_TRANSACTOR_STORAGE_USER", "me"));
    assertThat(config.port()).isEqualTo(2);
    assertThat(config.storage().properties()).containsEntry("user", "me");
  }

  @ParameterizedTest
  @CsvSource({
    "port, 65536",
    "port, x",
    "lease, 499ms",
    "lease, 6min",
    "lease, soon",
    "index.threshold, 0",
    "index.ceiling, 1KB",
    "cache, many",
    "prt, 1",
    "storage, nowhere"
  })
  void aWrongSettingIsRefusedByItsName(String setting, String value) {
    assertThatThrownBy(
            () -> read("storage = //db/yore\ndatabases = shop\n" + setting + " = " + value))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining(value.equals("nowhere") ? "HOST:PORT" : setting);
  }

  @Test
  void whatIsNeededIsAskedFor() {
    assertThatThrownBy(() -> read("storage = //db/yore"))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE))
        .hasMessageContaining("databases")
        .hasMessageContaining("YORE_TRANSACTOR_DATABASES");
  }
}
