package dev.yore.storage.tree;

import dev.yore.storage.cache.Cached;
import dev.yore.storage.cache.SegmentCache;
import dev.yore.storage.cache.SegmentReads;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.segment.SegmentCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The segments of one database: its part of a key-value store, read through the cache. A segment
 * that is damaged, too new or missing is an error that names its key; others stay readable. May be
 * used by any thread.
 */
public final class SegmentStore {

  /** Segments fetched by one call of the store at most. */
  private static final int PREFETCH_MAX = 64;

  private final KeyValueStore store;
  private final String prefix;
  private final SegmentCache cache;
  private final Function<String, Cached> leafLoader;
  private final Function<String, Cached> directoryLoader;

  /**
   * @param prefix what the keys of the database's segments begin with, such as {@code db/seg/}
   */
  public SegmentStore(KeyValueStore store, String prefix, SegmentCache cache) {
    this.store = store;
    this.prefix = prefix;
    this.cache = cache;
    this.leafLoader = this::loadLeaf;
    this.directoryLoader = this::loadDirectory;
  }

  /** The store key of a segment id. */
  public String key(String id) {
    return prefix + id;
  }

  /** The segment id in a store key. */
  public String id(String key) {
    return key.substring(prefix.length());
  }

  KeyValueStore store() {
    return store;
  }

  SegmentCache cache() {
    return cache;
  }

  /** The leaf with this id. */
  public Run leaf(String id) {
    return leafAt(key(id));
  }

  /** The leaf under a store key. */
  Run leafAt(String key) {
    return run(key, cache.get(key, leafLoader));
  }

  /** The leaf that is a child of a directory. */
  Run leafOf(Directory node, int child) {
    String key = node.key(child);
    return run(key, cache.get(node.near(), child, key, leafLoader));
  }

  /** The directory that is a child of another. */
  Directory directoryOf(Directory node, int child) {
    String key = node.key(child);
    if (cache.get(node.near(), child, key, directoryLoader) instanceof Directory directory) {
      return directory;
    }
    throw wrongKind(key, FrameKind.DIRECTORY);
  }

  /** The directory under a store key. */
  Directory directoryAt(String key) {
    if (cache.get(key, directoryLoader) instanceof Directory directory) {
      return directory;
    }
    throw wrongKind(key, FrameKind.DIRECTORY);
  }

  private static Run run(String key, Cached segment) {
    if (segment instanceof Leaf leaf) {
      return leaf.run();
    }
    throw wrongKind(key, FrameKind.SEGMENT);
  }

  private static YoreException wrongKind(String key, FrameKind expected) {
    return YoreException.of(ErrorCode.CORRUPTED, "A segment is of another kind than its use")
        .with("key", key)
        .with("expected", expected);
  }

  private Leaf loadLeaf(String key) {
    return decodeLeaf(key, body(FrameKind.SEGMENT, key));
  }

  private byte[] body(FrameKind kind, String key) {
    byte[] body = Frame.read(store, kind, key);
    SegmentReads.stored(body.length);
    return body;
  }

  private static Leaf decodeLeaf(String key, byte[] body) {
    Run run = SegmentCodec.decode(key, body);
    return new Leaf(run.order() == IndexOrder.EAVT ? run.packed() : run);
  }

  private Directory loadDirectory(String key) {
    return DirectoryFormat1.decode(key, prefix, body(FrameKind.DIRECTORY, key));
  }

  /** Loads those of these leaves that the cache does not have, many in one call of the store. */
  public void prefetch(Collection<LeafRef> leaves) {
    leaves(leaves);
  }

  /** The runs of these leaves, in their order; the missing ones come by few calls of the store. */
  public List<Run> leaves(Collection<LeafRef> leaves) {
    List<LeafRef> all = List.copyOf(leaves);
    List<Run> runs = new ArrayList<>(all.size());
    for (int from = 0; from < all.size(); from += PREFETCH_MAX) {
      List<LeafRef> some = all.subList(from, Math.min(all.size(), from + PREFETCH_MAX));
      List<String> keys = some.stream().map(LeafRef::key).toList();
      Map<String, Cached> found = cache.getAll(keys, missing -> loadLeaves(List.copyOf(missing)));
      for (String key : keys) {
        Cached segment = found.get(key);
        runs.add(segment == null ? leafAt(key) : run(key, segment));
      }
    }
    return runs;
  }

  private Map<String, Leaf> loadLeaves(List<String> keys) {
    Map<String, Versioned> values = store.get(keys);
    Map<String, Leaf> loaded = new HashMap<>();
    for (String key : keys) {
      byte[] body = Frame.decode(key, FrameKind.SEGMENT, values.get(key));
      SegmentReads.stored(body.length);
      loaded.put(key, decodeLeaf(key, body));
    }
    return loaded;
  }
}
