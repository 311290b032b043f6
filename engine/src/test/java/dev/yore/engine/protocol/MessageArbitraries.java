package dev.yore.engine.protocol;

import dev.yore.storage.error.ErrorCode;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any message within the limits. */
final class MessageArbitraries {
  private MessageArbitraries() {}

  static Arbitrary<Message> messages() {
    return Arbitraries.oneOf(peers(), transactors());
  }

  private static Arbitrary<Message> peers() {
    return Arbitraries.oneOf(
        Combinators.combine(versions(), texts(50), blocks(64), texts(50), numbers())
            .as(Message.Hello::new),
        Combinators.combine(tokens(), blocks(300)).as(Message.Submit::new),
        tokens().map(Message.AskOutcome::new),
        numbers().map(Message.Ping::new));
  }

  private static Arbitrary<Message> transactors() {
    return Arbitraries.oneOf(
        Combinators.combine(versions(), numbers(), numbers()).as(Message.Welcome::new),
        Combinators.combine(
                tokens(),
                Arbitraries.longs().between(1, Long.MAX_VALUE),
                Arbitraries.longs(),
                Arbitraries.maps(texts(10), numbers()).ofMaxSize(40))
            .as(Message.Committed::new),
        Combinators.combine(tokens(), Arbitraries.of(ErrorCode.class), texts(200), facts())
            .as(Message.Refused::new),
        tokens().map(Message.OutcomeUnknown::new),
        Combinators.combine(numbers(), blocks(300)).as(Message.Novelty::new),
        numbers().map(Message.RootMoved::new),
        numbers().map(Message.Pong::new),
        Combinators.combine(Arbitraries.of(ErrorCode.class), texts(200)).as(Message.Goodbye::new));
  }

  private static Arbitrary<Map<String, String>> facts() {
    return Arbitraries.maps(texts(15), texts(100)).ofMaxSize(ProtocolLimits.FACTS_MAX);
  }

  private static Arbitrary<UUID> tokens() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
  }

  private static Arbitrary<Integer> versions() {
    return Arbitraries.integers().between(1, ProtocolLimits.VERSION_MAX);
  }

  private static Arbitrary<Long> numbers() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE);
  }

  private static Arbitrary<byte[]> blocks(int most) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(most);
  }

  /** Characters of one, two and three bytes, and pairs. */
  private static Arbitrary<String> texts(int most) {
    return Arbitraries.of("a", "Z", " ", "\0", "é", "€", "𝄞")
        .list()
        .ofMaxSize(most)
        .map(characters -> String.join("", characters));
  }
}
