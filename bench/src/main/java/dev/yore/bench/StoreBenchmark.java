package dev.yore.bench;

import dev.yore.storage.file.FileStore;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Values of two sizes made durable one by one: in the file store, and at the end of a file. */
final class StoreBenchmark implements Benchmark {
  private static final int[] SIZES = {4 << 10, 256 << 10};

  @Override
  public String about() {
    return "File store: appends of 4 KiB and 256 KiB, each durable before the next";
  }

  @Override
  public void run(Report report) throws Exception {
    for (int size : SIZES) {
      try (Scratch scratch = new Scratch()) {
        Path plain = scratch.path("plain");
        Path file = scratch.path("store.yore");
        byte[] value = new byte[size];
        new Random(1).nextBytes(value);
        long[] puts = {0};
        try (FileChannel channel =
                FileChannel.open(plain, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileStore store = FileStore.open(file)) {
          report.note(Report.format("Values of %d KiB:\n", size >> 10));
          new SideBySide("append")
              .side("plain file, force(false)", () -> append(channel, value))
              .side(
                  "FileStore",
                  () -> store.putIfAbsent(Report.format("log/%016x", puts[0]++), value) ? 1 : 0)
              .run(report);
        }
        report.note(
            Report.format(
                "The store's file has %.2f bytes for each byte of value.",
                (double) file.toFile().length() / ((double) puts[0] * size)));
      }
    }
  }

  private static long append(FileChannel channel, byte[] value) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    while (bytes.hasRemaining()) {
      channel.write(bytes, channel.size());
    }
    channel.force(false);
    return 1;
  }
}
