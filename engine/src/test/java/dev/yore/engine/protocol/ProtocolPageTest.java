package dev.yore.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/protocol.md are what the codec writes and reads. */
class ProtocolPageTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```hex id=([a-z-]+)\\n(.*?)```", Pattern.DOTALL);

  @Test
  void showsEveryMessageAsItsBytes() throws IOException {
    Map<String, String> shown = new LinkedHashMap<>();
    EXAMPLE.matcher(page()).results().forEach(found -> shown.put(found.group(1), hex(found)));
    Map<String, String> written = new LinkedHashMap<>();
    MessageExamples.ALL.forEach((name, message) ->
        written.put(name, HexFormat.of().formatHex(MessageCodec.encode(message))));
    assertThat(shown).containsExactlyEntriesOf(written);
  }

  @Test
  void readsEveryExampleBack() {
    MessageExamples.ALL.forEach((name, message) ->
        assertThat(MessageExamples.decoded(message, MessageCodec.encode(message)))
            .usingRecursiveComparison()
            .isEqualTo(message));
  }

  private static String hex(MatchResult example) {
    return example.group(2).replaceAll("\\|.*", "").replaceAll("\\s", "");
  }

  private static String page() throws IOException {
    Path page = Path.of("..", "docs", "protocol.md");
    return Files.readString(Files.exists(page) ? page : Path.of("docs", "protocol.md"));
  }
}
