package dev.yore.engine.log;

import dev.yore.engine.codec.ByteSink;
import dev.yore.engine.codec.ByteSource;
import dev.yore.engine.db.Watermarks;
import dev.yore.engine.index.StoredRoots;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.tree.TreeRoot;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one mutable record of a database.
 *
 * <pre>
 * record   = version t instant position limit indexed attribute* tree*8 obsolete id* sequences
 * version  = u8      2; 1 is the same without sequences         in a frame of kind ROOT
 * t        = varint  the last transaction in the trees
 * instant  = varint  its commit time in microseconds, zigzag
 * position = varint  the number of the first log entry that is not in the trees
 * limit    = varint  one more than the largest attribute in the trees
 * indexed  = varint  how many attributes are in AVET; attribute = varint
 * tree     = block   {@link TreeRoot}: live and history of EAVT, AEVT, AVET, VAET
 * obsolete = varint  how many segments no root names any more; id = block
 * sequences = n (partition next)*                     varints: the next entity of each partition
 * </pre>
 *
 * @param obsolete ids of segments that the trees before needed, to be deleted when nobody reads
 *     them
 * @param sequences the entity ids that are in use at t; null of version 1, which did not keep them
 */
public record RootRecord(
    StoredRoots roots,
    long instant,
    long logPosition,
    List<String> obsolete,
    @Nullable Watermarks sequences) {
  private static final int VERSION = 2;
  private static final int VERSION_WITHOUT_SEQUENCES = 1;

  public RootRecord {
    obsolete = List.copyOf(obsolete);
  }

  /** The stored form. */
  public byte[] encode() {
    ByteSink out = new ByteSink(512);
    out.u8(sequences == null ? VERSION_WITHOUT_SEQUENCES : VERSION);
    out.varint(roots.t());
    out.zigzag(instant);
    out.varint(logPosition);
    out.varint(roots.attributeLimit());
    out.varint(roots.withValues().size());
    roots.withValues().stream().sorted().forEach(out::varint);
    for (IndexOrder order : IndexOrder.values()) {
      tree(out, roots.live().getOrDefault(order, TreeRoot.EMPTY));
      tree(out, roots.history().getOrDefault(order, TreeRoot.EMPTY));
    }
    out.varint(obsolete.size());
    obsolete.forEach(out::text);
    if (sequences != null) {
      sequences(out, sequences);
    }
    return Frame.encode(FrameKind.ROOT, out.toByteArray());
  }

  private static void sequences(ByteSink out, Watermarks sequences) {
    List<Integer> partitions = sequences.partitions();
    out.varint(partitions.size());
    for (int partition : partitions) {
      out.varint(partition);
      out.varint(sequences.next(partition));
    }
  }

  private static void tree(ByteSink out, TreeRoot tree) {
    ByteBuffer bytes = ByteBuffer.allocate(tree.encodedBytes());
    tree.encode(bytes);
    out.block(bytes.array(), 0, bytes.position());
  }

  /** Reads the stored form. */
  public static RootRecord decode(String key, byte[] stored) {
    ByteSource in = new ByteSource(Frame.decode(key, FrameKind.ROOT, stored));
    try {
      int version = in.u8();
      if (version > VERSION) {
        throw YoreException.of(
                ErrorCode.FORMAT_TOO_NEW,
                "The database was written by a newer version of Yore; open it with that version")
            .with("key", key)
            .with("version", version)
            .with("supported", VERSION);
      }
      if (version < VERSION_WITHOUT_SEQUENCES) {
        throw damaged(key, "version").with("found", version);
      }
      return content(in, version >= VERSION);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged(key, "content").causedBy(e);
    }
  }

  private static RootRecord content(ByteSource in, boolean withSequences) {
    long t = in.varint();
    long instant = in.zigzag();
    long position = in.varint();
    int limit = Math.toIntExact(in.varint());
    Set<Integer> indexed = new HashSet<>();
    for (int left = in.count(); left > 0; left--) {
      indexed.add(Math.toIntExact(in.varint()));
    }
    Map<IndexOrder, TreeRoot> live = new EnumMap<>(IndexOrder.class);
    Map<IndexOrder, TreeRoot> history = new EnumMap<>(IndexOrder.class);
    for (IndexOrder order : IndexOrder.values()) {
      live.put(order, TreeRoot.decode(ByteBuffer.wrap(in.block())));
      history.put(order, TreeRoot.decode(ByteBuffer.wrap(in.block())));
    }
    List<String> obsolete = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      obsolete.add(in.text());
    }
    StoredRoots roots = new StoredRoots(t, limit, indexed, live, history);
    return new RootRecord(roots, instant, position, obsolete, withSequences ? sequences(in) : null);
  }

  private static Watermarks sequences(ByteSource in) {
    Watermarks sequences = Watermarks.NONE;
    for (int left = in.count(); left > 0; left--) {
      int partition = Math.toIntExact(in.varint());
      sequences = sequences.raised(EntityIds.of(partition, in.varint() - 1));
    }
    return sequences;
  }

  private static YoreException damaged(String key, String check) {
    return YoreException.of(ErrorCode.CORRUPTED, "The root record of a database is damaged")
        .with("key", key)
        .with("check", check);
  }
}
