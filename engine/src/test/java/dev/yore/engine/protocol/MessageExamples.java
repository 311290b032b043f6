package dev.yore.engine.protocol;

import dev.yore.storage.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One message of each kind, by the name of its example in docs/protocol.md. */
final class MessageExamples {
  private static final UUID TOKEN = new UUID(0x0123456789abcdefL, 0x8123456789abcdefL);

  static final Map<String, Message> ALL = all();

  private MessageExamples() {}

  private static Map<String, Message> all() {
    Map<String, Message> all = new LinkedHashMap<>();
    all.put("hello", new Message.Hello(1, "shop", bytes("s3cret"), "till", 300));
    all.put("submit", new Message.Submit(TOKEN, bytes("buy")));
    all.put("ask-outcome", new Message.AskOutcome(TOKEN));
    all.put("ping", new Message.Ping(7));
    all.put("welcome", new Message.Welcome(1, 2, 301));
    all.put("committed", new Message.Committed(TOKEN, 12, -1, Map.of("x", 70_368_744_177_665L)));
    all.put(
        "refused",
        new Message.Refused(
            TOKEN,
            ErrorCode.UNIQUE_CONFLICT,
            "The value belongs to another entity",
            Map.of("value", "pen")));
    all.put("outcome-unknown", new Message.OutcomeUnknown(TOKEN));
    all.put("novelty", new Message.Novelty(301, bytes("YORE")));
    all.put("root-moved", new Message.RootMoved(5));
    all.put("pong", new Message.Pong(7));
    all.put("goodbye", new Message.Goodbye(ErrorCode.CLOSED, "The transactor stops"));
    return all;
  }

  static Message decoded(Message kind, byte[] frame) {
    return switch (kind) {
      case Message.FromPeer peer -> MessageCodec.fromPeer(frame);
      case Message.FromTransactor transactor -> MessageCodec.fromTransactor(frame);
    };
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
