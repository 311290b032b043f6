package dev.yore.storage.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.MemoryStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Property(tries = 300)
  void givesBackWhatWasWrapped(@ForAll("bodies") byte[] body, @ForAll FrameKind kind) {
    byte[] frame = Frame.encode(kind, body);
    assertThat(Frame.decode("k", kind, frame)).isEqualTo(body);
    assertThat(frame.length).isLessThanOrEqualTo(body.length + Frame.OVERHEAD_BYTES);
  }

  @Property(tries = 100)
  void detectsAnyFlippedByte(
      @ForAll("bodies") byte[] body, @ForAll @IntRange(min = 1, max = 255) int flip) {
    byte[] frame = Frame.encode(FrameKind.LOG, body);
    for (int i = 0; i < frame.length; i++) {
      frame[i] ^= (byte) flip;
      assertThat(failure(FrameKind.LOG, frame).code()).isEqualTo(ErrorCode.CORRUPTED);
      frame[i] ^= (byte) flip;
    }
  }

  @Property(tries = 50)
  void detectsAnyCutAndAnyAddedByte(@ForAll("bodies") byte[] body) {
    byte[] frame = Frame.encode(FrameKind.ROOT, body);
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThat(failure(FrameKind.ROOT, cut).code()).isEqualTo(ErrorCode.CORRUPTED);
    }
    byte[] longer = Arrays.copyOf(frame, frame.length + 1);
    assertThat(failure(FrameKind.ROOT, longer).code()).isEqualTo(ErrorCode.CORRUPTED);
  }

  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    Arbitrary<byte[]> compressible =
        Arbitraries.bytes().between((byte) 0, (byte) 1).array(byte[].class).ofMaxSize(1000);
    return Arbitraries.oneOf(random, compressible);
  }

  @Test
  void compressesWhatGetsSmaller() {
    assertThat(Frame.encode(FrameKind.SEGMENT, new byte[100_000])).hasSizeLessThan(1000);
  }

  @Test
  void takesTheLargestBodyAndRefusesALargerOne() {
    byte[] frame = Frame.encode(FrameKind.SEGMENT, new byte[Frame.BODY_BYTES_MAX]);
    assertThat(Frame.decode("k", FrameKind.SEGMENT, frame)).hasSize(Frame.BODY_BYTES_MAX);
    byte[] tooLarge = new byte[Frame.BODY_BYTES_MAX + 1];
    assertThatThrownBy(() -> Frame.encode(FrameKind.SEGMENT, tooLarge))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @Test
  void tellsDamageWithKeyCheckExpectedAndFound() {
    byte[] frame = Frame.encode(FrameKind.LOG, new byte[] {1, 2, 3});
    frame[Frame.HEADER_BYTES] ^= 1;
    assertThat(failure(FrameKind.LOG, frame).facts())
        .containsEntry("key", "db/log/1")
        .containsEntry("check", "checksum")
        .containsKeys("expected", "found");
  }

  @Test
  void refusesAFrameOfAnotherKind() {
    byte[] frame = Frame.encode(FrameKind.LOG, new byte[3]);
    assertThat(failure(FrameKind.ROOT, frame).facts())
        .containsEntry("check", "kind")
        .containsEntry("expected", FrameKind.ROOT)
        .containsEntry("found", "LOG");
  }

  @Test
  void tellsAFrameFromTheFutureFromADamagedOne() {
    byte[] frame = Frame.encode(FrameKind.LOG, new byte[] {1, 2, 3});
    ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(4, (short) (Frame.VERSION + 1));
    int covered = frame.length - Long.BYTES;
    bytes.putLong(covered, Checksum.of(frame, 0, covered));
    YoreException error = failure(FrameKind.LOG, frame);
    assertThat(error.code()).isEqualTo(ErrorCode.FORMAT_TOO_NEW);
    assertThat(error.facts())
        .containsEntry("version", Frame.VERSION + 1)
        .containsEntry("supported", Frame.VERSION);
  }

  @Test
  void tellsAMissingValue() {
    try (MemoryStore store = new MemoryStore()) {
      assertThatThrownBy(() -> Frame.read(store, FrameKind.ROOT, "db/root"))
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISSING_VALUE))
          .hasMessageContaining("db/root");
    }
  }

  @Test
  void givesEachKindACodeOfItsOwn() {
    assertThat(FrameKind.values()).extracting(FrameKind::code).doesNotHaveDuplicates();
  }

  private static YoreException failure(FrameKind kind, byte[] frame) {
    YoreException error =
        catchThrowableOfType(YoreException.class, () -> Frame.decode("db/log/1", kind, frame));
    assertThat(error).isNotNull();
    return error;
  }
}
