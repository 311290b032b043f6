package dev.yore.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of the scheme {@code quota:} on which files cannot grow while it is full. */
public final class QuotaFilePath extends FilePathWrapper {
  static final String SCHEME = "quota:";

  /** The size no file may pass; {@code Long.MAX_VALUE} when there is room. */
  static volatile long bytesMax = Long.MAX_VALUE;

  /** Whether fsync fails as well. */
  static volatile boolean syncFails;

  static void register() {
    FilePath.register(new QuotaFilePath());
  }

  @Override
  public String getScheme() {
    return "quota";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new QuotaChannel(super.open(mode));
  }

  /** Writes what fits, as file systems do, and fails for the rest. */
  private static final class QuotaChannel extends FileBase {
    private final FileChannel base;

    QuotaChannel(FileChannel base) {
      this.base = base;
    }

    @Override
    public int write(ByteBuffer src, long position) throws IOException {
      if (position + src.remaining() > Math.max(bytesMax, base.size())) {
        int fits = (int) Math.max(0, bytesMax - position);
        if (fits > 0) {
          base.write(src.slice(src.position(), fits), position);
        }
        throw new IOException("No space left on device");
      }
      return base.write(src, position);
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
      int written = write(src, base.position());
      base.position(base.position() + written);
      return written;
    }

    @Override
    public int read(ByteBuffer dst, long position) throws IOException {
      return base.read(dst, position);
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
      return base.read(dst);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      if (syncFails) {
        throw new IOException("Input/output error");
      }
      base.force(metaData);
    }

    @Override
    public long position() throws IOException {
      return base.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
      base.position(newPosition);
      return this;
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      base.truncate(size);
      return this;
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return base.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
