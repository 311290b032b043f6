package dev.yore.storage.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FormatPageTest {
  private final FormatPage page = FormatPage.read();

  @Test
  void writesTheSmallFrameOfThePage() {
    byte[] frame = Frame.encode(FrameKind.CATALOG, "hello".getBytes(US_ASCII));
    assertThat(FormatPage.rendered(frame))
        .isEqualTo(FormatPage.rendered(page.bytes("frame-small")));
  }

  @Test
  void writesTheCompressedFrameOfThePage() {
    byte[] frame = Frame.encode(FrameKind.SEGMENT, "yore".repeat(25).getBytes(US_ASCII));
    assertThat(FormatPage.rendered(frame)).isEqualTo(FormatPage.rendered(page.bytes("frame-lz4")));
  }

  @Test
  void readsTheFramesOfThePage() {
    assertThat(Frame.decode("k", FrameKind.CATALOG, page.bytes("frame-small")))
        .asString(US_ASCII)
        .isEqualTo("hello");
    assertThat(Frame.decode("k", FrameKind.SEGMENT, page.bytes("frame-lz4")))
        .asString(US_ASCII)
        .isEqualTo("yore".repeat(25));
  }

  @Test
  void namesTheExamplesWhenOneIsMissing() {
    assertThatThrownBy(() -> page.bytes("no-such-example")).hasMessageContaining("frame-small");
  }
}
