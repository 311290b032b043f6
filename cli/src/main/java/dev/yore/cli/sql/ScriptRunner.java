package dev.yore.cli.sql;

import dev.yore.cli.error.ErrorReport;
import dev.yore.cli.script.Piece;
import dev.yore.cli.script.ScriptReader;
import dev.yore.cli.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs scripts: statements and commands from a text, one after the other. */
final class ScriptRunner {
  /** Scripts that include one another deeper than this include themselves. */
  private static final int DEPTH_MAX = 16;

  private final StatementRunner statements;
  private final Commands commands;
  private final PrintWriter err;
  private final boolean continueOnError;
  private final Progress progress;
  private long statementCount;
  private long rowCount;
  private long errorCount;
  private int depth;

  ScriptRunner(
      Session session,
      StatementRunner statements,
      Commands commands,
      boolean continueOnError,
      Progress progress) {
    this.statements = statements;
    this.commands = commands;
    this.err = session.err();
    this.continueOnError = continueOnError;
    this.progress = progress;
  }

  long errorCount() {
    return errorCount;
  }

  /** What was done so far, in a sentence. */
  String summary() {
    double seconds = Math.max(progress.seconds(), 1e-3);
    String errors = errorCount == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", errorCount);
    return String.format(
        Locale.ROOT,
        "%,d statements%s, %,d rows changed in %.1f s (%,.0f statements/s)",
        statementCount,
        errors,
        rowCount,
        seconds,
        statementCount / seconds);
  }

  /** Runs a file; false if reading is to stop, be it for an error or for {@code \q}. */
  boolean runFile(Path file) {
    if (depth == DEPTH_MAX) {
      return failed(file + ": scripts include one another " + DEPTH_MAX + " deep");
    }
    depth++;
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return run(file.toString(), reader, file.toAbsolutePath().getParent());
    } catch (IOException | java.io.UncheckedIOException e) {
      return failed("cannot read " + file + ": " + reason(e));
    } finally {
      depth--;
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException none -> "there is no such file";
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  /**
   * Runs a script; false if reading is to stop.
   *
   * @param name for messages
   * @param folder where it lies, or null
   */
  boolean run(String name, Reader script, @Nullable Path folder) {
    ScriptReader pieces = new ScriptReader(script);
    for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
      boolean goOn =
          switch (piece.kind()) {
            case COMMAND -> runCommand(name, piece, folder);
            case SQL, EDN -> runStatement(name, piece);
          };
      if (!goOn) {
        return false;
      }
      int line = piece.start().line();
      progress.tick(() -> name + ", line " + line + ": " + summary());
    }
    return true;
  }

  private boolean runStatement(String name, Piece piece) {
    try {
      statementCount++;
      rowCount += statements.run(piece);
      return true;
    } catch (SQLException e) {
      return failed(name, piece, e);
    }
  }

  private boolean runCommand(String name, Piece piece, @Nullable Path folder) {
    try {
      return switch (commands.run(piece.text())) {
        case CommandResult.Done done -> true;
        case CommandResult.Quit quit -> false;
        case CommandResult.Include include ->
            runFile(
                include.fromScript() && folder != null
                    ? folder.resolve(include.file())
                    : include.file());
        case CommandResult.Unknown unknown -> {
          say(ErrorReport.at(name, piece.start()) + "NOTE: skipped " + piece.text());
          yield true;
        }
      };
    } catch (SQLException e) {
      return failed(name, piece, e);
    }
  }

  private boolean failed(String name, Piece piece, SQLException e) {
    return failed(
        String.join(
            System.lineSeparator(), ErrorReport.inScript(e, piece.text(), name, piece.start())));
  }

  private boolean failed(String report) {
    errorCount++;
    say(report);
    return continueOnError;
  }

  private void say(String text) {
    progress.clear();
    err.println(text);
    err.flush();
  }
}
