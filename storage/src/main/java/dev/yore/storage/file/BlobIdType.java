package dev.yore.storage.file;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Numbers of large values. */
final class BlobIdType extends CheckedType<Long> {
  private static final int OBJECT_BYTES = 24;

  @Override
  public int getMemory(Long id) {
    return OBJECT_BYTES;
  }

  @Override
  public void write(WriteBuffer buff, Long id) {
    buff.putVarLong(id);
  }

  @Override
  public Long read(ByteBuffer buff) {
    return DataUtils.readVarLong(buff);
  }

  @Override
  public int compare(Long a, Long b) {
    return Long.compare(a, b);
  }

  @Override
  public Long[] createStorage(int size) {
    return new Long[size];
  }
}
