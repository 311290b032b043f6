package dev.yore.storage.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The byte-exact examples of {@code docs/format.md}: fenced blocks that begin with {@code ```hex
 * id=NAME}. Each line holds bytes in hex, and behind {@code |} what they mean.
 */
public final class FormatPage {
  private static final Pattern OPENING = Pattern.compile("```hex id=([a-z0-9-]+)");

  private final Map<String, byte[]> examples = new LinkedHashMap<>();

  private FormatPage(List<String> lines) {
    @Nullable String id = null;
    StringBuilder hex = new StringBuilder();
    for (String line : lines) {
      Matcher opening = OPENING.matcher(line.strip());
      if (opening.matches()) {
        id = opening.group(1);
        hex.setLength(0);
      } else if (id != null && line.strip().equals("```")) {
        add(id, HexFormat.of().parseHex(hex));
        id = null;
      } else if (id != null) {
        hex.append(line.replaceFirst("\\|.*", "").replaceAll("\\s", ""));
      }
    }
  }

  /** Reads {@code docs/format.md}, from this module's directory or the project's. */
  public static FormatPage read() {
    Path page = Path.of("..", "docs", "format.md");
    try {
      return new FormatPage(
          Files.readAllLines(Files.exists(page) ? page : Path.of("docs", "format.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of an example. */
  public byte[] bytes(String id) {
    byte[] found = examples.get(id);
    if (found == null) {
      throw new AssertionError(
          "docs/format.md has no example " + id + ", it has " + examples.keySet());
    }
    return found.clone();
  }

  /** The bytes in rows of 16, as the page shows them, to write a new example. */
  public static String rendered(byte[] bytes) {
    String hex = HexFormat.ofDelimiter(" ").formatHex(bytes);
    return hex.replaceAll("((?:.. ){16})", "$1\n")
        .lines()
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  private void add(String id, byte[] bytes) {
    if (examples.put(id, bytes) != null) {
      throw new AssertionError("docs/format.md has two examples " + id);
    }
  }
}
