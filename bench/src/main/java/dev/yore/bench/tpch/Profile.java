package dev.yore.bench.tpch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of some work goes, and what it allocates, by the JVM's flight recorder. */
final class Profile {
  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final String ALLOCATION = "jdk.ObjectAllocationSample";
  private static final Duration PERIOD = Duration.ofMillis(5);
  private static final int LINES = 25;

  private final Map<String, Long> own = new HashMap<>();
  private final Map<String, Long> inclusive = new HashMap<>();
  private final Map<String, Long> allocated = new HashMap<>();

  private Profile() {}

  /** Work that can fail in any way. */
  interface Work {
    void run() throws Exception;
  }

  static void of(Work work, PrintStream out) throws Exception {
    Path file = Files.createTempFile("yore-bench", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(SAMPLE).withPeriod(PERIOD);
      recording.enable(ALLOCATION).with("throttle", "500/s");
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      Profile profile = new Profile();
      profile.read(file);
      profile.print(out);
    } finally {
      Files.delete(file);
    }
  }

  private void read(Path file) throws IOException {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        RecordedStackTrace trace = event.getStackTrace();
        if (trace == null || trace.getFrames().isEmpty()) {
          continue;
        }
        if (event.getEventType().getName().equals(SAMPLE)) {
          sample(trace.getFrames());
        } else if (event.getEventType().getName().equals(ALLOCATION)) {
          String site = event.getClass("objectClass").getName() + " in " + ours(trace.getFrames());
          allocated.merge(site, event.getLong("weight"), Long::sum);
        }
      }
    }
  }

  private void sample(List<RecordedFrame> frames) {
    RecordedFrame top = frames.getFirst();
    own.merge(name(top) + ":" + top.getLineNumber(), 1L, Long::sum);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (name.startsWith("dev.yore") && seen.add(name)) {
        inclusive.merge(name, 1L, Long::sum);
      }
    }
  }

  private static String ours(List<RecordedFrame> frames) {
    return frames.stream()
        .map(Profile::name)
        .filter(name -> name.startsWith("dev.yore"))
        .findFirst()
        .orElse(name(frames.getFirst()));
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private void print(PrintStream out) {
    long samples = own.values().stream().mapToLong(Long::longValue).sum();
    top(out, "own time, of " + samples + " samples", own, samples);
    top(out, "with what it calls", inclusive, samples);
    long bytes = allocated.values().stream().mapToLong(Long::longValue).sum();
    top(out, "allocated, of " + (bytes >> 20) + " MiB", allocated, bytes);
  }

  private static void top(PrintStream out, String title, Map<String, Long> counts, long total) {
    out.println("\n-- " + title);
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(LINES)
        .forEach(entry ->
            out.printf("%5.1f %%  %s%n", 100.0 * entry.getValue() / total, entry.getKey()));
  }
}
