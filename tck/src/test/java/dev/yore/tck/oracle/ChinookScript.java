package dev.yore.tck.oracle;

import dev.yore.cli.script.Piece;
import dev.yore.cli.script.ScriptReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The script that makes the Chinook database, as PostgreSQL's users know it. */
final class ChinookScript {
  private static final Path PLACE = Path.of("shared", "data", "chinook.sql");

  private ChinookScript() {}

  /** The script in a folder beside the project, if there is one. */
  static Optional<Path> find() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(PLACE))) {
        return Optional.of(folder.resolve(PLACE));
      }
    }
    return Optional.empty();
  }

  /** The statements, without psql's commands. */
  static List<String> statements(Path script) throws IOException {
    return ScriptReader.pieces(Files.readString(script)).stream()
        .filter(piece -> piece.kind() == Piece.Kind.SQL)
        .map(Piece::text)
        .toList();
  }

  /** Whether a statement is about whole databases, which is nothing inside of one. */
  static boolean isAboutDatabases(String statement) {
    String text = statement.toUpperCase(Locale.ROOT);
    return text.startsWith("CREATE DATABASE") || text.startsWith("DROP DATABASE");
  }

  static void loadIntoPostgres(Path script, Connection connection)
      throws IOException, SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements(script)) {
        if (!isAboutDatabases(sql)) {
          statement.execute(sql);
        }
      }
      // Without statistics some sub-queries are run row by row, for minutes.
      statement.execute("ANALYZE");
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
