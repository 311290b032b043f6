package dev.yore.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabasesTest {

  @Test
  void takesAPathAsTheUrlOfAFile() {
    assertThat(Databases.url("./shop")).isEqualTo("jdbc:yore:file:./shop");
    assertThat(Databases.url("what?.db")).isEqualTo("jdbc:yore:file:what%3F.db");
  }

  @Test
  void takesUrlsWithAndWithoutTheirPrefix() {
    assertThat(Databases.url("jdbc:h2:mem:")).isEqualTo("jdbc:h2:mem:");
    assertThat(Databases.url("mem:a")).isEqualTo("jdbc:yore:mem:a");
    assertThat(Databases.url("file:a?asOf=3")).isEqualTo("jdbc:yore:file:a?asOf=3");
  }

  @Test
  void opensAScratchDatabaseWhenNothingIsNamed() {
    assertThat(Databases.url(null)).isEqualTo("jdbc:yore:mem:");
  }
}
