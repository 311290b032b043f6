package dev.yore.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.peer.Peer;
import dev.yore.engine.submit.Receipt;
import dev.yore.engine.submit.Submission;
import dev.yore.storage.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two peers of one database whose writer is elsewhere: each knows of the other when it asks. */
class RemoteWriteTest {
  private final MemoryPeer writer = new MemoryPeer();
  private final DistantPeer one = new DistantPeer(writer);
  private final DistantPeer two = new DistantPeer(writer);
  private final SqlSession first = session(one);
  private final SqlSession second = session(two);

  private static SqlSession session(Peer peer) {
    return new SqlDatabase(peer).session(SqlSessionTest.SETTINGS);
  }

  @BeforeEach
  void aCounter() throws InterruptedException {
    run(first, "CREATE TABLE counter (id INT PRIMARY KEY, n INT NOT NULL)");
    run(first, "INSERT INTO counter VALUES (1, 0)");
    two.await(one.db().basisT(), Duration.ZERO);
  }

  private static void run(SqlSession session, String sql) {
    session.prepare(sql).execute(new Object[0], LocalSession.NO_OPTIONS);
  }

  private static List<Object> values(SqlSession session, String sql) {
    return SqlSessionTest.rows(session, sql).stream().map(List::getFirst).toList();
  }

  @Test
  void aConnectionSeesItsOwnWritesAtOnce() {
    run(first, "UPDATE counter SET n = 5 WHERE id = 1");
    assertThat(values(first, "SELECT n FROM counter")).containsExactly(5L);
    assertThat(values(second, "SELECT n FROM counter")).containsExactly(0L);
  }

  @Test
  void aStatementThatLostRunsAgainOnTheNewerDatabase() {
    run(first, "UPDATE counter SET n = n + 1 WHERE id = 1");
    run(second, "UPDATE counter SET n = n + 1 WHERE id = 1");
    assertThat(values(second, "SELECT n FROM counter")).containsExactly(2L);
    assertThat(two.refused).isEqualTo(1);
  }

  @Test
  void whatNoOtherTransactionTouchedGoesThroughAtOnce() {
    run(first, "CREATE TABLE other (id INT PRIMARY KEY)");
    run(second, "UPDATE counter SET n = n + 1 WHERE id = 1");
    assertThat(two.refused).isZero();
  }

  @Test
  void rowsInsertedOnBothSidesGetEntitiesOfTheirOwn() {
    run(first, "INSERT INTO counter VALUES (2, 20)");
    run(second, "INSERT INTO counter VALUES (3, 30)");
    assertThat(two.refused).as("new rows are in nobody's way").isZero();
    assertThat(values(second, "SELECT n FROM counter ORDER BY id")).containsExactly(0L, 20L, 30L);
    assertThat(values(second, "SELECT count(DISTINCT _id) FROM counter")).containsExactly(3L);
  }

  @Test
  void aRowThatWasChangedMeanwhileIsDeletedWhole() {
    run(first, "UPDATE counter SET n = 7 WHERE id = 1");
    run(second, "DELETE FROM counter WHERE id = 1");
    assertThat(two.refused).isEqualTo(1);
    assertThat(values(second, "SELECT count(*) FROM counter")).containsExactly(0L);
    assertThat(values(second, "SELECT count(n) FROM counter")).containsExactly(0L);
  }

  @Test
  void aRowThatWasDeletedMeanwhileIsNotUpdatedIntoBeing() {
    run(first, "DELETE FROM counter WHERE id = 1");
    run(second, "UPDATE counter SET n = 8 WHERE id = 1");
    assertThat(two.refused).isEqualTo(1);
    assertThat(values(second, "SELECT count(*) FROM counter")).containsExactly(0L);
  }

  @Test
  void aKeyThatTheOtherSideTookIsRefused() {
    run(first, "INSERT INTO counter VALUES (2, 20)");
    SqlSessionTest.assertCode(
        ErrorCode.UNIQUE_CONFLICT, () -> run(second, "INSERT INTO counter VALUES (2, 21)"));
  }

  @Test
  void aTransactionOfSeveralStatementsThatLostIsTheCallersToRepeat() {
    second.setAutoCommit(false);
    run(second, "UPDATE counter SET n = n + 10 WHERE id = 1");
    run(first, "UPDATE counter SET n = n + 1 WHERE id = 1");
    SqlSessionTest.assertCode(ErrorCode.SERIALIZATION_FAILURE, second::commit);
    run(second, "SELECT 1");
    assertThat(values(first, "SELECT n FROM counter")).containsExactly(1L);
  }

  @Test
  void aTransactionOfSeveralStatementsCommitsItsNetEffect() {
    second.setAutoCommit(false);
    run(second, "INSERT INTO counter VALUES (2, 1)");
    run(second, "UPDATE counter SET n = n + 1 WHERE id = 2");
    run(second, "DELETE FROM counter WHERE id = 1");
    assertThat(second.commit()).hasValue(one.db().basisT() + 1);
    assertThat(values(second, "SELECT n FROM counter")).containsExactly(2L);
  }

  @Test
  void aTransactionWithoutEffectTakesNoT() {
    second.setAutoCommit(false);
    run(second, "INSERT INTO counter VALUES (2, 1)");
    run(second, "DELETE FROM counter WHERE id = 2");
    assertThat(second.commit()).isEmpty();
    assertThat(writer.db().basisT()).isEqualTo(one.db().basisT());
  }

  @Test
  void tablesAreMadeAndUsedFromBothSides() {
    run(first, "CREATE TABLE a (id INT PRIMARY KEY)");
    run(second, "CREATE TABLE b (id INT PRIMARY KEY)");
    run(second, "INSERT INTO a VALUES (1)");
    run(second, "INSERT INTO b VALUES (2)");
    assertThat(values(second, "SELECT id FROM a UNION ALL SELECT id FROM b"))
        .containsExactly(1L, 2L);
  }

  @Test
  void transactionDataIsResolvedByTheWriter() {
    run(
        first,
        "[{:db/ident :p/email :db/valueType :db.type/string :db/cardinality :db.cardinality/one"
            + " :db/unique :db.unique/identity}"
            + " {:db/ident :p/age :db/valueType :db.type/long :db/cardinality"
            + " :db.cardinality/one}]");
    run(second, "SELECT 1");
    two.seen = writer.db();
    run(first, "[{:p/email \"a@x\" :p/age 1}]");
    run(second, "[{:p/email \"a@x\" :p/age 2}]");
    assertThat(values(second, "[:find ?a :where [?e :p/email \"a@x\"] [?e :p/age ?a]]"))
        .containsExactly(2L);
  }

  /** A peer that learns of other peers' commits only when it waits for them or commits itself. */
  private static final class DistantPeer implements Peer {
    private final MemoryPeer writer;
    private Db seen;
    private int refused;

    DistantPeer(MemoryPeer writer) {
      this.writer = writer;
      this.seen = writer.db();
    }

    @Override
    public String name() {
      return "distant";
    }

    @Override
    public Db db() {
      return seen;
    }

    @Override
    public Db await(long t, Duration atMost) {
      seen = writer.await(t, atMost);
      return seen;
    }

    @Override
    public boolean decidesHere() {
      return false;
    }

    @Override
    public <R extends Commit> CompletableFuture<R> transact(Function<Db, R> decision) {
      throw new IllegalStateException("the writer is elsewhere");
    }

    @Override
    public CompletableFuture<Receipt> submit(UUID token, Submission submission) {
      return writer
          .submit(token, submission)
          .whenComplete((receipt, refusal) -> {
            if (receipt == null) {
              refused++;
            } else {
              seen = writer.db();
            }
          });
    }

    @Override
    public void index() {}

    @Override
    public void close() {}
  }
}
