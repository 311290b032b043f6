package dev.yore.engine.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.NetEffect;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxReport;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubmissionCodecTest {
  private final Db db =
      Db.empty()
          .with(
              "[{:db/ident :a/name :db/valueType :db.type/string"
                  + " :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}"
                  + " {:db/ident :a/friend :db/valueType :db.type/ref"
                  + " :db/cardinality :db.cardinality/many}"
                  + " {:db/ident :a/price :db/valueType :db.type/double"
                  + " :db/cardinality :db.cardinality/one}]")
          .dbAfter()
          .with("[{:a/name \"x\" :a/price 1.5}]")
          .dbAfter();

  private static Submission sent(Submission submission) {
    return SubmissionCodec.decode(SubmissionCodec.encode(submission));
  }

  private Submission.Effect effect(String... transactions) {
    List<TxReport> steps = new java.util.ArrayList<>();
    Db at = db;
    for (String transaction : transactions) {
      steps.add(at.with(transaction));
      at = steps.getLast().dbAfter();
    }
    return new Submission.Effect(
        db.basisT(),
        Set.of(Bootstrap.DOC),
        NetEffect.of(steps),
        Map.of(Bootstrap.TX_APPLICATION, "shop"));
  }

  private static String datoms(AppliedTx applied) {
    return applied.report().txData().toString();
  }

  private void assertSameOutcome(Submission submission, Db now) {
    long micros = Transactions.now();
    assertThat(datoms(sent(submission).decide(now, micros)))
        .isEqualTo(datoms(submission.decide(now, micros)));
  }

  @Test
  void transactionDataArrivesAsItWasWritten() {
    assertSameOutcome(
        new Submission.Data(
            RawTx.parse(
                "[{:db/id \"y\" :a/name \"y \\\"q\\\" ü\" :a/friend [[:a/name \"x\"]]"
                    + " :a/price 2.25} [:db/add \"yore.tx\" :db/doc \"why\"]]")),
        db);
  }

  @Test
  void anEffectArrivesAsItIs() {
    Submission.Effect effect =
        effect(
            "[{:db/id \"y\" :a/name \"y\" :a/friend [[:a/name \"x\"]] :a/price 2.25}]",
            "[[:db/retract [:a/name \"x\"] :a/price 1.5]]");
    assertSameOutcome(effect, db);
    Db later = db.with("[{:a/name \"z\"}]").dbAfter();
    assertSameOutcome(effect, later);
  }

  @Test
  void anEffectOfManyRowsArrivesAsItIs() {
    StringBuilder many = new StringBuilder("[");
    for (int i = 0; i < 500; i++) {
      many.append("{:a/name \"n").append(i).append("\" :a/price ").append(i / 7.0).append("}");
    }
    assertSameOutcome(effect(many.append("]").toString()), db);
  }

  @Test
  void aDefinitionOfAttributesArrivesAsItIs() {
    assertSameOutcome(
        effect(
            "[{:db/ident :b/c :db/valueType :db.type/long :db/cardinality :db.cardinality/one}]",
            "[{:b/c 5}]"),
        db);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = SubmissionCodec.encode(effect("[{:a/name \"y\" :a/price 2.25}]"));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SubmissionCodec.decode(part))
          .as("the first " + length)
          .isInstanceOfSatisfying(
              YoreException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION));
    }
  }

  @Test
  void mutatedBytesAreReadOrRefusedButNeverAnythingElse() {
    Random random = new Random(3);
    List<byte[]> originals =
        List.of(
            SubmissionCodec.encode(effect("[{:a/name \"y\" :a/friend [[:a/name \"x\"]]}]")),
            SubmissionCodec.encode(
                new Submission.Data(RawTx.parse("[{:a/name \"y\" :a/price 2.25}]"))));
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = originals.get(i % 2).clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Throwable thrown = catchThrowable(() -> SubmissionCodec.decode(bytes));
      assertThat(thrown == null || thrown instanceof YoreException)
          .as("mutation %d gave %s", i, thrown)
          .isTrue();
    }
  }
}
