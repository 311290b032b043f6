package dev.yore.storage.tree;

/**
 * The shape of a tree. It may differ from one merge to the next: what is stored stays readable.
 *
 * @param leafMax datoms in a leaf at most
 * @param fanOut children of a directory at most
 * @param leafBytesMax bytes of values in a leaf at most, unless it holds a single datom
 */
public record TreeOptions(int leafMax, int fanOut, long leafBytesMax) {

  /** 2^13 datoms are a row group; 2 MiB of values keep a leaf of long texts one quick read. */
  public static final TreeOptions DEFAULT = new TreeOptions(8192, 512, 2 << 20);

  public TreeOptions {
    if (leafMax < 1 || fanOut < 2 || leafBytesMax < 1) {
      throw new IllegalArgumentException(
          "a tree of leaves of " + leafMax + ", " + leafBytesMax + " bytes, fan-out " + fanOut);
    }
  }

  public TreeOptions(int leafMax, int fanOut) {
    this(leafMax, fanOut, DEFAULT.leafBytesMax);
  }
}
