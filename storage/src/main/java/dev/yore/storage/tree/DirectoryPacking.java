package dev.yore.storage.tree;

import java.util.ArrayList;
import java.util.List;

/** Makes directories of a height of children of the height below. */
final class DirectoryPacking extends Packing<List<Child>> {
  /** Bytes of values in the keys of a directory, which must be quick to read whole. */
  private static final long KEY_BYTES_MAX = 4 << 20;

  private final SegmentStore segments;
  private final SegmentWriter out;
  private final int fanOut;
  private final int height;

  DirectoryPacking(SegmentStore segments, SegmentWriter out, int fanOut, int height) {
    this.segments = segments;
    this.out = out;
    this.fanOut = fanOut;
    this.height = height;
  }

  @Override
  int size(List<Child> content) {
    return content.size();
  }

  @Override
  int sizeMin() {
    return Math.max(2, fanOut / 4);
  }

  @Override
  List<Child> concat(List<Child> left, List<Child> right) {
    List<Child> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  @Override
  boolean joinable(List<Child> left, List<Child> right) {
    return true;
  }

  @Override
  boolean joinable(List<Child> content, Child neighbour) {
    return true;
  }

  @Override
  List<Child> open(Child child) {
    out.discard(child.key());
    return children(segments.directoryAt(child.key()));
  }

  static List<Child> children(Directory node) {
    List<Child> children = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      children.add(new Child(node, i));
    }
    return children;
  }

  @Override
  void write(List<Child> content) {
    int parts = (content.size() + fanOut - 1) / fanOut;
    for (int i = 0; i < parts; i++) {
      int from = (int) ((long) content.size() * i / parts);
      int to = (int) ((long) content.size() * (i + 1) / parts);
      writeLight(content.subList(from, to));
    }
  }

  private void writeLight(List<Child> content) {
    if (tooHeavy(content)) {
      int middle = content.size() / 2;
      writeLight(content.subList(0, middle));
      writeLight(content.subList(middle, content.size()));
    } else {
      written(out.writeDirectory(height, content));
    }
  }

  /** Whether keys of long values make a directory of these children too large. */
  static boolean tooHeavy(List<Child> content) {
    return content.size() >= 4 && content.stream().mapToLong(Weight::ofKeys).sum() > KEY_BYTES_MAX;
  }
}
