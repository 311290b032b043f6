package dev.yore.storage.segment.format1;

/**
 * A way to write a column of integers, with everything it needs to know of them.
 *
 * <pre>
 * integers(n) = 0x80 + value                                        constant, 0 to 127
 *             | 0x00 signed                                         constant
 *             | 0x01 first:signed                                   dense: first, first + 1 …
 *             | 0x02 min:signed width:u8 packed(n, width)           min + packed; width 1 to 57
 *             | 0x03 first:signed min:signed width:u8 packed(n - 1, width)
 *                                                                   delta: each is min + packed more
 *                                                                   than the one before; width 0 to 57
 *             | 0x04 step:u8 k:unsigned starts:integers(k) lengths:integers(k)
 *                                                                   pieces that rise by step, 0 or 1
 *             | 0x05 k:unsigned entries:integers(k) packed(n, width(k - 1))
 *                                                                   dictionary, entries ascending
 *             | 0x06 fixed64{n}                                     plain
 * </pre>
 *
 * The starts and lengths of pieces and the entries of a dictionary are never pieces or dictionaries
 * themselves.
 */
sealed interface IntegerEncoding {
  int SMALL_CONSTANT = 0x80;
  int CONSTANT = 0;
  int DENSE = 1;
  int PACKED = 2;
  int DELTA = 3;
  int PIECES = 4;
  int DICTIONARY = 5;
  int PLAIN = 6;

  /** Exactly how many bytes {@link #write} writes. */
  int bytes();

  void write(ByteWriter out);

  record Constant(long value) implements IntegerEncoding {
    private boolean small() {
      return value >= 0 && value < SMALL_CONSTANT;
    }

    @Override
    public int bytes() {
      return small() ? 1 : 1 + ByteWriter.signedBytes(value);
    }

    @Override
    public void write(ByteWriter out) {
      if (small()) {
        out.u8(SMALL_CONSTANT + (int) value);
      } else {
        out.u8(CONSTANT);
        out.signed(value);
      }
    }
  }

  record Dense(long first) implements IntegerEncoding {
    @Override
    public int bytes() {
      return 1 + ByteWriter.signedBytes(first);
    }

    @Override
    public void write(ByteWriter out) {
      out.u8(DENSE);
      out.signed(first);
    }
  }

  record Packed(long[] values, int count, long min, int width) implements IntegerEncoding {
    @Override
    public int bytes() {
      return 2 + ByteWriter.signedBytes(min) + BitPacking.bytes(count, width);
    }

    @Override
    public void write(ByteWriter out) {
      out.u8(PACKED);
      out.signed(min);
      out.u8(width);
      out.packed(values, count, min, width);
    }
  }

  record Delta(long[] values, int count, long min, int width) implements IntegerEncoding {
    @Override
    public int bytes() {
      return 2
          + ByteWriter.signedBytes(values[0])
          + ByteWriter.signedBytes(min)
          + BitPacking.bytes(count - 1, width);
    }

    @Override
    public void write(ByteWriter out) {
      long[] deltas = new long[count - 1];
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = values[i + 1] - values[i];
      }
      out.u8(DELTA);
      out.signed(values[0]);
      out.signed(min);
      out.u8(width);
      out.packed(deltas, deltas.length, min, width);
    }
  }

  record Pieces(int step, int count, IntegerEncoding starts, IntegerEncoding lengths)
      implements IntegerEncoding {
    @Override
    public int bytes() {
      return 2 + ByteWriter.unsignedBytes(count) + starts.bytes() + lengths.bytes();
    }

    @Override
    public void write(ByteWriter out) {
      out.u8(PIECES);
      out.u8(step);
      out.unsigned(count);
      starts.write(out);
      lengths.write(out);
    }
  }

  record Dictionary(long[] codes, int count, int distinct, IntegerEncoding entries)
      implements IntegerEncoding {
    private int width() {
      return BitPacking.width(distinct - 1);
    }

    @Override
    public int bytes() {
      return 1
          + ByteWriter.unsignedBytes(distinct)
          + entries.bytes()
          + BitPacking.bytes(count, width());
    }

    @Override
    public void write(ByteWriter out) {
      out.u8(DICTIONARY);
      out.unsigned(distinct);
      entries.write(out);
      out.packed(codes, count, 0, width());
    }
  }

  record Plain(long[] values, int count) implements IntegerEncoding {
    @Override
    public int bytes() {
      return 1 + 8 * count;
    }

    @Override
    public void write(ByteWriter out) {
      out.u8(PLAIN);
      for (int i = 0; i < count; i++) {
        out.fixed64(values[i]);
      }
    }
  }
}
