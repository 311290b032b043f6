package dev.yore.cli.sql;

import dev.yore.cli.connect.Databases;
import dev.yore.cli.connect.ExitCodes;
import dev.yore.cli.error.ErrorReport;
import dev.yore.cli.output.TableStyle;
import dev.yore.cli.script.Piece;
import dev.yore.cli.script.ScriptReader;
import dev.yore.cli.terminal.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Reads statements and commands from a terminal until told to stop. */
final class Shell {
  private static final int HISTORY_ENTRIES = 10_000;

  private final Terminal terminal;
  private final Session session;
  private final StatementRunner statements;
  private final Commands commands;
  private final SchemaNames names;
  private final LineReader reader;

  /**
   * @param history the file that keeps what was typed; null for none
   */
  Shell(Terminal terminal, Session session, @Nullable Path history) {
    this.terminal = terminal;
    this.session = session;
    boolean drawing = terminal.outputEncoding().name().startsWith("UTF");
    session.setStyle(
        new TableStyle(0, drawing, session.style().nullText(), session.style().expanded()));
    statements = new StatementRunner(session, true);
    commands = new Commands(session, statements);
    names = new SchemaNames(session.connection());
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("yore")
            .parser(new ShellParser())
            .completer(new SqlCompleter(names))
            .highlighter(new SqlHighlighter())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P %M ")
            .variable(LineReader.HISTORY_SIZE, HISTORY_ENTRIES)
            .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_ENTRIES)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_TIMESTAMPED, false);
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    reader = builder.build();
  }

  /** The file that keeps what was typed. */
  static Path defaultHistory() {
    return Path.of(System.getProperty("user.home"), ".yore", "history");
  }

  /** Runs until the user leaves; returns the exit code. */
  int run() {
    terminal.handle(Terminal.Signal.INT, signal -> statements.cancel());
    greet();
    while (true) {
      try {
        String text = reader.readLine(prompt());
        if (!run(text)) {
          return ExitCodes.OK;
        }
      } catch (UserInterruptException e) {
        // Ctrl-C at the prompt gives up the line, not the shell.
      } catch (EndOfFileException e) {
        return ExitCodes.OK;
      }
    }
  }

  private void greet() {
    say("Yore on " + session.url() + " · \\? for help, \\q to leave");
    if (session.url().equals(Databases.SCRATCH_URL)) {
      say("This database is in memory and gone when you leave; to keep one:  yore sql ./my.db");
    }
    if (session.asOf() != null) {
      say("You see it as of " + session.asOf() + "; \\asof now goes to the present");
    }
  }

  private void say(String text) {
    session.out().println(text);
    session.out().flush();
  }

  private String prompt() {
    String moment = session.asOf() == null ? "" : "@" + session.asOf();
    return "yore" + moment + (inTransaction() ? "*" : "") + "> ";
  }

  private boolean inTransaction() {
    try {
      return !session.connection().getAutoCommit();
    } catch (SQLException e) {
      return false;
    }
  }

  /** Runs what was typed; false to leave. */
  private boolean run(String text) {
    int width = terminal.getSize().getColumns();
    session.setStyle(session.style().withWidth(Math.max(width, 0)));
    for (Piece piece : ScriptReader.pieces(text)) {
      try {
        boolean goOn =
            switch (piece.kind()) {
              case COMMAND -> runCommand(piece.text());
              case SQL, EDN -> runStatement(piece);
            };
        if (!goOn) {
          return false;
        }
      } catch (SQLException e) {
        ErrorReport.typed(e, piece.text()).forEach(this::say);
        return true;
      }
    }
    return true;
  }

  private boolean runStatement(Piece piece) throws SQLException {
    statements.run(piece);
    if (CountedStatement.changesSchema(piece.text())) {
      names.forget();
    }
    return true;
  }

  private boolean runCommand(String line) throws SQLException {
    switch (commands.run(line)) {
      case CommandResult.Done done -> {}
      case CommandResult.Quit quit -> {
        return false;
      }
      case CommandResult.Include include -> runScript(include.file());
      case CommandResult.Unknown unknown -> say(unknown.note());
    }
    return true;
  }

  private void runScript(Path file) {
    Progress progress = new Progress(session.err(), true);
    ScriptRunner scripts = new ScriptRunner(session, statements, commands, false, progress);
    scripts.runFile(file);
    progress.clear();
    names.forget();
    say(scripts.summary());
  }
}
