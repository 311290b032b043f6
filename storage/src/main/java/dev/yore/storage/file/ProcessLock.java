package dev.yore.storage.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store file to one user: a lock of the operating system on {@code FILE.lock}, in which the
 * holder writes its process id. The system drops the lock when the process ends, however it ends.
 */
final class ProcessLock implements AutoCloseable {

  /**
   * Files locked by this JVM. Locks belong to processes, and closing a second channel on a file
   * would drop them, so a second opening must not even touch the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Behind the process id, which others must be able to read where locks are mandatory. */
  private static final long LOCKED_BYTE = 1 << 20;

  private final Path lockFile;
  private final FileChannel channel;

  private ProcessLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  static ProcessLock acquire(Path file) throws IOException {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    if (!HELD.add(lockFile)) {
      throw inUse(file, Long.toString(ProcessHandle.current().pid()));
    }
    @Nullable FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw inUse(file, Files.readString(lockFile, US_ASCII).strip());
      }
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      return new ProcessLock(lockFile, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(lockFile);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static YoreException inUse(Path file, String pid) {
    return YoreException.of(
            ErrorCode.FILE_LOCKED,
            "The database file is in use by another process; stop it, or connect to it")
        .with("file", file)
        .with("pid", pid.isEmpty() ? "unknown" : pid);
  }

  /** Whoever still waits on the removed file is kept out by MVStore's own lock on the store. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(lockFile);
    } finally {
      HELD.remove(lockFile);
    }
  }
}
