package dev.yore.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  private static final UUID TOKEN = new UUID(1, 2);

  @Provide
  Arbitrary<Message> messages() {
    return MessageArbitraries.messages();
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void readsWhatItWrote(@ForAll("messages") Message message) {
    byte[] frame = MessageCodec.encode(message);
    Message read = MessageExamples.decoded(message, frame);
    assertThat(read).usingRecursiveComparison().isEqualTo(message);
    assertThat(MessageCodec.encode(read)).isEqualTo(frame);
  }

  @Test
  void keepsTheOrderOfTempids() {
    Map<String, Long> tempids = new LinkedHashMap<>();
    for (long i = 0; i < 1000; i++) {
      tempids.put("t" + i * 7919 % 1000, i);
    }
    byte[] frame = MessageCodec.encode(new Message.Committed(TOKEN, 1, 0, tempids));
    Message.Committed read = (Message.Committed) MessageCodec.fromTransactor(frame);
    assertThat(new ArrayList<>(read.tempids().entrySet()))
        .isEqualTo(new ArrayList<>(tempids.entrySet()));
  }

  @Test
  void travelsTheNameOfAnErrorAndReadsOneThatIsNotKnownAsInternal() {
    byte[] frame = MessageCodec.encode(new Message.Goodbye(ErrorCode.CLOSED, "so long"));
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    byte[] newer = text.replace("CLOSED", "FROZEN").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(MessageCodec.fromTransactor(newer))
        .isEqualTo(new Message.Goodbye(ErrorCode.INTERNAL, "so long"));
  }

  @Test
  void refusesWhatTheOtherSideSays() {
    for (Message message : MessageExamples.ALL.values()) {
      byte[] frame = MessageCodec.encode(message);
      switch (message) {
        case Message.FromPeer peer -> violation(() -> MessageCodec.fromTransactor(frame));
        case Message.FromTransactor transactor -> violation(() -> MessageCodec.fromPeer(frame));
      }
    }
  }

  @Test
  void tellsOfAnotherVersion() {
    byte[] frame = MessageCodec.encode(new Message.Ping(1));
    frame[MessageCodec.LENGTH_BYTES] = 2;
    assertThatThrownBy(() -> MessageCodec.fromPeer(frame))
        .hasMessage(
            "The other side speaks another version of the protocol; use one version"
                + " (found: 2, expected: 1)");
  }

  @Test
  void refusesBytesLeftOverAndALengthThatIsNotTheFrames() {
    byte[] frame = MessageCodec.encode(new Message.AskOutcome(TOKEN));
    byte[] longer = Arrays.copyOf(frame, frame.length + 1);
    violation(() -> MessageCodec.fromPeer(longer));
    ByteBuffer.wrap(longer).putInt(0, longer.length - MessageCodec.LENGTH_BYTES);
    violation(() -> MessageCodec.fromPeer(longer));
  }

  @Test
  void refusesTwoTempidsOfOneName() {
    Map<String, Long> tempids = new LinkedHashMap<>();
    tempids.put("a", 1L);
    tempids.put("b", 2L);
    byte[] frame = MessageCodec.encode(new Message.Committed(TOKEN, 1, 0, tempids));
    assertThat(frame[frame.length - 2]).isEqualTo((byte) 'b');
    frame[frame.length - 2] = 'a';
    violation(() -> MessageCodec.fromTransactor(frame));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] frame = MessageCodec.encode(new Message.Goodbye(ErrorCode.CLOSED, "é"));
    frame[frame.length - 1] = 'a';
    violation(() -> MessageCodec.fromTransactor(frame));
  }

  @Test
  void everyErrorCodeTravels() {
    Collection<ErrorCode> read = new ArrayList<>();
    for (ErrorCode code : ErrorCode.values()) {
      byte[] frame = MessageCodec.encode(new Message.Goodbye(code, ""));
      read.add(((Message.Goodbye) MessageCodec.fromTransactor(frame)).code());
    }
    assertThat(read).containsExactly(ErrorCode.values());
  }

  @Test
  void carriesAnErrorWithItsFacts() {
    YoreException error =
        YoreException.of(ErrorCode.CAS_FAILED, "Another value than expected")
            .with("expected", 5)
            .with("found", "six");
    YoreException told = Message.Refused.of(TOKEN, error).toException();
    assertThat(told).hasMessage(error.getMessage());
    assertThat(told.code()).isEqualTo(ErrorCode.CAS_FAILED);
    assertThat(Message.Goodbye.of(error).toException())
        .hasMessage("Another value than expected (expected: 5, found: six)");
  }

  private static void violation(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION));
  }
}
