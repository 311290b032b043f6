package dev.yore.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.datom.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Segments of each format are read for ever. The files stay as the release that wrote them left
 * them; a missing file is written when the tests run with {@code -Dyore.golden.record=true}, one
 * that is there never.
 */
class GoldenSegmentsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "segment1");

  @TestFactory
  List<DynamicTest> readsAndWritesEveryGoldenSegment() {
    return GoldenRuns.all().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())))
        .toList();
  }

  @Test
  void knowsEveryGoldenFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              GoldenRuns.all().keySet().stream().map(name -> name + ".bin").toList());
    }
  }

  private static void check(String name, Run run) throws IOException {
    Path file = FOLDER.resolve(name + ".bin");
    if (Boolean.getBoolean("yore.golden.record") && !Files.exists(file)) {
      Files.createDirectories(FOLDER);
      Files.write(file, SegmentCodec.encode(run));
    }
    byte[] golden = Files.readAllBytes(file);
    Run decoded = SegmentCodec.decode(name, golden);
    Runs.assertSame(decoded, run);
    assertThat(SegmentCodec.encode(decoded)).isEqualTo(golden);
    assertThat(SegmentCodec.encode(run)).isEqualTo(golden);
  }
}
