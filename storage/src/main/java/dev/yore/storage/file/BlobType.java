package dev.yore.storage.file;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Large values; their checksum is in the entry, so that damage is told with the key. */
final class BlobType extends BasicDataType<byte[]> {
  private static final int OBJECT_BYTES = 24;

  @Override
  public int getMemory(byte[] blob) {
    return OBJECT_BYTES + blob.length;
  }

  @Override
  public void write(WriteBuffer buff, byte[] blob) {
    buff.putVarInt(blob.length).put(blob);
  }

  @Override
  public byte[] read(ByteBuffer buff) {
    byte[] blob = new byte[CheckedType.readLength(buff)];
    buff.get(blob);
    return blob;
  }

  @Override
  public boolean isMemoryEstimationAllowed() {
    return false;
  }

  @Override
  public byte[][] createStorage(int size) {
    return new byte[size][];
  }
}
