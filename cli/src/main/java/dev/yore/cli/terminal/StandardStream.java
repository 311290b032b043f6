package dev.yore.cli.terminal;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** The three streams of the process. */
public enum StandardStream {
  INPUT(SystemStream.Input),
  OUTPUT(SystemStream.Output),
  ERROR(SystemStream.Error);

  /** Ways to ask the system, fastest first; which of them work depends on it and on the JVM. */
  private static final List<String> PROVIDERS = List.of("jni", "ffm", "exec");

  private final SystemStream stream;

  StandardStream(SystemStream stream) {
    this.stream = stream;
  }

  /** Whether the stream is a terminal, rather than a file or a pipe. */
  public boolean isTerminal() {
    for (String provider : PROVIDERS) {
      try {
        return TerminalProvider.load(provider).isSystemStream(stream);
      } catch (IOException | LinkageError | RuntimeException e) {
        // This provider does not work here; the next may.
      }
    }
    return false;
  }
}
