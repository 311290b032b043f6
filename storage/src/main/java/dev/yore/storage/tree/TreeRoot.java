package dev.yore.storage.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the record of a database keeps of a tree.
 *
 * <pre>
 * root   = height count length id
 * height = u8     0 for an empty tree, which has nothing else
 * count  = u64    datoms, little-endian
 * length = u8     bytes of the id
 * id     = ASCII
 * </pre>
 *
 * @param id the id of the top directory; null for an empty tree
 * @param count how many datoms the tree has
 * @param height levels of directories above the leaves; 0 for an empty tree
 */
public record TreeRoot(@Nullable String id, long count, int height) {
  public static final TreeRoot EMPTY = new TreeRoot(null, 0, 0);

  public TreeRoot {
    if ((id == null) != (count == 0) || (id == null) != (height == 0)) {
      throw new IllegalArgumentException("a tree " + id + " of " + count + " high " + height);
    }
  }

  /** Appends the root to a buffer. */
  public void encode(ByteBuffer out) {
    out.put((byte) height);
    if (id != null) {
      byte[] name = id.getBytes(StandardCharsets.US_ASCII);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        out.put((byte) (count >>> shift));
      }
      out.put((byte) name.length).put(name);
    }
  }

  /** How many bytes {@link #encode} appends. */
  public int encodedBytes() {
    return id == null ? 1 : 1 + 8 + 1 + id.length();
  }

  /** Reads what {@link #encode} wrote, whatever the byte order of the buffer. */
  public static TreeRoot decode(ByteBuffer in) {
    int height = Byte.toUnsignedInt(in.get());
    if (height == 0) {
      return EMPTY;
    }
    long count = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      count |= Byte.toUnsignedLong(in.get()) << shift;
    }
    byte[] name = new byte[Byte.toUnsignedInt(in.get())];
    in.get(name);
    return new TreeRoot(new String(name, StandardCharsets.US_ASCII), count, height);
  }
}
