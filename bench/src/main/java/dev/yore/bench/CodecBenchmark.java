package dev.yore.bench;

import dev.yore.storage.datom.Run;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.segment.SegmentCodec;
import java.util.List;
import java.util.Map;

/** Segments to stored bytes and back, compression and checksum included. */
final class CodecBenchmark implements Benchmark {
  private static final String KEY = "sample";

  @Override
  public String about() {
    return "Segment codec: datoms per second, bytes per datom";
  }

  @Override
  public void run(Report report) throws Exception {
    report.row(
        "values",
        "encode, datoms/s of CPU",
        "decode, datoms/s of CPU",
        "stored, bytes",
        "decoded, bytes");
    report.row("---", "---:", "---:", "---:", "---:");
    for (Map.Entry<String, Run> sample : SampleRuns.all().entrySet()) {
      Run run = sample.getValue();
      byte[] stored = encoded(run);
      List<Measured> measured =
          new SideBySide("datom")
              .side("encode", () -> encoded(run).length == stored.length ? run.size() : 0)
              .side("decode", () -> decoded(stored).size())
              .measure();
      report.row(
          sample.getKey(),
          Report.number(1e9 / measured.getFirst().cpuNanos()),
          Report.number(1e9 / measured.getLast().cpuNanos()),
          Report.format("%.2f", (double) stored.length / run.size()),
          Report.format("%.2f", (double) decoded(stored).bytes() / run.size()));
    }
  }

  private static byte[] encoded(Run run) {
    return Frame.encode(FrameKind.SEGMENT, SegmentCodec.encode(run));
  }

  private static Run decoded(byte[] stored) {
    return SegmentCodec.decode(KEY, Frame.decode(KEY, FrameKind.SEGMENT, stored));
  }
}
