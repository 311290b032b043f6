package dev.yore.storage.file;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * The bytes of entries.
 *
 * <pre>
 * entry  = 0 rev length bytes | 1 rev id length checksum
 * </pre>
 *
 * <p>rev, id and length are variable-length numbers, the checksum a big-endian u64 as MVStore's
 * own.
 */
final class EntryType extends CheckedType<Entry> {
  private static final int OBJECT_BYTES = 48;
  private static final byte INLINE = 0;
  private static final byte BLOB = 1;

  @Override
  public int getMemory(Entry entry) {
    return switch (entry) {
      case Entry.Inline inline -> OBJECT_BYTES + inline.value().length;
      case Entry.Blob blob -> OBJECT_BYTES;
    };
  }

  @Override
  public void write(WriteBuffer buff, Entry entry) {
    switch (entry) {
      case Entry.Inline(long rev, byte[] value) ->
          buff.put(INLINE).putVarLong(rev).putVarInt(value.length).put(value);
      case Entry.Blob(long rev, long id, int length, long checksum) ->
          buff.put(BLOB).putVarLong(rev).putVarLong(id).putVarInt(length).putLong(checksum);
    }
  }

  @Override
  public Entry read(ByteBuffer buff) {
    byte form = buff.get();
    long rev = DataUtils.readVarLong(buff);
    if (form == BLOB) {
      long id = DataUtils.readVarLong(buff);
      return new Entry.Blob(rev, id, DataUtils.readVarInt(buff), buff.getLong());
    }
    byte[] value = new byte[readLength(buff)];
    buff.get(value);
    return new Entry.Inline(rev, value);
  }

  @Override
  public Entry[] createStorage(int size) {
    return new Entry[size];
  }
}
