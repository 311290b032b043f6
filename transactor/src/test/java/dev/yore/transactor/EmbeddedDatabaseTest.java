package dev.yore.transactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxOp;
import dev.yore.storage.error.YoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  private static void commit(EmbeddedDatabase database) {
    database
        .transact(db ->
            Transactions.decide(
                db,
                ResolvedTx.of(new TxOp.Add(1L << 43, Bootstrap.DOC, "t" + db.basisT())),
                Transactions.now()))
        .join();
  }

  @Test
  void allWhoOpenOneNameShareItAndItEndsWithTheLast() {
    try (EmbeddedDatabase first = EmbeddedDatabase.open("jdbc:yore:mem:shared", false)) {
      commit(first);
      try (EmbeddedDatabase second = EmbeddedDatabase.open("mem:shared", false)) {
        assertThat(second.db().basisT()).isEqualTo(1);
      }
      assertThat(first.db().basisT()).isEqualTo(1);
    }
    try (EmbeddedDatabase anew = EmbeddedDatabase.open("mem:shared", false)) {
      assertThat(anew.db().basisT()).isZero();
    }
  }

  @Test
  void aKeptDatabaseInMemoryOutlivesItsUsers() {
    try (EmbeddedDatabase first = EmbeddedDatabase.open("mem:kept", true)) {
      commit(first);
    }
    try (EmbeddedDatabase again = EmbeddedDatabase.open("mem:kept", false)) {
      assertThat(again.db().basisT()).isEqualTo(1);
    }
  }

  @Test
  void aFileIsThereAgain(@TempDir Path directory) {
    String url = "jdbc:yore:file:" + directory.resolve("a.yore");
    try (EmbeddedDatabase database = EmbeddedDatabase.open(url, false)) {
      commit(database);
      database.index();
      commit(database);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.open(url, false)) {
      assertThat(database.db().basisT()).isEqualTo(2);
      assertThat(database.db().reader().valueOf(1L << 43, Bootstrap.DOC)).isEqualTo("t1");
    }
  }

  @Test
  void refusesAPlaceItDoesNotKnow() {
    assertThatThrownBy(() -> EmbeddedDatabase.open("jdbc:yore:cloud:x", false))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining("mem:NAME or file:PATH");
  }
}
