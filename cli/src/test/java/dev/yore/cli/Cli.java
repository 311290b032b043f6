package dev.yore.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the command.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Cli(int exitCode, String out, String err) {

  /** Runs the command in this process. */
  public static Cli run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Cli(exitCode, lines(out), lines(err));
  }

  private static String lines(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
