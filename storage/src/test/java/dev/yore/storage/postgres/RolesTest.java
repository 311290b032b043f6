package dev.yore.storage.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rights that docs/operations.md grants are enough, and less is not. */
class RolesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql id=(\\S+)\n(.*?)```", Pattern.DOTALL);
  private static final TestPostgres SERVER = TestPostgres.shared();
  private static final String OWN = "yore_docs_" + ProcessHandle.current().pid();

  @BeforeEach
  void makeTheDatabaseOfThePage() throws Exception {
    SERVER.execute(SERVER.database(), example("database"));
    SERVER.execute(OWN, example("writer"));
  }

  @AfterEach
  void dropAll() throws SQLException {
    SERVER.execute(
        SERVER.database(),
        "DROP DATABASE " + OWN + " WITH (FORCE)",
        "DROP ROLE IF EXISTS " + OWN + "_writer",
        "DROP ROLE IF EXISTS " + OWN + "_reader");
  }

  /** An example of the page, about a database and roles that nobody else has. */
  private static String example(String id) throws Exception {
    Matcher found = EXAMPLE.matcher(Files.readString(Path.of("../docs/operations.md")));
    while (found.find()) {
      if (found.group(1).equals(id)) {
        return found
            .group(2)
            .replace("DATABASE yore", "DATABASE " + OWN)
            .replaceAll("yore_(writer|reader)", OWN + "_$1");
      }
    }
    throw new AssertionError("The page has no example " + id);
  }

  private static PostgresStore open(String role) {
    return open(OWN, "user", OWN + role, "password", "change me");
  }

  private static PostgresStore open(String database, String... properties) {
    Map<String, String> all = Map.of(properties[0], properties[1], properties[2], properties[3]);
    String address = "//%s:%d/%s".formatted(SERVER.host(), SERVER.port(), database);
    return PostgresStore.open(PostgresLocation.of(address, all), PostgresOptions.DEFAULT);
  }

  @Test
  void aWriterMakesTheTablesAndWritesBoth() throws Exception {
    try (PostgresStore store = open("_writer")) {
      writesEverything(store);
      writesEverything(store.secrets());
    }
    SERVER.execute(OWN, example("revoke"));
    try (PostgresStore store = open("_writer")) {
      writesEverything(store);
    }
  }

  @Test
  void aWriterUsesTablesThatSomebodyElseHasMade() throws Exception {
    SERVER.execute(OWN, example("revoke"), example("tables"));
    try (PostgresStore store = open("_writer")) {
      writesEverything(store);
      writesEverything(store.secrets());
    }
  }

  @Test
  void theTablesOfThePageAreThoseThatAreMade() throws Exception {
    String columns =
        """
        SELECT string_agg(concat_ws(' ', relname, attname, format_type(atttypid, atttypmod),
                 attnotnull, attstorage, collname, indisprimary), ', ' ORDER BY relname, attnum)
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        LEFT JOIN pg_collation l ON l.oid = attcollation
        LEFT JOIN pg_index i ON indrelid = attrelid AND indkey[0] = attnum
        WHERE relname IN ('yore_kvs', 'yore_secret') AND attnum > 0
        """;
    open("_writer").close();
    String made = SERVER.value(OWN, columns);
    assertThat(made)
        .contains("yore_kvs id text t x C t", "yore_kvs rev bigint t p", "yore_kvs val bytea t e");
    SERVER.execute(OWN, "DROP TABLE yore_kvs, yore_secret", example("tables"));
    assertThat(SERVER.value(OWN, columns)).isEqualTo(made);
  }

  @Test
  void aReaderReadsTheValuesAndNothingElse() throws Exception {
    try (PostgresStore writer = open("_writer")) {
      writer.putIfAbsent("a", bytes("1"));
    }
    SERVER.execute(OWN, example("reader"));
    try (PostgresStore store = open("_reader")) {
      assertThat(store.get("a")).isNotNull();
      assertThat(store.list("")).containsExactly("a");
      lacksARight(() -> store.putIfAbsent("b", bytes("2")));
      lacksARight(() -> store.putIfAbsent(Map.of("b", bytes("2"), "c", bytes("3"))));
      lacksARight(() -> store.compareAndSet("a", 1, bytes("2")));
      lacksARight(() -> store.compareAndSet("c", 0, bytes("2")));
      lacksARight(() -> store.delete(List.of("a")));
      lacksARight(store::secrets);
      assertThat(store.list("")).containsExactly("a");
    }
  }

  @Test
  void aRoleWithoutRightsIsToldWhatItNeeds() throws Exception {
    SERVER.execute(OWN, example("revoke"));
    assertThatThrownBy(() -> open("_writer"))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_PRIVILEGE);
              assertThat(e.text()).contains("GRANT USAGE, CREATE ON SCHEMA");
              assertThat(e.facts()).containsEntry("role", OWN + "_writer");
            });
    SERVER.execute(OWN, "CREATE TABLE yore_kvs (id text, rev bigint, val bytea)");
    assertThatThrownBy(() -> open("_writer"))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_PRIVILEGE);
              assertThat(e.text()).contains("GRANT SELECT ON yore_kvs");
            });
  }

  @Test
  void aMissingDatabaseAndRoleAreToldAtOnce() {
    refuses(
        ErrorCode.UNDEFINED_DATABASE,
        () -> open(OWN + "x", "user", OWN + "_writer", "password", "change me"));
    refuses(
        ErrorCode.NOT_AUTHORIZED,
        () -> open(OWN, "user", OWN + "_nobody", "password", "change me"));
  }

  @Test
  void aServerThatTakesNoWritesIsRead() throws Exception {
    SERVER.execute(OWN, "ALTER ROLE " + OWN + "_writer SET default_transaction_read_only = on");
    refuses(ErrorCode.READ_ONLY_TRANSACTION, () -> open("_writer"));
    SERVER.execute(OWN, example("tables"));
    try (PostgresStore store = open("_writer")) {
      assertThat(store.list("")).isEmpty();
      refuses(ErrorCode.READ_ONLY_TRANSACTION, () -> store.putIfAbsent("a", bytes("1")));
    }
  }

  @Test
  void manyProcessesMayMakeTheTablesAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      List<Callable<Boolean>> openers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String key = "k" + i;
        openers.add(() -> {
          try (PostgresStore store = open("_writer")) {
            return store.putIfAbsent(key, bytes("1"))
                && store.secrets().putIfAbsent(key, bytes("1"));
          }
        });
      }
      try (ExecutorService pool = Executors.newFixedThreadPool(openers.size())) {
        for (Future<Boolean> done : pool.invokeAll(openers)) {
          assertThat(done.get()).isTrue();
        }
      }
      SERVER.execute(OWN, "DROP TABLE yore_kvs, yore_secret");
    }
  }

  private static void writesEverything(KeyValueStore store) {
    assertThat(store.putIfAbsent(Map.of("a", bytes("1"), "b", bytes("2")))).isEmpty();
    assertThat(store.compareAndSet("a", 1, bytes("3"))).isTrue();
    store.delete(List.of("a", "b"));
    assertThat(store.list("")).isEmpty();
  }

  private static void lacksARight(ThrowingCallable call) {
    refuses(ErrorCode.INSUFFICIENT_PRIVILEGE, call);
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(YoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
