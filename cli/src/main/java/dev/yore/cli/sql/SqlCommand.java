package dev.yore.cli.sql;

import dev.yore.cli.connect.Databases;
import dev.yore.cli.connect.ExitCodes;
import dev.yore.cli.error.ErrorReport;
import dev.yore.cli.output.OutputFormat;
import dev.yore.cli.output.TableStyle;
import dev.yore.cli.terminal.Progress;
import dev.yore.cli.terminal.StandardStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code sql} command: a shell, or scripts from files, arguments and standard input. */
@Command(
    name = "sql",
    description = "A shell for SQL, Datalog and transaction data; also runs scripts.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:a statement failed",
      "2:the command line is wrong",
      "3:the database cannot be opened",
      "4:a file cannot be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  yore sql                                   a scratch database in memory",
      "  yore sql ./shop                            a database in a file, made on first use",
      "  yore sql ./shop --as-of 2026-01-31         the same, as it was then",
      "  yore sql ./shop -e \"SELECT 1\" --format json",
      "  yore sql ./chinook -f chinook.sql          a script; also  < chinook.sql"
    })
public final class SqlCommand implements Callable<Integer> {

  /** A statement or a file; the order in which they are given is the order they run in. */
  static final class Source {
    @Option(
        names = {"-e", "--execute"},
        paramLabel = "SQL",
        description = "Run these statements instead of the shell.")
    @Nullable String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "Run this script instead of the shell; - is standard input.")
    @Nullable Path file;
  }

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = {
        "jdbc:yore:file:PATH, jdbc:yore:mem:NAME, or the path of a file.",
        "Without it: a database in memory that is gone at the end."
      })
  @Nullable String url;

  @ArgGroup(multiplicity = "0..*")
  @Nullable List<Source> sources;

  @Option(
      names = "--as-of",
      paramLabel = "MOMENT",
      description = "See the database as of a timestamp, a date or the number of a transaction.")
  @Nullable String asOf;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "table",
      description = "How rows are written: ${COMPLETION-CANDIDATES}; table if not given.")
  OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--null",
      paramLabel = "TEXT",
      defaultValue = "NULL",
      description = "What stands for NULL in tables.")
  String nullText = TableStyle.PLAIN.nullText();

  @Option(names = "--continue-on-error", description = "Go on after a statement that failed.")
  boolean continueOnError;

  @Option(
      names = "--single-transaction",
      description = "All scripts in one transaction, which an error rolls back.")
  boolean singleTransaction;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    for (Source source : sourceList()) {
      Path file = source.file;
      if (file != null && !isStandardInput(file) && !Files.isReadable(file)) {
        err.println("yore: cannot read " + file + (Files.exists(file) ? "" : ": no such file"));
        return ExitCodes.NO_FILE;
      }
    }
    String fullUrl = Databases.url(url);
    Connection connection;
    try {
      connection = Databases.open(fullUrl, asOf, "yore sql");
    } catch (SQLException e) {
      err.println("yore: cannot open " + fullUrl);
      ErrorReport.bare(e).forEach(err::println);
      return ExitCodes.NO_DATABASE;
    }
    try (Session session = new Session(fullUrl, connection, out, err)) {
      session.setFormat(format);
      session.setStyle(session.style().withNullText(nullText));
      session.setAsOf(asOf);
      return isShell() ? shell(session) : scripts(session);
    } catch (SQLException e) {
      ErrorReport.bare(e).forEach(err::println);
      return ExitCodes.FAILED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private List<Source> sourceList() {
    return sources == null ? List.of() : sources;
  }

  private static boolean isStandardInput(Path file) {
    return file.toString().equals("-");
  }

  private boolean isShell() {
    return sourceList().isEmpty() && StandardStream.INPUT.isTerminal();
  }

  private int shell(Session session) throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      Session onTerminal =
          new Session(session.url(), session.connection(), terminal.writer(), terminal.writer());
      onTerminal.setFormat(session.format());
      onTerminal.setStyle(session.style());
      onTerminal.setAsOf(session.asOf());
      return new Shell(terminal, onTerminal, Shell.defaultHistory()).run();
    }
  }

  private int scripts(Session session) throws SQLException {
    boolean fromFile = sourceList().stream().allMatch(s -> s.file != null);
    StatementRunner statements = new StatementRunner(session, !fromFile);
    Commands commands = new Commands(session, statements);
    Progress progress = new Progress(session.err(), StandardStream.ERROR.isTerminal());
    ScriptRunner scripts =
        new ScriptRunner(session, statements, commands, continueOnError, progress);
    if (singleTransaction) {
      session.connection().setAutoCommit(false);
    }
    runAll(scripts);
    if (singleTransaction) {
      endTransaction(session, scripts);
    }
    progress.clear();
    if (fromFile) {
      session.err().println(scripts.summary());
    }
    return scripts.errorCount() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void runAll(ScriptRunner scripts) {
    if (sourceList().isEmpty()) {
      runStandardInput(scripts);
    }
    for (Source source : sourceList()) {
      Path file = source.file;
      boolean goOn;
      if (file == null) {
        goOn = scripts.run("-e", new StringReader(String.valueOf(source.text)), null);
      } else {
        goOn = isStandardInput(file) ? runStandardInput(scripts) : scripts.runFile(file);
      }
      if (!goOn) {
        return;
      }
    }
  }

  private static boolean runStandardInput(ScriptRunner scripts) {
    return scripts.run("<stdin>", new InputStreamReader(System.in, StandardCharsets.UTF_8), null);
  }

  private void endTransaction(Session session, ScriptRunner scripts) throws SQLException {
    if (scripts.errorCount() == 0) {
      session.connection().commit();
    } else {
      session.connection().rollback();
      session.err().println("Rolled back: nothing of this is kept");
    }
  }
}
