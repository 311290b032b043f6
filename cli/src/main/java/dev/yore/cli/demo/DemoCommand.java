package dev.yore.cli.demo;

import dev.yore.cli.connect.Databases;
import dev.yore.cli.connect.ExitCodes;
import dev.yore.cli.error.ErrorReport;
import dev.yore.cli.terminal.StandardStream;
import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code demo} command. */
@Command(
    name = "demo",
    description = {
      "The story of Yore in under a minute, on a database in a temporary file.",
      "Every statement that is shown is executed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the story is told", "1:a statement failed", "2:the command line is wrong"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  yore demo",
      "  yore demo --keep ./story       then:  yore sql ./story/demo",
      "  yore demo --url jdbc:yore:file:./shop"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 1500;

  @Spec CommandSpec spec;

  @Option(
      names = "--url",
      description = "Tell it on this database, which has to be a file and keeps the story's data.")
  @Nullable String url;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "Put the database into this folder and leave it there.")
  @Nullable Path keep;

  @Override
  public Integer call() throws IOException {
    if (url != null) {
      if (Databases.url(url).startsWith("jdbc:yore:mem:")) {
        throw new ParameterException(
            spec.commandLine(),
            "--url has to be a file: the story closes the database and opens it");
      }
      return tell(Databases.url(url));
    }
    if (keep != null) {
      Files.createDirectories(keep);
      return tell(Databases.url(keep.resolve("demo").toString()));
    }
    Path folder = Files.createTempDirectory("yore-demo");
    try {
      return tell(Databases.url(folder.resolve("demo").toString()));
    } finally {
      delete(folder);
    }
  }

  private int tell(String database) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = StandardStream.OUTPUT.isTerminal();
    boolean lines = System.out.charset().name().startsWith("UTF");
    long started = System.nanoTime();
    try {
      out.println("Yore tells its story on " + database);
      new Story(new Stage(out, terminal, lines, terminal ? PAUSE_MILLIS : 0), database).tell();
    } catch (SQLException e) {
      out.flush();
      ErrorReport.bare(e).forEach(err::println);
      return ExitCodes.FAILED;
    } catch (YoreException e) {
      out.flush();
      err.println("ERROR " + e.code().sqlState() + ": " + e.getMessage());
      return ExitCodes.FAILED;
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    out.printf(Locale.ROOT, "The end, after %.1f s. Your turn:  ./yore sql ./my.db%n", seconds);
    out.flush();
    return ExitCodes.OK;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
