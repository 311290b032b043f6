package dev.yore.cli.load;

import dev.yore.cli.connect.Databases;
import dev.yore.cli.connect.ExitCodes;
import dev.yore.cli.error.ErrorReport;
import dev.yore.cli.terminal.Progress;
import dev.yore.cli.terminal.StandardStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code import} command. */
@Command(
    name = "import",
    description = {
      "Imports a CSV file into a table, in one transaction.",
      "Every line is checked before anything is written: all of the file is imported, or nothing,"
          + " or, with --skip-bad, all but the bad lines."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:imported",
      "1:nothing was imported",
      "2:the command line is wrong",
      "3:the database cannot be opened",
      "4:the file cannot be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  yore import prices.csv --url ./shop --table price --create --key sku",
      "  yore import more.csv --url ./shop --table price --skip-bad 10",
      "  zcat big.csv.gz | yore import - --url ./shop --table price"
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int BATCH_ROWS_MAX = 1_000_000;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file; - is standard input.")
  Path file;

  @Option(
      names = "--url",
      required = true,
      description = "jdbc:yore:file:PATH, or the path of a database file.")
  String url = "";

  @Option(names = "--table", required = true, description = "The table to write.")
  String table = "";

  @Option(names = "--create", description = "Make the table, with types found in the file.")
  boolean create;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      split = ",",
      description = "With --create: the columns of the primary key.")
  List<String> key = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "What separates values; tab for tabs. Found in the first line if not given.")
  @Nullable String delimiter;

  @Option(
      names = "--header",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether the first line names the columns; it does if not given.")
  boolean header = true;

  @Option(
      names = "--null",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What stands for NULL if it is not quoted; nothing at all if not given.")
  String nullText = "";

  @Option(names = "--encoding", paramLabel = "NAME", description = "UTF-8 if not given.")
  Charset encoding = StandardCharsets.UTF_8;

  @Option(
      names = "--skip-bad",
      paramLabel = "N|all",
      description = "Leave out bad lines if they are at most N.")
  @Nullable String skipBad;

  @Option(
      names = "--batch",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description = "Rows that go to the database at a time; ${DEFAULT-VALUE} if not given.")
  int batch = 1000;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    ImportOptions options = new ImportOptions(table, create, key, badLinesMax(), checkedBatch());
    if (!key.isEmpty() && !create) {
      throw new ParameterException(spec.commandLine(), "--key is for a table made by --create");
    }
    boolean standardInput = file.toString().equals("-");
    try {
      Path path = standardInput ? spooled() : file;
      try {
        return run(csvFile(path, standardInput), options, err);
      } finally {
        if (standardInput) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      err.println("yore: cannot read " + file + ": " + reason(e));
      return ExitCodes.NO_FILE;
    } finally {
      err.flush();
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }

  /** Standard input can be read once; the import reads twice. */
  private static Path spooled() throws IOException {
    Path path = Files.createTempFile("yore-import", ".csv");
    Files.copy(System.in, path, StandardCopyOption.REPLACE_EXISTING);
    return path;
  }

  private CsvFile csvFile(Path path, boolean standardInput) throws IOException {
    char separator = delimiter == null ? CsvFile.guessDelimiter(path, encoding) : given(delimiter);
    String name = standardInput ? "<stdin>" : path.toString();
    return new CsvFile(name, path, encoding, separator, header, nullText);
  }

  private char given(String text) {
    if (text.equals("\\t") || text.equalsIgnoreCase("tab")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw new ParameterException(
          spec.commandLine(), "--delimiter is one character, or tab; found '" + text + "'");
    }
    return text.charAt(0);
  }

  private long badLinesMax() {
    if (skipBad == null) {
      return 0;
    }
    if (skipBad.equals("all")) {
      return Long.MAX_VALUE;
    }
    if (!skipBad.matches("\\d{1,18}")) {
      throw new ParameterException(
          spec.commandLine(), "--skip-bad takes a number or all; found '" + skipBad + "'");
    }
    return Long.parseLong(skipBad);
  }

  private int checkedBatch() {
    if (batch < 1 || batch > BATCH_ROWS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--batch is from 1 to " + BATCH_ROWS_MAX + "; found " + batch);
    }
    return batch;
  }

  private int run(CsvFile csv, ImportOptions options, PrintWriter err) throws IOException {
    String fullUrl = Databases.url(url);
    Connection opened;
    try {
      opened = Databases.open(fullUrl, null, "yore import");
    } catch (SQLException e) {
      err.println("yore: cannot open " + fullUrl);
      ErrorReport.bare(e).forEach(err::println);
      return ExitCodes.NO_DATABASE;
    }
    try (Connection connection = opened) {
      BadLines bad = new BadLines(csv.name(), err);
      Progress progress = new Progress(err, StandardStream.ERROR.isTerminal());
      long rows = new CsvImport(csv, options, connection, bad, progress).run();
      double seconds = Math.max(progress.seconds(), 1e-3);
      String left = bad.count() == 0 ? "" : ", left out " + bad.count() + " bad lines";
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "Imported %,d rows into %s%s in %.1f s (%,.0f rows/s)%n",
              rows,
              table,
              left,
              seconds,
              rows / seconds);
      return ExitCodes.OK;
    } catch (UnreadableCsvException e) {
      err.println(csv.name() + ":" + e.line() + ": " + e.getMessage() + "; nothing was imported");
      return ExitCodes.FAILED;
    } catch (ImportException e) {
      err.println("yore: " + e.getMessage());
      return ExitCodes.FAILED;
    } catch (SQLException e) {
      ErrorReport.bare(e).forEach(err::println);
      return ExitCodes.FAILED;
    }
  }
}
