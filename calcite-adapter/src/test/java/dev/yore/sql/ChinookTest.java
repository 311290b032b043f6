package dev.yore.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yore.sql.parser.Ddl;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.sql.parser.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChinookTest {

  @Test
  void everyStatementOfTheScriptParses() throws IOException {
    Path file = find();
    assumeThat(file).as("a folder shared/data beside the project").isNotNull();
    List<ParsedStatement> statements = SqlFront.parse(Files.readString(file));
    assertThat(count(statements, Ddl.CreateTable.class)).isEqualTo(11);
    assertThat(count(statements, Ddl.CreateIndex.class)).isEqualTo(11);
    assertThat(count(statements, Ddl.AlterTable.class)).isEqualTo(11);
    assertThat(count(statements, Statement.Insert.class)).isEqualTo(24);
    assertThat(statements).hasSize(59);
  }

  private static long count(List<ParsedStatement> statements, Class<? extends Statement> type) {
    return statements.stream().filter(s -> type.isInstance(s.statement())).count();
  }

  private static @Nullable Path find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data/chinook.sql");
      if (Files.exists(file)) {
        return file;
      }
    }
    return null;
  }
}
