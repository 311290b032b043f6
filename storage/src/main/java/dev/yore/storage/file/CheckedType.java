package dev.yore.storage.file;

import dev.yore.storage.frame.Checksum;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** A part of a B-tree page followed by its XXH64, which MVStore's pages lack. */
abstract class CheckedType<T> extends BasicDataType<T> {

  @Override
  public final void write(WriteBuffer buff, Object storage, int len) {
    int start = buff.position();
    super.write(buff, storage, len);
    buff.putLong(checksum(buff.getBuffer(), start, buff.position()));
  }

  @Override
  public final void read(ByteBuffer buff, Object storage, int len) {
    int start = buff.position();
    boolean intact;
    try {
      super.read(buff, storage, len);
      intact = checksum(buff, start, buff.position()) == buff.getLong();
    } catch (RuntimeException e) {
      RuntimeException damaged = damaged();
      damaged.addSuppressed(e);
      throw damaged;
    }
    if (!intact) {
      throw damaged();
    }
  }

  /** Sizes differ too much for an estimate from a sample, and page splits depend on them. */
  @Override
  public final boolean isMemoryEstimationAllowed() {
    return false;
  }

  /** Reads a length that the page can hold. */
  static int readLength(ByteBuffer buff) {
    int length = DataUtils.readVarInt(buff);
    if (length < 0 || length > buff.remaining()) {
      throw damaged();
    }
    return length;
  }

  private static long checksum(ByteBuffer buff, int start, int end) {
    if (buff.hasArray()) {
      return Checksum.of(buff.array(), buff.arrayOffset() + start, end - start);
    }
    byte[] copy = new byte[end - start];
    buff.get(start, copy);
    return Checksum.of(copy);
  }

  private static RuntimeException damaged() {
    return DataUtils.newMVStoreException(
        DataUtils.ERROR_FILE_CORRUPT, "The checksum of a page is wrong");
  }
}
