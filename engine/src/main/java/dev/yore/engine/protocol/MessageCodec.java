package dev.yore.engine.protocol;

import dev.yore.engine.codec.ByteSink;
import dev.yore.engine.codec.ByteSource;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Messages as bytes.
 *
 * <pre>
 * frame     = length version kind body
 * length    = u32     bytes behind it
 * version   = u8      1
 * kind      = u8      the high bit is set in what the transactor says
 * body      = by kind:
 *   01 hello           newest:u8 database:text secret:block application:text nextEntry:varint
 *   02 submit          token submission:block
 *   03 ask outcome     token
 *   04 ping            number:varint
 *   81 welcome         version:u8 epoch:varint nextEntry:varint
 *   82 committed       token t:varint instant:zigzag count (tempid:text entity:varint)*
 *   83 refused         token code:text text count (name:text value:text)*
 *   84 outcome unknown token
 *   85 novelty         entry:varint stored:block
 *   86 root moved      rev:varint
 *   87 pong            number:varint
 *   88 goodbye         code:text text
 * token     = u64 u64
 * code      = text    the name of an {@link ErrorCode}; one that is not known is read as INTERNAL
 * count     = varint  how many follow, no two of one name
 * block     = varint bytes
 * text      = block   of UTF-8
 * </pre>
 *
 * Numbers of fixed width are big-endian; varint and zigzag are those of the log. Whatever does not
 * follow the grammar, has bytes left over or passes {@link ProtocolLimits} is a PROTOCOL_VIOLATION.
 */
public final class MessageCodec {
  /** The version of the protocol that this class speaks. */
  public static final int VERSION = 1;

  /** Bytes of the length in front of a frame. */
  public static final int LENGTH_BYTES = 4;

  /** Bytes of version and kind, the least that a length counts. */
  public static final int HEAD_BYTES = 2;

  /** What a message takes beside its block, at most, in most cases: saves a copy. */
  private static final int BESIDE_BLOCK = 64;

  private MessageCodec() {}

  /** The frame of a message; refuses with LIMIT_EXCEEDED what is larger than a frame may be. */
  public static byte[] encode(Message message) {
    ByteSink out = new ByteSink(capacity(message));
    out.u32(0);
    out.u8(VERSION);
    out.u8(MessageKind.of(message).code());
    body(message, out);
    byte[] frame = out.toByteArray();
    int length = frame.length - LENGTH_BYTES;
    ProtocolLimits.number("frame bytes", length, HEAD_BYTES, ProtocolLimits.FRAME_BYTES_MAX);
    ByteBuffer.wrap(frame).putInt(0, length);
    return frame;
  }

  private static int capacity(Message message) {
    return switch (message) {
      case Message.Submit submit -> BESIDE_BLOCK + submit.submission().length;
      case Message.Novelty novelty -> BESIDE_BLOCK + novelty.stored().length;
      case Message other -> BESIDE_BLOCK;
    };
  }

  private static void body(Message message, ByteSink out) {
    switch (message) {
      case Message.Hello hello -> {
        out.u8(hello.version());
        out.text(hello.database());
        out.block(hello.secret());
        out.text(hello.application());
        out.varint(hello.nextEntry());
      }
      case Message.Submit submit -> {
        out.uuid(submit.token());
        out.block(submit.submission());
      }
      case Message.AskOutcome ask -> out.uuid(ask.token());
      case Message.Ping ping -> out.varint(ping.number());
      case Message.Welcome welcome -> {
        out.u8(welcome.version());
        out.varint(welcome.epoch());
        out.varint(welcome.nextEntry());
      }
      case Message.Committed committed -> {
        out.uuid(committed.token());
        out.varint(committed.t());
        out.zigzag(committed.instant());
        out.varint(committed.tempids().size());
        committed
            .tempids()
            .forEach((tempid, entity) -> {
              out.text(tempid);
              out.varint(entity);
            });
      }
      case Message.Refused refused -> {
        out.uuid(refused.token());
        out.text(refused.code().name());
        out.text(refused.text());
        out.varint(refused.facts().size());
        refused
            .facts()
            .forEach((name, value) -> {
              out.text(name);
              out.text(value);
            });
      }
      case Message.OutcomeUnknown unknown -> out.uuid(unknown.token());
      case Message.Novelty novelty -> {
        out.varint(novelty.entry());
        out.block(novelty.stored());
      }
      case Message.RootMoved moved -> out.varint(moved.rev());
      case Message.Pong pong -> out.varint(pong.number());
      case Message.Goodbye goodbye -> {
        out.text(goodbye.code().name());
        out.text(goodbye.text());
      }
    }
  }

  /** Reads the frame of what a peer says; of anything else, PROTOCOL_VIOLATION. */
  public static Message.FromPeer fromPeer(byte[] frame) {
    return checked(frame, MessageCodec::peerBody);
  }

  /** Reads the frame of what the transactor says; of anything else, PROTOCOL_VIOLATION. */
  public static Message.FromTransactor fromTransactor(byte[] frame) {
    return checked(frame, MessageCodec::transactorBody);
  }

  private static <M extends Message> M checked(byte[] frame, Function<ByteSource, M> body) {
    try {
      ByteSource in = new ByteSource(frame);
      if (in.u32() != in.remaining()) {
        throw new IllegalArgumentException("another length than the frame has");
      }
      version(in.u8());
      M message = body.apply(in);
      if (in.remaining() > 0) {
        throw new IllegalArgumentException(in.remaining() + " bytes left over");
      }
      return message;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw violation("A frame does not follow the protocol").causedBy(e);
    } catch (YoreException e) {
      throw e.code() == ErrorCode.PROTOCOL_VIOLATION
          ? e
          : violation("A frame passes the limits of the protocol").causedBy(e);
    }
  }

  private static void version(int found) {
    if (found != VERSION) {
      throw violation("The other side speaks another version of the protocol; use one version")
          .with("found", found)
          .with("expected", VERSION);
    }
  }

  private static Message.FromPeer peerBody(ByteSource in) {
    MessageKind kind = MessageKind.ofCode(in.u8());
    return switch (kind) {
      case HELLO -> new Message.Hello(in.u8(), in.text(), in.block(), in.text(), in.varint());
      case SUBMIT -> new Message.Submit(in.uuid(), in.block());
      case ASK_OUTCOME -> new Message.AskOutcome(in.uuid());
      case PING -> new Message.Ping(in.varint());
      case WELCOME, COMMITTED, REFUSED, OUTCOME_UNKNOWN, NOVELTY, ROOT_MOVED, PONG, GOODBYE ->
          throw new IllegalArgumentException("a peer does not say " + kind);
    };
  }

  private static Message.FromTransactor transactorBody(ByteSource in) {
    MessageKind kind = MessageKind.ofCode(in.u8());
    return switch (kind) {
      case WELCOME -> new Message.Welcome(in.u8(), in.varint(), in.varint());
      case COMMITTED ->
          new Message.Committed(
              in.uuid(), in.varint(), in.zigzag(), map(in, Integer.MAX_VALUE, ByteSource::varint));
      case REFUSED ->
          new Message.Refused(
              in.uuid(),
              code(in.text()),
              in.text(),
              map(in, ProtocolLimits.FACTS_MAX, ByteSource::text));
      case OUTCOME_UNKNOWN -> new Message.OutcomeUnknown(in.uuid());
      case NOVELTY -> new Message.Novelty(in.varint(), in.block());
      case ROOT_MOVED -> new Message.RootMoved(in.varint());
      case PONG -> new Message.Pong(in.varint());
      case GOODBYE -> new Message.Goodbye(code(in.text()), in.text());
      case HELLO, SUBMIT, ASK_OUTCOME, PING ->
          throw new IllegalArgumentException("the transactor does not say " + kind);
    };
  }

  private static <V> Map<String, V> map(ByteSource in, int most, Function<ByteSource, V> value) {
    int count = in.count();
    ProtocolLimits.number("entries of a map", count, 0, most);
    Map<String, V> map = new LinkedHashMap<>();
    for (int left = count; left > 0; left--) {
      String name = in.text();
      if (map.put(name, value.apply(in)) != null) {
        throw new IllegalArgumentException("two of the name " + name);
      }
    }
    return map;
  }

  private static ErrorCode code(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.INTERNAL;
  }

  private static YoreException violation(String text) {
    return YoreException.of(ErrorCode.PROTOCOL_VIOLATION, text);
  }
}
