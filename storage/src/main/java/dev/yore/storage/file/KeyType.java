package dev.yore.storage.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;

/** Keys of the store: ASCII, so that Strings compare as their bytes. */
final class KeyType extends CheckedType<String> {
  private static final int OBJECT_BYTES = 56;

  @Override
  public int getMemory(String key) {
    return OBJECT_BYTES + key.length();
  }

  @Override
  public void write(WriteBuffer buff, String key) {
    buff.putVarInt(key.length()).put(key.getBytes(US_ASCII));
  }

  @Override
  public String read(ByteBuffer buff) {
    byte[] bytes = new byte[readLength(buff)];
    buff.get(bytes);
    return new String(bytes, US_ASCII);
  }

  @Override
  public int compare(String a, String b) {
    return a.compareTo(b);
  }

  @Override
  public String[] createStorage(int size) {
    return new String[size];
  }
}
