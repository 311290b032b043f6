package dev.yore.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The {@code yore} command: it only names its subcommands, each of which is a class of its own. */
@Command(
    name = "yore",
    description = "An immutable, time-travelling SQL database inside the application",
    subcommands = HelpCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
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
