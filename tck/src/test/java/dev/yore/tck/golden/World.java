package dev.yore.tck.golden;

import dev.yore.jdbc.config.ConnectionProperty;
import dev.yore.storage.tree.TreeOptions;
import dev.yore.transactor.TransactorOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * How a database may be kept and asked without any answer changing.
 *
 * @param properties of the connection, as in a URL
 * @param index when novelty is merged into the trees
 */
record World(String name, TransactorOptions options, String properties, Indexed index) {
  enum Indexed {
    NEVER,
    AFTER_EACH_WRITE,
    /** After every third write, so that trees and novelty both have something. */
    NOW_AND_THEN
  }

  private static final TransactorOptions PLAIN = TransactorOptions.DEFAULT;
  private static final TreeOptions TINY_LEAVES = new TreeOptions(4, 4);

  /** All worlds; switches that the product gets go here. */
  static List<World> all() {
    List<World> worlds = new ArrayList<>();
    worlds.add(new World("everything in novelty", PLAIN, "", Indexed.NEVER));
    worlds.add(new World("everything indexed", PLAIN, "", Indexed.AFTER_EACH_WRITE));
    worlds.add(new World("trees and novelty", PLAIN, "", Indexed.NOW_AND_THEN));
    worlds.add(
        new World(
            "leaves of 4 datoms", PLAIN.withTrees(TINY_LEAVES), "", Indexed.AFTER_EACH_WRITE));
    worlds.add(
        new World(
            "leaves of 4 datoms and novelty",
            PLAIN.withTrees(TINY_LEAVES),
            "",
            Indexed.NOW_AND_THEN));
    worlds.add(
        new World(
            "no cache",
            PLAIN.withTrees(new TreeOptions(16, 4)).withCache(0),
            "",
            Indexed.AFTER_EACH_WRITE));
    worlds.add(new World("64 KiB of memory", PLAIN, "memoryLimit=64KB", Indexed.NEVER));
    worlds.add(new World("16 KiB of memory", PLAIN, "memoryLimit=16KB", Indexed.AFTER_EACH_WRITE));
    for (int threads : new int[] {1, 4}) {
      if (ConnectionProperty.named("parallelism") != null) {
        worlds.add(
            new World(
                threads + " threads",
                PLAIN.withTrees(new TreeOptions(16, 4)),
                "parallelism=" + threads,
                Indexed.AFTER_EACH_WRITE));
      }
    }
    return worlds;
  }

  @Override
  public String toString() {
    return name;
  }
}
