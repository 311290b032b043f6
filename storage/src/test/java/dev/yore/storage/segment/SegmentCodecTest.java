package dev.yore.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.segment.RandomRuns.Flavour;
import dev.yore.storage.segment.format1.SegmentFormat1;
import dev.yore.storage.value.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SegmentCodecTest {
  private static final String KEY = "db/seg/1";

  @Property(tries = 500, seed = "7")
  void givesBackEveryRun(@ForAll long seed) {
    Run run = new RandomRuns(seed).any(300);
    byte[] body = SegmentCodec.encode(run);
    Run decoded = SegmentCodec.decode(KEY, body);
    Runs.assertSame(decoded, run);
    assertThat(SegmentCodec.encode(decoded)).isEqualTo(body);
  }

  @Test
  void givesBackEveryTypeInEveryOrderAndFlavour() {
    for (IndexOrder order : IndexOrder.values()) {
      for (Flavour flavour : Flavour.values()) {
        for (DataType type : RandomRuns.TYPES) {
          Run run = new RandomRuns(11).of(order, flavour, new DataType[] {type}, 50);
          Runs.assertSame(SegmentCodec.decode(KEY, SegmentCodec.encode(run)), run);
        }
      }
    }
  }

  @Property(tries = 300, seed = "8")
  void truncatedBytesAreDamaged(@ForAll long seed) {
    byte[] body = SegmentCodec.encode(new RandomRuns(seed).any(40));
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThatThrownBy(() -> SegmentCodec.decode(KEY, cut))
          .isInstanceOfSatisfying(
              YoreException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED);
                assertThat(e.facts()).containsEntry("key", KEY).containsKey("check");
              });
    }
  }

  @Property(tries = 300, seed = "9")
  void flippedBytesAreDamagedOrAnotherRun(@ForAll long seed) {
    byte[] body = SegmentCodec.encode(new RandomRuns(seed).any(60));
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] flipped = body.clone();
      flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      decodeOrRefuse(flipped);
    }
  }

  @Property(tries = 5000, seed = "10")
  void noiseIsDamagedOrARun(@ForAll byte[] noise) {
    byte[] body = new byte[noise.length + 1];
    System.arraycopy(noise, 0, body, 1, noise.length);
    body[0] = (byte) (0x20 + (noise.length & 0x1F));
    decodeOrRefuse(body);
  }

  private static void decodeOrRefuse(byte[] body) {
    try {
      assertThat(SegmentCodec.decode(KEY, body).size()).isNotNegative();
    } catch (YoreException e) {
      assertThat(e.code()).isIn(ErrorCode.CORRUPTED, ErrorCode.FORMAT_TOO_NEW);
    }
  }

  @Test
  void readsFromAnyPartOfAnArrayOrBuffer() {
    Run run = new RandomRuns(3).any(100);
    byte[] body = SegmentCodec.encode(run);
    byte[] wide = new byte[body.length + 7];
    System.arraycopy(body, 0, wide, 3, body.length);
    Runs.assertSame(SegmentCodec.decode(KEY, wide, 3, 3 + body.length), run);
    ByteBuffer direct = ByteBuffer.allocateDirect(body.length).put(body).flip();
    Runs.assertSame(SegmentCodec.decode(KEY, direct), run);
    Runs.assertSame(SegmentCodec.decode(KEY, ByteBuffer.wrap(wide, 3, body.length)), run);
  }

  @Test
  void keepsTheShapeOfDenseAndConstantColumns() {
    RunBuilder builder = new RunBuilder(IndexOrder.AEVT, a -> DataType.LONG, 8192);
    for (int i = 0; i < 8192; i++) {
      builder.add((16L << 42) + i, 40, (long) i, 9);
    }
    byte[] body = SegmentCodec.encode(builder.buildSorted());
    Run run = SegmentCodec.decode(KEY, body);
    assertThat(run.entities()).isEqualTo(new Longs.Dense(16L << 42, 8192));
    assertThat(run.added()).isEqualTo(new Longs.Constant(9, 8192));
    assertThat(body).hasSizeLessThan(24);
  }

  @Test
  void aNewerFormatIsToldApartFromDamage() {
    byte[] body = SegmentCodec.encode(Run.empty(IndexOrder.EAVT));
    body[0] = (byte) (body[0] + 0x20);
    assertThatThrownBy(() -> SegmentCodec.decode(KEY, body))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT_TOO_NEW));
  }

  @Test
  void everyFlippedBitOfAFramedSegmentIsDetected() {
    byte[] frame = Frame.encode(FrameKind.SEGMENT, SegmentCodec.encode(new RandomRuns(5).any(200)));
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] flipped = frame.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertDamaged(() -> Frame.decode(KEY, FrameKind.SEGMENT, flipped));
    }
  }

  @Test
  void readsTheMostRowsAndRefusesOneMore() {
    byte[] most = HexFormat.of().parseHex("22" + "80808002" + "01290340" + "858585");
    assertThat(SegmentCodec.decode(KEY, most).size()).isEqualTo(SegmentFormat1.ROWS_MAX);
    byte[] more = HexFormat.of().parseHex("22" + "81808002" + "01290340" + "858585");
    assertDamaged(() -> SegmentCodec.decode(KEY, more));
  }

  @Test
  void refusesToWriteMoreThanTheMostRows() {
    int rows = SegmentFormat1.ROWS_MAX + 1;
    Longs constant = new Longs.Constant(5, rows);
    LongVector values = new LongVector(new long[rows]);
    Run run =
        Run.ofAttribute(IndexOrder.AEVT, 41, DataType.LONG, constant, values, constant, null, null);
    assertThatThrownBy(() -> SegmentCodec.encode(run))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @Test
  void refusesAFrontCodedBlockThatWouldFillTheMemory() {
    // 4 Mi strings of 127 bytes, each the same as the one before
    String lengths = "0302fcffff0300";
    String shared = "040002" + "020007803f" + lengths;
    String more = "040002" + "0200077f00" + lengths;
    String column = "02" + shared + more + "41".repeat(127);
    byte[] bomb = HexFormat.of().parseHex("22" + "80808002" + "01290100" + "8585" + column);
    assertThatThrownBy(() -> SegmentCodec.decode(KEY, bomb))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> assertThat(e.facts()).containsEntry("check", "a front-coded block is small"));
  }

  @Test
  void valuesOfADictionarySliceKeepOnlyWhatTheyUse() {
    BytesVector dictionary =
        (BytesVector) Vectors.of(DataType.STRING, List.of("ant", "bee", "cat", "dog"));
    int[] codes = {3, 1, 1, 3, 1, 3, 3, 1};
    Run run =
        Run.ofAttribute(
            IndexOrder.AEVT,
            40,
            DataType.STRING,
            new Longs.Dense(16L << 42, 8),
            new DictionaryVector(codes, 8, dictionary, null),
            new Longs.Constant(5, 8),
            null,
            null);
    Run decoded = SegmentCodec.decode(KEY, SegmentCodec.encode(run));
    Runs.assertSame(decoded, run);
    assertThat(decoded.values()[0])
        .isInstanceOfSatisfying(
            DictionaryVector.class, v -> assertThat(v.dictionary().size()).isEqualTo(2));
  }

  private static void assertDamaged(ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED));
  }
}
