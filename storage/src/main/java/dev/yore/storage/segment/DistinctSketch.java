package dev.yore.storage.segment;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of how many distinct values were seen, in 64 bytes that merge without loss: the
 * sketch of a union is the merge of the sketches. The standard error is 1.04 / √64 = 13 %.
 *
 * <p>HyperLogLog with 64 registers and linear counting for few values, after Flajolet, Fusy,
 * Gandouet, Meunier, "HyperLogLog: the analysis of a near-optimal cardinality estimation
 * algorithm", 2007. Hashes have 64 bits, so the correction for large counts is not needed. The
 * registers are stored in directory nodes, so the hash functions are part of the stored format.
 */
public final class DistinctSketch {
  /** The bytes of a stored sketch, one a register. */
  public static final int BYTES = 64;

  /** No values. */
  public static final DistinctSketch EMPTY = new DistinctSketch(new byte[BYTES]);

  private static final int INDEX_BITS = 6;
  private static final int RANK_MAX = Long.SIZE - INDEX_BITS + 1;
  private static final double ALPHA = 0.709;
  private static final VarHandle LONG_AT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] registers;

  private DistinctSketch(byte[] registers) {
    this.registers = registers;
  }

  /** The sketch of a vector's values; nulls do not count. */
  public static DistinctSketch of(Vector vector) {
    return new Builder().add(vector).build();
  }

  /** The sketch stored as {@link #BYTES} bytes from {@code from} on; null when they are none. */
  public static @Nullable DistinctSketch ofBytes(byte[] stored, int from) {
    byte[] registers = Arrays.copyOfRange(stored, from, from + BYTES);
    for (byte register : registers) {
      if (register < 0 || register > RANK_MAX) {
        return null;
      }
    }
    return new DistinctSketch(registers);
  }

  /** The {@link #BYTES} bytes to store. */
  public byte[] toBytes() {
    return registers.clone();
  }

  /** The sketch of what either has seen. */
  public DistinctSketch merge(DistinctSketch other) {
    return new Builder(registers.clone()).add(other).build();
  }

  /** About how many distinct values were seen; 0 only when none was. */
  public long estimate() {
    double sum = 0;
    int untouched = 0;
    for (byte register : registers) {
      sum += Math.scalb(1.0, -register);
      untouched += register == 0 ? 1 : 0;
    }
    double raw = ALPHA * BYTES * BYTES / sum;
    if (raw <= 2.5 * BYTES && untouched > 0) {
      return Math.round(BYTES * Math.log((double) BYTES / untouched));
    }
    return Math.round(raw);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DistinctSketch that && Arrays.equals(registers, that.registers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(registers);
  }

  @Override
  public String toString() {
    return "about " + estimate() + " distinct";
  }

  /** Collects values into a sketch; belongs to one thread. */
  public static final class Builder {
    private final byte[] registers;

    public Builder() {
      this(new byte[BYTES]);
    }

    private Builder(byte[] registers) {
      this.registers = registers;
    }

    public DistinctSketch build() {
      return new DistinctSketch(registers.clone());
    }

    public Builder add(DistinctSketch other) {
      for (int i = 0; i < BYTES; i++) {
        registers[i] = (byte) Math.max(registers[i], other.registers[i]);
      }
      return this;
    }

    /** Adds the values of a vector; nulls do not count. */
    public Builder add(Vector vector) {
      switch (vector) {
        case ConstantVector constant -> {
          if (constant.size() > 0) {
            add(constant.value());
          }
        }
        case DictionaryVector coded -> addUsed(coded);
        default -> {
          for (int row = 0; row < vector.size(); row++) {
            if (!vector.isNull(row)) {
              addHash(hash(vector, row));
            }
          }
        }
      }
      return this;
    }

    private void addUsed(DictionaryVector coded) {
      boolean[] used = new boolean[coded.dictionary().size()];
      for (int row = 0; row < coded.size(); row++) {
        if (!coded.isNull(row)) {
          used[coded.codes()[row]] = true;
        }
      }
      for (int entry = 0; entry < used.length; entry++) {
        if (used[entry]) {
          addHash(hash(coded.dictionary(), entry));
        }
      }
    }

    private void addHash(long hash) {
      int index = (int) (hash >>> (Long.SIZE - INDEX_BITS));
      int rank = Math.min(RANK_MAX, Long.numberOfLeadingZeros(hash << INDEX_BITS) + 1);
      registers[index] = (byte) Math.max(registers[index], rank);
    }
  }

  private static long hash(Vector vector, int row) {
    return switch (vector) {
      case LongVector longs -> mix(longs.get(row));
      case DoubleVector doubles -> mix(Double.doubleToLongBits(doubles.get(row) + 0.0));
      case Int128Vector wide -> mix(mix(wide.high()[row]) + wide.low()[row]);
      case BytesVector bytes -> hash(bytes.data(), bytes.start(row), bytes.end(row));
      default -> throw new IllegalArgumentException("not a flat vector: " + vector.layout());
    };
  }

  private static long hash(byte[] data, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = mix(hash + (long) LONG_AT.get(data, at));
    }
    long word = 0;
    for (; at < to; at++) {
      word = word << 8 | (data[at] & 0xFF);
    }
    return mix(hash + word);
  }

  /** The finalizer of splitmix64: every bit of the input changes every bit of the output. */
  private static long mix(long value) {
    long mixed = value + 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }
}
