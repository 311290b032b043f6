package dev.yore.storage.segment.format1;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;

/**
 * Columns of byte values.
 *
 * <pre>
 * bytes(n) = 0x00 length:unsigned u8{length}               constant
 *          | block(n)                                      each value for itself
 *          | 0x03 k:unsigned block(k) codes:integers(n)    dictionary, ascending without repeats
 * block(n) = 0x01 lengths:integers(n) u8{sum of lengths}
 *          | 0x02 shared:integers(n) lengths:integers(n) u8{sum of lengths}
 *                                                          each begins with the first {@code shared}
 *                                                          bytes of the one before it
 * </pre>
 */
final class BytesColumn {
  private static final int CONSTANT = 0;
  private static final int DICTIONARY = 3;

  /** A dictionary of at most one entry in so many rows is taken without looking further. */
  private static final int KEPT_ROWS_PER_ENTRY = 4;

  private BytesColumn() {}

  static void write(Vector vector, ByteWriter out) {
    if (vector instanceof DictionaryVector coded) {
      DictionaryVector used = ByteDictionary.withoutUnused(coded);
      if (kept(used)) {
        writeDictionary(used, out);
      } else {
        writeFlat(used.flatten(), out);
      }
    } else {
      writeFlat((BytesVector) vector, out);
    }
  }

  private static void writeFlat(BytesVector vector, ByteWriter out) {
    DictionaryVector coded = ByteDictionary.of(vector);
    if (coded != null && kept(coded)) {
      writeDictionary(coded, out);
      return;
    }
    BlockEncoding plain = BlockEncoding.choose(vector);
    if (coded == null || plain.bytes() <= bytes(coded)) {
      plain.write(out);
    } else {
      writeDictionary(coded, out);
    }
  }

  private static boolean kept(DictionaryVector coded) {
    int entries = coded.dictionary().size();
    return entries == 1 || entries * KEPT_ROWS_PER_ENTRY <= coded.size();
  }

  private static int bytes(DictionaryVector coded) {
    return 1
        + ByteWriter.unsignedBytes(coded.dictionary().size())
        + BlockEncoding.choose(coded.dictionary()).bytes()
        + IntegerEncoder.choose(coded.codes(), coded.size()).bytes();
  }

  private static void writeDictionary(DictionaryVector coded, ByteWriter out) {
    BytesVector dictionary = coded.dictionary();
    if (dictionary.size() == 1) {
      out.u8(CONSTANT);
      out.unsigned(dictionary.length(0));
      out.bytes(dictionary.data(), dictionary.start(0), dictionary.end(0));
      return;
    }
    out.u8(DICTIONARY);
    out.unsigned(dictionary.size());
    BlockEncoding.choose(dictionary).write(out);
    IntegerEncoder.choose(coded.codes(), coded.size()).write(out);
  }

  static Vector read(ByteReader in, int count) {
    int tag = in.u8();
    return switch (tag) {
      case CONSTANT -> {
        int length = in.count(in.remaining(), "the bytes reach far enough");
        int start = in.take(length);
        byte[] value = java.util.Arrays.copyOfRange(in.data(), start, start + length);
        BytesVector dictionary = new BytesVector(value, new int[] {0, length}, 1, null);
        yield new DictionaryVector(new int[count], count, dictionary, null);
      }
      case DICTIONARY -> readDictionary(in, count);
      default -> BlockEncoding.read(in, tag, count);
    };
  }

  private static DictionaryVector readDictionary(ByteReader in, int count) {
    int distinct = in.count(count, "a dictionary has no more entries than rows");
    in.check(distinct > 0, "a dictionary has entries");
    BytesVector dictionary = BlockEncoding.read(in, in.u8(), distinct);
    for (int i = 1; i < distinct; i++) {
      in.check(dictionary.compare(i - 1, dictionary, i) < 0, "a dictionary ascends");
    }
    int[] codes = IntegerDecoder.ints(in, count, distinct - 1, "codes are within their dictionary");
    return new DictionaryVector(codes, count, dictionary, null);
  }
}
