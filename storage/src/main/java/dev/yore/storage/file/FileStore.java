package dev.yore.storage.file;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.StoreLimits;
import dev.yore.storage.kv.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in one file, held by one process.
 *
 * <p>A write is queued; whichever thread gets the lock next applies all that is queued as one group
 * and makes it durable by one fsync. Reads take no lock and see the last durable state. When a
 * write fails MVStore gives up its file; the file is then opened again at its last durable state,
 * so reads go on, and writes too once their cause is gone.
 */
public final class FileStore implements KeyValueStore {

  /** Bounds the changes between two fsyncs, and so the work lost when one fails. */
  private static final int GROUP_WRITES_MAX = 1024;

  private static final String SUFFIX = ".yore";

  /**
   * What only tests change.
   *
   * @param scheme prefix of the path that puts another file system beneath
   */
  record Options(String scheme) {
    static final Options DEFAULT = new Options("");
  }

  private final Path path;
  private final Options options;
  private final ProcessLock processLock;
  private final ConcurrentLinkedQueue<Write<?>> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writer = new ReentrantLock();
  private volatile StoreFile file;
  private volatile boolean closed;

  private FileStore(Path path, Options options, ProcessLock processLock, StoreFile file) {
    this.path = path;
    this.options = options;
    this.processLock = processLock;
    this.file = file;
  }

  /** The file of {@code jdbc:yore:file:PATH}: PATH, with suffix {@code .yore} if it has none. */
  public static Path fileFor(String path) {
    Path given = Path.of(path);
    @Nullable Path name = given.getFileName();
    if (name == null || name.toString().isEmpty() || name.toString().matches("\\.+")) {
      throw YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "The path must name a file")
          .with("path", path);
    }
    boolean hasExtension = name.toString().lastIndexOf('.') > 0;
    return hasExtension ? given : given.resolveSibling(name + SUFFIX);
  }

  /**
   * Opens the file, or creates it with the directories above it.
   *
   * @throws YoreException {@code FILE_LOCKED} with the pid of the process that has it open
   */
  public static FileStore open(Path path) {
    return open(path, Options.DEFAULT);
  }

  static FileStore open(Path path, Options options) {
    Path real = prepared(path);
    @Nullable ProcessLock lock = null;
    try {
      lock = ProcessLock.acquire(real);
      return new FileStore(real, options, lock, StoreFile.compacted(real, options));
    } catch (IOException | RuntimeException e) {
      release(lock);
      throw FileErrors.of(real, e);
    }
  }

  /** One file has one path here, whatever links lead to it. */
  private static Path prepared(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      @Nullable Path parent = absolute.getParent();
      if (parent == null || Files.isDirectory(absolute)) {
        throw YoreException.of(ErrorCode.CANNOT_CONNECT, "The path must name a file")
            .with("path", path);
      }
      Files.createDirectories(parent);
      return Files.exists(absolute)
          ? absolute.toRealPath()
          : parent.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      throw FileErrors.of(absolute, e);
    }
  }

  private static void release(@Nullable ProcessLock lock) {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException ignored) {
        // The system drops the lock with the process; the first error is the one to tell.
      }
    }
  }

  @Override
  public Map<String, Versioned> get(Collection<String> keys) {
    StoreLimits.checkKeys(keys);
    return read(view -> {
      Map<String, Versioned> found = LinkedHashMap.newLinkedHashMap(keys.size());
      for (String key : keys) {
        @Nullable Versioned value = view.get(key);
        if (value != null) {
          found.put(key, value);
        }
      }
      return found;
    });
  }

  @Override
  public List<String> list(String prefix) {
    StoreLimits.checkPrefix(prefix);
    return read(view -> view.list(prefix));
  }

  @Override
  public Set<String> putIfAbsent(Map<String, byte[]> values) {
    StoreLimits.checkBatch(values);
    Map<String, byte[]> batch = Map.copyOf(values);
    return write(target -> {
      Set<String> taken = new HashSet<>();
      batch.forEach((key, value) -> {
        if (target.rev(key) != 0) {
          taken.add(key);
        } else {
          target.put(key, 1, value);
        }
      });
      return taken;
    });
  }

  @Override
  public boolean compareAndSet(String key, long expectedRev, byte[] value) {
    StoreLimits.checkKey(key);
    StoreLimits.checkValue(key, value);
    return write(target -> {
      boolean matches = target.rev(key) == expectedRev;
      if (matches) {
        target.put(key, expectedRev + 1, value);
      }
      return matches;
    });
  }

  @Override
  public void delete(Collection<String> keys) {
    StoreLimits.checkKeys(keys);
    List<String> doomed = List.copyOf(keys);
    write(target -> {
      doomed.forEach(target::remove);
      return true;
    });
  }

  @Override
  public void close() {
    writer.lock();
    try {
      if (!closed) {
        closed = true;
        try {
          file.close();
        } finally {
          release(processLock);
        }
      }
    } catch (RuntimeException e) {
      throw FileErrors.of(path, e);
    } finally {
      writer.unlock();
    }
  }

  private <T> T read(Function<StoreFile.View, T> reader) {
    while (true) {
      StoreFile current = usable();
      try {
        return current.read(reader);
      } catch (RuntimeException e) {
        if (current.isOpen()) {
          throw FileErrors.of(path, e);
        }
        // A failed write has closed the file under this read: go on with the next opening.
      }
    }
  }

  /** The open file; waits for a failed group to end and opens the file again if it could not. */
  private StoreFile usable() {
    StoreFile current = file;
    if (!closed && current.isOpen()) {
      return current;
    }
    writer.lock();
    try {
      return usableByWriter();
    } finally {
      writer.unlock();
    }
  }

  private StoreFile usableByWriter() {
    if (closed) {
      throw FileErrors.closed(path);
    }
    if (!file.isOpen()) {
      file = openFile();
    }
    return file;
  }

  private StoreFile openFile() {
    try {
      return StoreFile.open(path, options);
    } catch (RuntimeException e) {
      throw FileErrors.of(path, e);
    }
  }

  private <T> T write(Function<StoreFile, T> change) {
    Write<T> write = new Write<>(change);
    queue.add(write);
    writer.lock();
    try {
      while (!write.isDone()) {
        runGroup();
      }
    } finally {
      writer.unlock();
    }
    return write.result();
  }

  private void runGroup() {
    List<Write<?>> group = new ArrayList<>();
    @Nullable Write<?> next;
    while (group.size() < GROUP_WRITES_MAX && (next = queue.poll()) != null) {
      group.add(next);
    }
    try {
      StoreFile target = usableByWriter();
      try {
        group.forEach(write -> write.apply(target));
        target.commit();
      } catch (RuntimeException | Error e) {
        target.abandon();
        throw e;
      }
      group.forEach(Write::succeed);
    } catch (RuntimeException | Error e) {
      YoreException failure = FileErrors.of(path, e);
      group.forEach(write -> write.fail(failure));
    }
  }
}
