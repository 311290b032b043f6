package dev.yore.engine.spill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where this process puts temporary files: a directory of its own inside of the one it was told,
 * with a locked file in it as long as the process lives. Directories whose lock nobody holds were
 * left by processes that died, and are removed when a space is first used.
 */
public final class TempSpace {
  static final String PREFIX = "yore-spill-";
  static final String LOCK = "lock";

  /** A directory this young may be about to be locked by the process that made it. */
  static final Duration STALE_AGE = Duration.ofMinutes(1);

  private static final Map<Path, TempSpace> SPACES = new ConcurrentHashMap<>();
  private static final TempSpace STANDARD = in(Path.of(System.getProperty("java.io.tmpdir")));
  private static final Cleaner CLEANER = Cleaner.create();

  private final Path parent;
  private final Opener opener;
  private final AtomicLong next = new AtomicLong();
  private @Nullable Path own;
  private @Nullable FileChannel lock;

  /** Makes the channels of files. */
  @FunctionalInterface
  interface Opener {
    SeekableByteChannel open(Path file) throws IOException;
  }

  TempSpace(Path parent, Opener opener) {
    this.parent = parent;
    this.opener = opener;
  }

  /** The space of this process in a directory; nothing is made before the first file. */
  public static TempSpace in(Path directory) {
    return SPACES.computeIfAbsent(
        directory.toAbsolutePath().normalize(),
        parent ->
            new TempSpace(
                parent,
                file ->
                    FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)));
  }

  /** The space in the directory that the JVM has for temporary files. */
  public static TempSpace standard() {
    return STANDARD;
  }

  /** What is left to do when a file is closed or forgotten. */
  private record Remains(Path file, SeekableByteChannel channel) implements Runnable {
    @Override
    public void run() {
      try (channel) {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It goes with the directory, when the process ends.
      }
    }
  }

  /** A new empty file. */
  public SpillFile open() {
    Path directory = directory();
    Path file = directory.resolve(next.incrementAndGet() + ".spill");
    try {
      SeekableByteChannel channel = opener.open(file);
      ClosingFlag flag = new ClosingFlag();
      Cleaner.Cleanable cleanable = CLEANER.register(flag, new Remains(file, channel));
      return new SpillFile(file, channel, flag.closing(cleanable));
    } catch (IOException e) {
      throw TempErrors.writing(file, e);
    }
  }

  /** Reachable as long as the file is. */
  private static final class ClosingFlag {
    Runnable closing(Cleaner.Cleanable cleanable) {
      return () -> {
        cleanable.clean();
        java.lang.ref.Reference.reachabilityFence(this);
      };
    }
  }

  private synchronized Path directory() {
    Path known = own;
    if (known != null && Files.isDirectory(known)) {
      return known;
    }
    try {
      Files.createDirectories(parent);
      removeStale(parent, Instant.now().minus(STALE_AGE));
      Path made = Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
      lock =
          FileChannel.open(
              made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      own = made;
      Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "yore-temp-space"));
      return made;
    } catch (IOException e) {
      throw TempErrors.directory(parent, e);
    }
  }

  /** Removes the directory with all files in it. */
  synchronized void remove() {
    Path known = own;
    own = null;
    if (known == null) {
      return;
    }
    try {
      if (lock != null) {
        lock.close();
      }
      delete(known);
    } catch (IOException e) {
      // The next process that uses the parent removes it.
    }
  }

  /** Removes the directories of dead processes that were not touched since a moment. */
  static void removeStale(Path parent, Instant before) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : found) {
        if (isStale(directory, before)) {
          delete(directory);
        }
      }
    }
  }

  private static boolean isStale(Path directory, Instant before) {
    try {
      if (Files.getLastModifiedTime(directory).toInstant().isAfter(before)) {
        return false;
      }
      Path file = directory.resolve(LOCK);
      if (!Files.exists(file)) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock held = channel.tryLock()) {
        return held != null;
      }
    } catch (OverlappingFileLockException ours) {
      return false;
    } catch (IOException e) {
      return false; // another user's, or somebody else is removing it
    }
  }

  private static void delete(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(directory);
  }
}
