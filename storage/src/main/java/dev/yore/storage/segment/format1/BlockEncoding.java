package dev.yore.storage.segment.format1;

import dev.yore.storage.column.BytesVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A block of byte values, plain or front-coded; the grammar is at {@link BytesColumn}. */
record BlockEncoding(
    BytesVector values,
    @Nullable IntegerEncoding shared,
    int[] sharedLengths,
    IntegerEncoding lengths,
    int payload) {
  private static final int PLAIN = 1;
  private static final int FRONT_CODED = 2;

  /** Front coding is tried for this many values at least. */
  private static final int FRONT_ROWS_MIN = 4;

  /** So many times its stored bytes a front-coded block may have; keeps a small block small. */
  private static final int EXPANSION_MAX = 64;

  /** A front-coded block has at most 64 MiB, so that a few damaged bytes cannot ask for more. */
  private static final int FRONT_BYTES_MAX = 1 << 26;

  /** Front coding costs time to read, so it must save at least one byte in so many. */
  private static final int FRONT_SAVING = 8;

  static BlockEncoding choose(BytesVector values) {
    int count = values.size();
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = values.length(i);
    }
    int total = count == 0 ? 0 : values.end(count - 1) - values.start(0);
    BlockEncoding plain =
        new BlockEncoding(values, null, new int[0], IntegerEncoder.choose(lengths, count), total);
    if (count < FRONT_ROWS_MIN || total > FRONT_BYTES_MAX) {
      return plain;
    }
    int[] shared = new int[count];
    int saved = 0;
    for (int i = 1; i < count; i++) {
      shared[i] = sharedLength(values, i);
      lengths[i] -= shared[i];
      saved += shared[i];
    }
    if (saved < total / FRONT_SAVING || total > (long) (total - saved) * EXPANSION_MAX) {
      return plain;
    }
    BlockEncoding front =
        new BlockEncoding(
            values,
            IntegerEncoder.choose(shared, count),
            shared,
            IntegerEncoder.choose(lengths, count),
            total - saved);
    return front.bytes() < plain.bytes() - plain.bytes() / FRONT_SAVING ? front : plain;
  }

  private static int sharedLength(BytesVector values, int row) {
    byte[] data = values.data();
    int mismatch =
        Arrays.mismatch(
            data,
            values.start(row - 1),
            values.end(row - 1),
            data,
            values.start(row),
            values.end(row));
    return mismatch < 0 ? values.length(row) : mismatch;
  }

  int bytes() {
    return 1 + (shared == null ? 0 : shared.bytes()) + lengths.bytes() + payload;
  }

  void write(ByteWriter out) {
    if (shared == null) {
      out.u8(PLAIN);
      lengths.write(out);
      int first = values.start(0);
      out.bytes(values.data(), first, first + payload);
      return;
    }
    out.u8(FRONT_CODED);
    shared.write(out);
    lengths.write(out);
    for (int i = 0; i < values.size(); i++) {
      out.bytes(values.data(), values.start(i) + sharedLengths[i], values.end(i));
    }
  }

  static BytesVector read(ByteReader in, int tag, int count) {
    return switch (tag) {
      case PLAIN -> readPlain(in, count);
      case FRONT_CODED -> readFrontCoded(in, count);
      default -> throw in.corrupted("a column of bytes has a known encoding");
    };
  }

  private static BytesVector readPlain(ByteReader in, int count) {
    int[] lengths = lengths(in, count);
    int[] offsets = new int[count + 1];
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += lengths[i];
      offsets[i + 1] = (int) total;
    }
    int start = in.take(total);
    byte[] data = Arrays.copyOfRange(in.data(), start, start + (int) total);
    return new BytesVector(data, offsets, count, null);
  }

  private static int[] lengths(ByteReader in, int count) {
    return IntegerDecoder.ints(in, count, Integer.MAX_VALUE, "a length is not negative");
  }

  private static BytesVector readFrontCoded(ByteReader in, int count) {
    int[] shared = lengths(in, count);
    int[] lengths = lengths(in, count);
    int[] offsets = new int[count + 1];
    long stored = 0;
    long total = 0;
    int previous = 0;
    for (int i = 0; i < count; i++) {
      in.check(shared[i] <= previous, "a value shares no more than the one before it has");
      stored += lengths[i];
      total += shared[i] + (long) lengths[i];
      in.check(stored <= in.remaining(), "the bytes reach far enough");
      in.check(total <= FRONT_BYTES_MAX, "a front-coded block is small");
      offsets[i + 1] = (int) total;
      previous = shared[i] + lengths[i];
    }
    in.check(total <= stored * EXPANSION_MAX, "front coding saves no more than it may");
    byte[] data = new byte[(int) total];
    int source = in.take(stored);
    for (int i = 0; i < count; i++) {
      int at = offsets[i];
      if (shared[i] > 0) {
        System.arraycopy(data, offsets[i - 1], data, at, shared[i]);
      }
      System.arraycopy(in.data(), source, data, at + shared[i], lengths[i]);
      source += lengths[i];
    }
    return new BytesVector(data, offsets, count, null);
  }
}
