package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.segment.DistinctSketch;
import dev.yore.storage.segment.SegmentCodec;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Directories as bytes, version 1. Numbers are little-endian and unsigned.
 *
 * <pre>
 * directory = version flags height children ids counts zones levels sketches first last
 *             bounds?
 * version   = u8 1
 * flags     = u8    bit 0: of a history tree; bit 1: has bounds; bit 2: has sketches
 * height    = u8    1 when the children are leaves
 * children  = u32   how many, at least one
 * ids       = for each child: shared u8, length u8, length ASCII bytes; the id is the first
 *             {@code shared} bytes of the id before it and then these
 * counts    = u64 for each child: its datoms
 * zones     = u64 for each child: smallest t that added a datom; the same for the greatest; in
 *             history trees twice more, for the t that ended one
 * levels    = u8 for each child: open low bits of the aligned range of its first leaf
 * sketches  = in indexes by attribute, for each child: u8 0 where it has several attributes, else
 *             u8 1 and the 64 bytes of a sketch of its distinct values
 * first     = segment    the first datom of each child
 * last      = segment    the last datom of each child
 * bounds    = segment segment    datoms with the least and with the greatest value of each child
 *             that has one attribute; the first and last datom's value for other children
 * segment   = u32 length, a live run in the segment format
 * </pre>
 *
 * This class is never edited once released; another version is another class.
 */
final class DirectoryFormat1 {
  static final int VERSION = 1;

  private static final int HISTORY = 1;
  private static final int BOUNDS = 2;
  private static final int SKETCHES = 4;

  private DirectoryFormat1() {}

  static byte[] encode(Directory node, SegmentStore segments) {
    Run least = node.least();
    Run greatest = node.greatest();
    boolean bounds = least != null && greatest != null;
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    out.write(VERSION);
    boolean sketches = node.order().byAttribute();
    out.write(
        (node.zones().history() ? HISTORY : 0) | (bounds ? BOUNDS : 0) | (sketches ? SKETCHES : 0));
    out.write(node.height());
    out.writeBytes(little(4).putInt(node.size()).array());
    writeIds(node, segments, out);
    out.writeBytes(numbers(node));
    for (int i = 0; i < node.size(); i++) {
      out.write(node.level(i));
    }
    for (int i = 0; sketches && i < node.size(); i++) {
      writeSketch(node.distinct(i), out);
    }
    writeRun(node.first(), out);
    writeRun(node.last(), out);
    if (least != null && greatest != null) {
      writeRun(least, out);
      writeRun(greatest, out);
    }
    return out.toByteArray();
  }

  private static void writeIds(Directory node, SegmentStore segments, ByteArrayOutputStream out) {
    byte[] previous = new byte[0];
    for (int i = 0; i < node.size(); i++) {
      byte[] id = segments.id(node.key(i)).getBytes(StandardCharsets.US_ASCII);
      int shared = 0;
      while (shared < Math.min(id.length, previous.length) && id[shared] == previous[shared]) {
        shared++;
      }
      out.write(shared);
      out.write(id.length - shared);
      out.write(id, shared, id.length - shared);
      previous = id;
    }
  }

  private static byte[] numbers(Directory node) {
    Zones zones = node.zones();
    ByteBuffer out = little((zones.history() ? 5 : 3) * Long.BYTES * node.size());
    for (int i = 0; i < node.size(); i++) {
      out.putLong(node.count(i));
    }
    writeLongs(zones.minAdded(), out);
    writeLongs(zones.maxAdded(), out);
    writeLongs(zones.minEnded(), out);
    writeLongs(zones.maxEnded(), out);
    return out.array();
  }

  private static void writeLongs(long @Nullable [] values, ByteBuffer out) {
    if (values != null) {
      for (long value : values) {
        out.putLong(value);
      }
    }
  }

  private static void writeSketch(DistinctSketch sketch, ByteArrayOutputStream out) {
    if (sketch.equals(DistinctSketch.EMPTY)) {
      out.write(0);
    } else {
      out.write(1);
      out.writeBytes(sketch.toBytes());
    }
  }

  private static void writeRun(Run run, ByteArrayOutputStream out) {
    byte[] encoded = SegmentCodec.encode(run);
    out.writeBytes(little(4).putInt(encoded.length).array());
    out.writeBytes(encoded);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Directory decode(String key, String keyPrefix, byte[] body) {
    ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    try {
      int version = Byte.toUnsignedInt(in.get());
      if (version != VERSION) {
        throw YoreException.of(
                ErrorCode.FORMAT_TOO_NEW,
                "A directory was written by a newer version of Yore; open it with that version")
            .with("key", key)
            .with("version", version)
            .with("supported", VERSION);
      }
      Directory node = read(key, keyPrefix, in);
      check(key, !in.hasRemaining(), "ends where its grammar ends");
      return node;
    } catch (BufferUnderflowException e) {
      throw damaged(key, "has all of its bytes").causedBy(e);
    }
  }

  private static Directory read(String key, String keyPrefix, ByteBuffer in) {
    int flags = in.get();
    int height = Byte.toUnsignedInt(in.get());
    int size = in.getInt();
    check(key, height > 0, "has a height of at least 1");
    check(key, size > 0 && size <= in.remaining(), "has a possible number of children");
    String[] keys = readIds(key, keyPrefix, size, in);
    long[] ends = readLongs(size, in);
    for (int i = 1; i < size; i++) {
      ends[i] += ends[i - 1];
    }
    boolean history = (flags & HISTORY) != 0;
    Zones zones =
        new Zones(
            readLongs(size, in),
            readLongs(size, in),
            history ? readLongs(size, in) : null,
            history ? readLongs(size, in) : null);
    byte[] levels = new byte[size];
    in.get(levels);
    DistinctSketch[] distinct = new DistinctSketch[size];
    for (int i = 0; i < size; i++) {
      distinct[i] = (flags & SKETCHES) == 0 ? DistinctSketch.EMPTY : readSketch(key, in);
    }
    Run first = readRun(key, size, in);
    Run last = readRun(key, size, in);
    boolean bounds = (flags & BOUNDS) != 0;
    Run least = bounds ? readRun(key, size, in) : null;
    Run greatest = bounds ? readRun(key, size, in) : null;
    return new Directory(height, keys, ends, first, last, least, greatest, zones, levels, distinct);
  }

  private static String[] readIds(String key, String keyPrefix, int size, ByteBuffer in) {
    String[] keys = new String[size];
    byte[] id = new byte[2 * 255];
    int before = 0;
    for (int i = 0; i < size; i++) {
      int shared = Byte.toUnsignedInt(in.get());
      int length = Byte.toUnsignedInt(in.get());
      check(key, shared <= before && shared + length <= 255, "has ids of at most 255 bytes");
      in.get(id, shared, length);
      before = shared + length;
      keys[i] = keyPrefix + new String(id, 0, before, StandardCharsets.US_ASCII);
    }
    return keys;
  }

  private static long[] readLongs(int size, ByteBuffer in) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = in.getLong();
    }
    return values;
  }

  private static DistinctSketch readSketch(String key, ByteBuffer in) {
    if (in.get() == 0) {
      return DistinctSketch.EMPTY;
    }
    byte[] registers = new byte[DistinctSketch.BYTES];
    in.get(registers);
    DistinctSketch sketch = DistinctSketch.ofBytes(registers, 0);
    if (sketch == null) {
      throw damaged(key, "has possible sketches");
    }
    return sketch;
  }

  private static Run readRun(String key, int size, ByteBuffer in) {
    int length = in.getInt();
    check(key, length >= 0 && length <= in.remaining(), "has runs within its bytes");
    int from = in.position();
    in.position(from + length);
    Run run = SegmentCodec.decode(key, in.array(), from, from + length);
    check(key, run.size() == size, "has runs of one row a child");
    return run;
  }

  private static void check(String key, boolean holds, String rule) {
    if (!holds) {
      throw damaged(key, rule);
    }
  }

  private static YoreException damaged(String key, String rule) {
    return YoreException.of(ErrorCode.CORRUPTED, "A directory of an index is damaged")
        .with("key", key)
        .with("check", rule);
  }
}
