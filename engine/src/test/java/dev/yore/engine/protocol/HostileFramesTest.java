package dev.yore.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bytes from somebody who means no good are a PROTOCOL_VIOLATION, quickly and cheaply. */
class HostileFramesTest {
  private static final int CASES = 10_000;

  /** Bytes that reading a frame may take beside what its own bytes take: errors and their texts. */
  private static final long ALLOCATED_BESIDE = 64 << 10;

  /** A frame's bytes may be there as bytes, as characters, and as entries of a map of them. */
  private static final long ALLOCATED_PER_BYTE = 100;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<byte[]> frames =
      MessageExamples.ALL.values().stream().map(MessageCodec::encode).toList();

  @Test
  void refusesEveryTruncation() {
    for (byte[] frame : frames) {
      for (int length = 0; length < frame.length; length++) {
        byte[] cut = Arrays.copyOf(frame, length);
        refuses(cut);
        if (length >= MessageCodec.LENGTH_BYTES) {
          refuses(withLength(cut));
        }
      }
    }
  }

  @Test
  void readsOrRefusesMutations() {
    Random random = new Random(4);
    for (int i = 0; i < CASES; i++) {
      byte[] mutated = frames.get(random.nextInt(frames.size())).clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = MessageCodec.LENGTH_BYTES + random.nextInt(mutated.length - 4);
        mutated[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
      }
      readsOrRefuses(mutated);
    }
  }

  @Test
  void readsOrRefusesNoise() {
    Random random = new Random(5);
    int[] kinds = {1, 2, 3, 4, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88};
    for (int i = 0; i < CASES; i++) {
      byte[] noise = new byte[MessageCodec.LENGTH_BYTES + 2 + random.nextInt(200)];
      random.nextBytes(noise);
      if (random.nextInt(10) > 0) {
        noise[MessageCodec.LENGTH_BYTES] = MessageCodec.VERSION;
        noise[MessageCodec.LENGTH_BYTES + 1] = (byte) kinds[random.nextInt(kinds.length)];
      }
      readsOrRefuses(withLength(noise));
    }
  }

  @Test
  void refusesCountsThatAreNotThere() {
    byte[] frame = MessageCodec.encode(new Message.Submit(new UUID(1, 2), new byte[1]));
    int length = MessageCodec.LENGTH_BYTES + MessageCodec.HEAD_BYTES + 16;
    byte[] huge = Arrays.copyOf(frame, length + 5);
    ByteBuffer.wrap(huge).putInt(length, -1);
    huge[length + 4] = 0x07;
    refuses(withLength(huge));
    readsOrRefuses(withLength(huge));
  }

  private static void readsOrRefuses(byte[] frame) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (boolean peer : new boolean[] {true, false}) {
      try {
        Message read = peer ? MessageCodec.fromPeer(frame) : MessageCodec.fromTransactor(frame);
        assertThat(read).isNotNull();
      } catch (YoreException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION);
      }
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(ALLOCATED_BESIDE + ALLOCATED_PER_BYTE * frame.length);
  }

  private static void refuses(byte[] frame) {
    for (boolean peer : new boolean[] {true, false}) {
      assertThatThrownBy(
              () -> {
                Message read =
                    peer ? MessageCodec.fromPeer(frame) : MessageCodec.fromTransactor(frame);
                assertThat(read).isNull();
              })
          .isInstanceOfSatisfying(
              YoreException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION));
    }
  }

  private static byte[] withLength(byte[] frame) {
    byte[] right = frame.clone();
    ByteBuffer.wrap(right).putInt(0, right.length - MessageCodec.LENGTH_BYTES);
    return right;
  }
}
