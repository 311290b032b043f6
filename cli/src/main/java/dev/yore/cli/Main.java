package dev.yore.cli;

import dev.yore.cli.demo.DemoCommand;
import dev.yore.cli.load.ImportCommand;
import dev.yore.cli.sql.SqlCommand;
import dev.yore.cli.transactor.TransactorCommand;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The {@code yore} command: it only names its subcommands, each of which is a class of its own. */
@Command(
    name = "yore",
    description = "An immutable, time-travelling SQL database inside the application",
    subcommands = {
      SqlCommand.class,
      ImportCommand.class,
      TransactorCommand.class,
      DemoCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // System.out writes each line by itself; results of a million rows want a buffer.
    PrintWriter out =
        new PrintWriter(
            new BufferedWriter(
                new OutputStreamWriter(
                    new FileOutputStream(FileDescriptor.out), System.out.charset())));
    int exitCode = commandLine().setOut(out).execute(args);
    out.flush();
    System.exit(exitCode);
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Reads the version out of the jar's manifest; classes outside a jar have none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "yore " + (version == null ? "(not packaged)" : version),
        "on Java " + System.getProperty("java.runtime.version")
      };
    }
  }
}
