package dev.yore.cli.sql;

import dev.yore.cli.output.OutputFormat;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that begin with a backslash. */
final class Commands {
  private static final Pattern LINE = Pattern.compile("(\\\\\\S*?)(?:\\s+(.*?))?[;\\s]*");
  private static final int LOG_ROWS = 10;

  static final String HELP =
      """
      Statements end with a semicolon; Datalog and transaction data with their bracket.

        \\d [TABLE]             tables and views, or the columns and keys of one
        \\dt [PATTERN]          tables; PATTERN as in  ord*  or  yore.*
        \\asof MOMENT           see the database as of a transaction or time; \\asof now ends it
        \\log [N]               the last transactions
        \\i FILE                run a script; \\ir FILE: beside the script it stands in
        \\x [on|off]            each value in a line of its own
        \\timing [on|off]       the time of each statement
        \\format NAME           table, csv, json or markdown
        \\null TEXT             what stands for NULL
        \\conninfo              which database this is
        \\? \\q                  this text; quit (also Ctrl-D)

      As of the past:  SELECT … FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2026-01-31 12:00:00'
      What happens:    EXPLAIN SELECT …
      Ctrl-C cancels a running statement. Tab completes names.
      """;

  private final Session session;
  private final StatementRunner statements;
  private final Describe describe;

  Commands(Session session, StatementRunner statements) {
    this.session = session;
    this.statements = statements;
    this.describe = new Describe(session);
  }

  /** Does what a line asks. */
  CommandResult run(String line) throws SQLException {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return new CommandResult.Unknown("'" + line + "' is no command");
    }
    String argument = matcher.group(2) == null ? "" : matcher.group(2);
    return run(matcher.group(1), argument);
  }

  private CommandResult run(String name, String argument) throws SQLException {
    switch (name) {
      case "\\q", "\\quit", "\\exit" -> {
        return new CommandResult.Quit();
      }
      case "\\i", "\\include", "\\ir" -> {
        return argument.isEmpty()
            ? new CommandResult.Unknown(name + " needs the name of a file")
            : new CommandResult.Include(Path.of(unquoted(argument)), name.equals("\\ir"));
      }
      case "\\?", "\\h", "\\help" -> session.out().print(HELP);
      case "\\d" -> describe.describe(argument);
      case "\\dt" -> describe.tables(argument, "TABLE");
      case "\\dv" -> describe.tables(argument, "VIEW");
      case "\\asof" -> asOf(argument);
      case "\\log" -> log(argument);
      case "\\x" -> {
        boolean on = isOn(argument, session.style().expanded());
        session.setStyle(session.style().withExpanded(on));
        say("Expanded display is " + onOff(on));
      }
      case "\\timing" -> {
        session.setTiming(isOn(argument, session.timing()));
        say("Timing is " + onOff(session.timing()));
      }
      case "\\format" -> format(argument);
      case "\\null" -> session.setStyle(session.style().withNullText(unquoted(argument)));
      case "\\conninfo" -> connectionInfo();
      default -> {
        return new CommandResult.Unknown(name + " is not a command here (\\? lists them)");
      }
    }
    session.out().flush();
    return new CommandResult.Done();
  }

  private void say(String text) {
    session.out().println(text);
  }

  private static boolean isOn(String argument, boolean before) {
    return switch (argument.toLowerCase(Locale.ROOT)) {
      case "on", "true", "1" -> true;
      case "off", "false", "0" -> false;
      default -> !before;
    };
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  private static String unquoted(String argument) {
    boolean quoted = argument.length() >= 2 && argument.startsWith("'") && argument.endsWith("'");
    return quoted ? argument.substring(1, argument.length() - 1).replace("''", "'") : argument;
  }

  private void asOf(String argument) throws SQLException {
    if (!argument.isEmpty()) {
      Moments.set(session, argument);
    }
    String moment = session.asOf();
    say(moment == null ? "The session sees now" : "The session sees the database as of " + moment);
  }

  private void log(String argument) throws SQLException {
    int rows = argument.matches("\\d{1,9}") ? Integer.parseInt(argument) : LOG_ROWS;
    statements.run("SELECT * FROM yore.transactions ORDER BY t DESC LIMIT " + rows);
  }

  private void format(String argument) {
    for (OutputFormat format : OutputFormat.values()) {
      if (format.toString().equals(argument)) {
        session.setFormat(format);
        return;
      }
    }
    say("Formats are table, csv, json and markdown; this is " + session.format());
  }

  private void connectionInfo() throws SQLException {
    var metaData = session.connection().getMetaData();
    say(session.url());
    say(metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion());
  }
}
