package dev.yore.transactor.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private final Commits commits = new Commits(Duration.ofHours(1), () -> 0);
  private final List<UUID> sent = new ArrayList<>();
  private final Wire wire =
      new Wire() {
        @Override
        public boolean send(Message.Request message) {
          sent.add(((Message.Submit) message).token());
          return true;
        }

        @Override
        public void close() {}
      };

  private static Message.Submit submit(long number) {
    return new Message.Submit(new UUID(0, number), new byte[] {1});
  }

  @Test
  void aCommitThatIsAskedForWhileAWireOpensGoesOverIt() {
    var unused =
        commits.ask(
            submit(1),
            () -> {
              // The wire opens, and asks for all that wait, just before it could be seen.
              commits.askAgain(new Line(wire, 1));
              return null;
            });
    assertThat(sent).containsExactly(new UUID(0, 1));
  }

  @Test
  void whatHasNoOutcomeIsAskedForAgainInItsOrder() {
    for (int i = 1; i <= 3; i++) {
      var unused = commits.ask(submit(i), () -> null);
    }
    assertThat(commits.take(new UUID(0, 2))).isNotNull();
    commits.askAgain(new Line(wire, 1));
    assertThat(sent).containsExactly(new UUID(0, 1), new UUID(0, 3));
  }

  @Test
  void aLeaderThatWasReplacedRefusesNothingThatALaterOneWasAskedFor() {
    var unused = commits.ask(submit(1), () -> new Line(wire, 2));
    commits.askAgain(new Line(wire, 1));
    assertThat(commits.refused(new UUID(0, 1), 1)).isNull();
    assertThat(commits.refused(new UUID(0, 1), 2)).isNotNull();
  }
}
