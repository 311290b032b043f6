package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.segment.SegmentCodec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes the new segments of one indexing run in batches, and keeps account of it: what was
 * written, and which segments the new trees no longer use. Belongs to one thread.
 *
 * <p>A segment's id is {@code <t>-<writer>-<number>}, in hexadecimal: the t that is being indexed
 * to, a random number of the writer, and a counter. It says nothing of the content, so a segment
 * need not be hashed; ids of one run are neighbours in every store, and collecting garbage can tell
 * from the t alone that a segment may belong to a run whose root is not yet written. The writer's
 * number keeps two processes that index to the same t, of which only one will move the root, from
 * meeting.
 */
public final class SegmentWriter {

  /** A batch is written when it has so many bytes: few round trips, little memory. */
  private static final long BATCH_BYTES = 4 << 20;

  private final SegmentStore segments;
  private final TreeOptions options;
  private final String idPrefix;
  private final Map<String, byte[]> batch = new LinkedHashMap<>();
  private final List<String> obsolete = new ArrayList<>();
  private long batchBytes;
  private int numbered;
  private long bytesWritten;

  /** A writer for an indexing run up to {@code t}. */
  public SegmentWriter(SegmentStore segments, TreeOptions options, long t) {
    this(segments, options, t, new SplittableRandom().nextLong());
  }

  /**
   * @param writer tells this writer from all others; random but in tests
   */
  public SegmentWriter(SegmentStore segments, TreeOptions options, long t, long writer) {
    HexFormat hex = HexFormat.of();
    this.segments = segments;
    this.options = options;
    this.idPrefix = hex.toHexDigits(t, 11) + "-" + hex.toHexDigits(writer, 12) + "-";
  }

  TreeOptions options() {
    return options;
  }

  /** Whether a run has more bytes than a leaf should and can be cut. */
  boolean tooHeavy(Run rows) {
    return rows.size() > 1 && Weight.ofValues(rows) > options.leafBytesMax();
  }

  /** The same of some of its rows. */
  boolean tooHeavy(Run rows, int from, int to) {
    return to - from > 1 && Weight.ofValues(rows, from, to) > options.leafBytesMax();
  }

  /** Segments written so far. */
  public int segmentsWritten() {
    return numbered;
  }

  /** Stored bytes of the segments written so far. */
  public long bytesWritten() {
    return bytesWritten;
  }

  /** The ids of the segments that the new trees use no longer; readers of older roots still may. */
  public List<String> obsolete() {
    return List.copyOf(obsolete);
  }

  /** Makes everything durable that was written so far. */
  public void flush() {
    if (batch.isEmpty()) {
      return;
    }
    Set<String> taken = segments.store().putIfAbsent(batch);
    if (!taken.isEmpty()) {
      throw YoreException.bug("A new segment's id must not be taken")
          .with("key", taken.iterator().next());
    }
    batch.clear();
    batchBytes = 0;
  }

  void discard(String key) {
    obsolete.add(segments.id(key));
  }

  Child writeLeaf(Run leaf, int level) {
    String key = write(Frame.encode(FrameKind.SEGMENT, SegmentCodec.encode(leaf)));
    return DirectoryBuilder.childOf(key, leaf, level);
  }

  Child writeDirectory(int height, List<Child> children) {
    Directory node = DirectoryBuilder.of(height, children);
    byte[] body = DirectoryFormat1.encode(node, segments);
    return DirectoryBuilder.childOf(write(Frame.encode(FrameKind.DIRECTORY, body)), node);
  }

  private String write(byte[] framed) {
    if (!batch.isEmpty() && batchBytes + framed.length > BATCH_BYTES) {
      flush();
    }
    String key = segments.key(idPrefix + Integer.toHexString(numbered++));
    batch.put(key, framed);
    batchBytes += framed.length;
    bytesWritten += framed.length;
    return key;
  }
}
