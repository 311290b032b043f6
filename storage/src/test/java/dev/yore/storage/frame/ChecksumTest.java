package dev.yore.storage.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksumTest {

  @Test
  void givesThePublishedValuesOfXxh64() {
    assertThat(Checksum.of(new byte[0])).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(Checksum.of("abc".getBytes(US_ASCII))).isEqualTo(0x44BC2CF5AD770999L);
  }
}
