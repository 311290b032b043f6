package dev.yore.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every limit: reached and travelled, passed and refused. */
class ProtocolLimitsTest {
  private static final UUID TOKEN = new UUID(1, 2);

  @Test
  void textsAndBlocks() {
    limit(
        ProtocolLimits.DATABASE_BYTES_MAX,
        n -> new Message.Hello(1, "x".repeat(n), new byte[1], "", 0));
    limit(ProtocolLimits.SECRET_BYTES_MAX, n -> new Message.Hello(1, "", new byte[n], "", 0));
    limit(
        ProtocolLimits.APPLICATION_BYTES_MAX,
        n -> new Message.Hello(1, "", new byte[1], "x".repeat(n), 0));
    limit(ProtocolLimits.TEXT_BYTES_MAX, n -> new Message.Goodbye(ErrorCode.CLOSED, "x".repeat(n)));
    limit(ProtocolLimits.TEXT_BYTES_MAX, n -> refused("x".repeat(n), Map.of()));
    limit(ProtocolLimits.FACTS_MAX, n -> refused("", facts(n)));
    limit(ProtocolLimits.FACT_NAME_BYTES_MAX, n -> refused("", Map.of("x".repeat(n), "")));
    limit(ProtocolLimits.FACT_BYTES_MAX, n -> refused("", Map.of("", "x".repeat(n))));
    limit(
        ProtocolLimits.TEMPID_BYTES_MAX,
        n -> new Message.Committed(TOKEN, 1, 0, Map.of("x".repeat(n), 1L)));
    limit(ProtocolLimits.VERSION_MAX, n -> new Message.Welcome(n, 0, 0));
    limit(ProtocolLimits.BLOCK_BYTES_MAX, n -> new Message.Submit(TOKEN, new byte[n]));
    limit(ProtocolLimits.BLOCK_BYTES_MAX, n -> new Message.Novelty(Long.MAX_VALUE, new byte[n]));
  }

  @Test
  void countsBytesAndNotCharacters() {
    refuses(() -> new Message.Hello(1, "€".repeat(86), new byte[1], "", 0));
    refuses(() -> new Message.Goodbye(ErrorCode.CLOSED, "\ud834"));
  }

  @Test
  void numbersAreNotNegative() {
    refuses(() -> new Message.Hello(0, "", new byte[1], "", 0));
    refuses(() -> new Message.Hello(1, "", new byte[1], "", -1));
    refuses(() -> new Message.Hello(1, "", new byte[0], "", 0));
    refuses(() -> new Message.Submit(TOKEN, new byte[0]));
    refuses(() -> new Message.Ping(-1));
    refuses(() -> new Message.Pong(-1));
    refuses(() -> new Message.Welcome(0, 0, 0));
    refuses(() -> new Message.Welcome(1, -1, 0));
    refuses(() -> new Message.Welcome(1, 0, -1));
    refuses(() -> new Message.Committed(TOKEN, 0, 0, Map.of()));
    refuses(() -> new Message.Committed(TOKEN, 1, 0, Map.of("x", -1L)));
    refuses(() -> new Message.Novelty(-1, new byte[1]));
    refuses(() -> new Message.Novelty(1, new byte[0]));
    refuses(() -> new Message.RootMoved(-1));
  }

  @Test
  void theLargestHelloIsAGreeting() {
    byte[] secret = new byte[ProtocolLimits.SECRET_BYTES_MAX];
    String database = "x".repeat(ProtocolLimits.DATABASE_BYTES_MAX);
    String application = "x".repeat(ProtocolLimits.APPLICATION_BYTES_MAX);
    Message hello =
        new Message.Hello(
            ProtocolLimits.VERSION_MAX, database, secret, application, Long.MAX_VALUE);
    assertThat(MessageCodec.encode(hello).length)
        .isLessThan(ProtocolLimits.GREETING_BYTES_MAX + MessageCodec.LENGTH_BYTES);
  }

  @Test
  void aFrameIsNoLargerThanAllowed() {
    Map<String, Long> tempids = new LinkedHashMap<>();
    String filling = "x".repeat(ProtocolLimits.TEMPID_BYTES_MAX - 4);
    for (int i = 1000; i < 2024; i++) {
      tempids.put(i + filling, 1L);
    }
    tempids.put("", Long.MAX_VALUE);
    Message.Committed large = new Message.Committed(TOKEN, 1, 0, tempids);
    refuses(() -> MessageCodec.encode(large));
  }

  @Test
  void cutsErrorsToTheLimits() {
    String text = "€".repeat(ProtocolLimits.TEXT_BYTES_MAX);
    YoreException error = YoreException.of(ErrorCode.INTERNAL, text);
    facts(ProtocolLimits.FACTS_MAX + 1).forEach((name, value) -> error.with(name + text, text));
    Message.Refused refused = Message.Refused.of(TOKEN, error);
    assertThat(refused.facts()).hasSize(ProtocolLimits.FACTS_MAX);
    assertThat(refused.text()).isEqualTo("€".repeat(ProtocolLimits.TEXT_BYTES_MAX / 3));
    assertThat(Message.Goodbye.of(error).text()).isEqualTo(refused.text());
  }

  private static Message.Refused refused(String text, Map<String, String> facts) {
    return new Message.Refused(TOKEN, ErrorCode.INTERNAL, text, facts);
  }

  private static Map<String, String> facts(int count) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      facts.put("f" + i, "");
    }
    return facts;
  }

  private static void limit(int most, IntFunction<Message> message) {
    Message largest = message.apply(most);
    assertThat(MessageExamples.decoded(largest, MessageCodec.encode(largest)))
        .hasSameClassAs(largest);
    refuses(() -> message.apply(most + 1));
  }

  private static void refuses(Executable making) {
    assertThatThrownBy(making::execute)
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }
}
