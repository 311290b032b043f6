package dev.yore.storage.file;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Checksum;
import dev.yore.storage.kv.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * One opening of the file: two B-trees, written by one thread and read by all.
 *
 * <p>{@code entries} maps keys to {@link Entry}, {@code blobs} numbers to large values. Numbers
 * rise, and behind the last blob stands an empty one, the <em>tail</em>: a new blob goes to the
 * tail's page, which the same commit splits, so that no page with a large value is written twice.
 *
 * <p>Space is never used again while the file is open: each commit goes behind the last one, so
 * that after a crash the newest whole part is found from the end. (Where MVStore fills gaps, it can
 * lose track of the newest part and fall back to an older one.) {@link #compacted} reclaims it.
 *
 * <p>Reads see the roots published by the last durable {@link #commit}.
 */
final class StoreFile {

  /** Values up to here stay beside their key; larger ones would be rewritten by neighbours. */
  static final int INLINE_BYTES_MAX = 1024;

  /** Small, so that small commits write little; a larger value gets a page of its own. */
  private static final int PAGE_BYTES = 4096;

  /** Pages are read again rarely: decoded segments are cached above. */
  private static final int PAGE_CACHE_MIB = 8;

  /** Smaller files are not worth the time. */
  private static final long COMPACT_ABOVE_BYTES = 16 << 20;

  /** Below this share of live bytes, copying them costs less than keeping the rest. */
  private static final int COMPACT_BELOW_PERCENT = 50;

  /** What a copy holds in memory before it is written. */
  private static final long COPY_BYTES = 16 << 20;

  private static final String ENTRIES = "entries";
  private static final String BLOBS = "blobs";

  /** Not a key of a user; always there, so that a lost root is not taken for an empty store. */
  private static final String GUARD = "";

  private static final int FORMAT_VERSION = 1;
  private static final byte[] TAIL = {};

  /** What readers see. */
  private record Roots(RootReference<String, Entry> entries, RootReference<Long, byte[]> blobs) {}

  private final Path path;
  private final MVStore mv;
  private final MVMap<String, Entry> entries;
  private final MVMap<Long, byte[]> blobs;
  private volatile Roots durable;
  private long tail;
  private long nextBlob;

  private StoreFile(Path path, MVStore mv) {
    this.path = path;
    this.mv = mv;
    entries =
        mv.openMap(
            ENTRIES,
            new MVMap.Builder<String, Entry>().keyType(new KeyType()).valueType(new EntryType()));
    blobs =
        mv.openMap(
            BLOBS,
            new MVMap.Builder<Long, byte[]>().keyType(new BlobIdType()).valueType(new BlobType()));
    @Nullable Long last = blobs.lastKey();
    tail = last == null ? 0 : last;
    nextBlob = tail + 1;
    durable = new Roots(entries.flushAndGetRoot(), blobs.flushAndGetRoot());
  }

  /**
   * Opens the file, and first copies it without its garbage if it is wasteful. The copy takes the
   * file's place in one step when it is durable; if it cannot be made, the file is used as it is.
   */
  static StoreFile compacted(Path path, FileStore.Options options) throws IOException {
    StoreFile file = open(path, options);
    if (!file.isWasteful()) {
      return file;
    }
    Path copy = path.resolveSibling(path.getFileName() + ".compact");
    try {
      Files.deleteIfExists(copy);
      StoreFile target = open(copy, options);
      try {
        file.copyTo(target);
      } finally {
        target.close();
      }
    } catch (RuntimeException | IOException e) {
      Files.deleteIfExists(copy);
      return file;
    }
    file.close();
    Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return open(path, options);
  }

  /** Opens or creates the file. */
  static StoreFile open(Path path, FileStore.Options options) {
    MVStore mv =
        new MVStore.Builder()
            .fileName("retry:" + options.scheme() + path)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .pageSplitSize(PAGE_BYTES)
            .cacheSize(PAGE_CACHE_MIB)
            .open();
    try {
      mv.setReuseSpace(false);
      checkNothingIsMissing(path, mv);
      checkVersion(path, mv);
      boolean fresh = mv.getCurrentVersion() == 0;
      StoreFile file = new StoreFile(path, mv);
      if (fresh) {
        file.put(GUARD, 1, TAIL);
      } else if (file.rev(GUARD) == 0) {
        throw FileErrors.damaged(path, "root of the keys");
      }
      file.commit();
      return file;
    } catch (RuntimeException e) {
      mv.closeImmediately();
      throw e;
    }
  }

  /**
   * MVStore falls back to an older state when the newest part is not whole. After a crash that part
   * was never acknowledged; after a clean close it was, and the header knows its version.
   */
  private static void checkNothingIsMissing(Path path, MVStore mv) {
    Map<String, Object> header = mv.getStoreHeader();
    long written = DataUtils.readHexLong(header, "version", 0);
    if (DataUtils.readHexLong(header, "clean", 0) != 0 && mv.getCurrentVersion() < written) {
      throw FileErrors.damaged(path, "newest part of the file")
          .with("expected", "version " + written)
          .with("found", "version " + mv.getCurrentVersion());
    }
  }

  private static void checkVersion(Path path, MVStore mv) {
    int version = mv.getStoreVersion();
    if (version > FORMAT_VERSION) {
      throw YoreException.of(
              ErrorCode.FORMAT_TOO_NEW,
              "The database file was written by a newer version of Yore; open it with that version")
          .with("file", path)
          .with("version", version)
          .with("supported", FORMAT_VERSION);
    }
    if (mv.getCurrentVersion() == 0) {
      mv.setStoreVersion(FORMAT_VERSION);
    } else if (version == 0 || !mv.hasMap(ENTRIES) || !mv.hasMap(BLOBS)) {
      throw FileErrors.damaged(path, "names of the B-trees");
    }
  }

  // Reading: any thread.

  /** Reads one consistent state; MVStore keeps its pages until that is done. */
  <T> T read(Function<View, T> reader) {
    MVStore.TxCounter usage = mv.registerVersionUsage();
    try {
      return reader.apply(new View(durable));
    } finally {
      mv.deregisterVersionUsage(usage);
    }
  }

  /** One state of the store. */
  final class View {
    private final Roots roots;

    private View(Roots roots) {
      this.roots = roots;
    }

    @Nullable Versioned get(String key) {
      try {
        @Nullable Entry entry = entries.get(roots.entries().root, key);
        return entry == null ? null : new Versioned(entry.rev(), value(key, entry));
      } catch (RuntimeException e) {
        throw isOpen() ? FileErrors.of(path, e).with("key", key) : e;
      }
    }

    List<String> list(String prefix) {
      List<String> keys = new ArrayList<>();
      Cursor<String, Entry> cursor = new Cursor<>(roots.entries(), prefix, null);
      while (cursor.hasNext()) {
        String key = cursor.next();
        if (!key.startsWith(prefix)) {
          break;
        }
        if (!key.equals(GUARD)) {
          keys.add(key);
        }
      }
      return keys;
    }

    private byte[] value(String key, Entry entry) {
      return switch (entry) {
        case Entry.Inline inline -> inline.value();
        case Entry.Blob blob -> checked(key, blob, blobs.get(roots.blobs().root, blob.id()));
      };
    }
  }

  private byte[] checked(String key, Entry.Blob entry, byte @Nullable [] value) {
    if (value == null) {
      throw damagedValue(key, "value", "a value", "none");
    }
    if (value.length != entry.length()) {
      throw damagedValue(key, "length", entry.length(), value.length);
    }
    long checksum = Checksum.of(value);
    if (checksum != entry.checksum()) {
      throw damagedValue(
          key, "checksum", Long.toHexString(entry.checksum()), Long.toHexString(checksum));
    }
    return value;
  }

  private YoreException damagedValue(String key, String check, Object expected, Object found) {
    return FileErrors.damaged(path, check)
        .with("key", key)
        .with("expected", expected)
        .with("found", found);
  }

  // Writing: one thread at a time. Nothing is visible to readers before commit.

  /** The revision of a key with all changes so far, 0 if it does not exist. */
  long rev(String key) {
    @Nullable Entry entry = entries.get(key);
    return entry == null ? 0 : entry.rev();
  }

  void put(String key, long rev, byte[] value) {
    Entry entry;
    if (value.length <= INLINE_BYTES_MAX) {
      entry = new Entry.Inline(rev, value);
    } else {
      entry = new Entry.Blob(rev, nextBlob, value.length, Checksum.of(value));
      blobs.put(nextBlob++, value);
    }
    dropBlob(entries.put(key, entry));
  }

  void remove(String key) {
    dropBlob(entries.remove(key));
  }

  private void dropBlob(@Nullable Entry replaced) {
    if (replaced instanceof Entry.Blob blob) {
      blobs.remove(blob.id());
    }
  }

  /** Makes all changes durable in one step, then visible. */
  void commit() {
    if (mv.hasUnsavedChanges()) {
      if (nextBlob != tail + 1) {
        blobs.put(nextBlob, TAIL);
        blobs.remove(tail);
        tail = nextBlob++;
      }
      mv.commit();
      mv.sync();
      publish();
    }
  }

  private void publish() {
    durable = new Roots(entries.getRoot(), blobs.getRoot());
  }

  /** Whether the file is large and most of it garbage. */
  boolean isWasteful() {
    long bytes = mv.getFileStore().size();
    return bytes > COMPACT_ABOVE_BYTES
        && mv.getFileStore().getChunksFillRate() < COMPACT_BELOW_PERCENT;
  }

  /** Copies all that is live into an empty file. */
  void copyTo(StoreFile target) {
    long bytes = 0;
    for (Cursor<String, Entry> all = entries.cursor(null); all.hasNext(); ) {
      String key = all.next();
      Entry entry = all.getValue();
      byte[] value = new View(durable).value(key, entry);
      target.put(key, entry.rev(), value);
      bytes += value.length;
      if (bytes > COPY_BYTES) {
        target.commit();
        bytes = 0;
      }
    }
    target.commit();
  }

  boolean isOpen() {
    return !mv.isClosed();
  }

  /** Writes what makes the next opening quick, and lets go of the file. */
  void close() {
    mv.close();
  }

  /** Lets go of the file without writing; uncommitted changes are gone. */
  void abandon() {
    mv.closeImmediately();
  }
}
