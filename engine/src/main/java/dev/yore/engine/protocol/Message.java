package dev.yore.engine.protocol;

import static dev.yore.engine.protocol.ProtocolLimits.APPLICATION_BYTES_MAX;
import static dev.yore.engine.protocol.ProtocolLimits.BLOCK_BYTES_MAX;
import static dev.yore.engine.protocol.ProtocolLimits.DATABASE_BYTES_MAX;
import static dev.yore.engine.protocol.ProtocolLimits.SECRET_BYTES_MAX;
import static dev.yore.engine.protocol.ProtocolLimits.TEMPID_BYTES_MAX;
import static dev.yore.engine.protocol.ProtocolLimits.TEXT_BYTES_MAX;
import static dev.yore.engine.protocol.ProtocolLimits.VERSION_MAX;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a peer and the transactor say to each other. A record whose parts pass {@link
 * ProtocolLimits} is refused with LIMIT_EXCEEDED. Arrays are not copied: whoever makes a message
 * leaves them alone from then on.
 */
public sealed interface Message {

  /** What a peer says. */
  sealed interface FromPeer extends Message {}

  /** What the transactor says. */
  sealed interface FromTransactor extends Message {}

  /** What a peer that was let in wants: all that it says but greetings and signs of life. */
  sealed interface Request extends FromPeer {}

  /** What the transactor tells: all that it says but farewells and signs of life. */
  sealed interface Report extends FromTransactor {}

  /**
   * The first message of a peer.
   *
   * @param version the newest version of the protocol that the peer speaks
   * @param secret what whoever may write can read in the storage
   * @param application what the application calls itself, to be shown to people
   * @param nextEntry number of the first log entry that the peer does not have yet
   */
  record Hello(int version, String database, byte[] secret, String application, long nextEntry)
      implements FromPeer {
    public Hello {
      ProtocolLimits.number("version", version, 1, VERSION_MAX);
      ProtocolLimits.text("database", database, DATABASE_BYTES_MAX);
      ProtocolLimits.bytes("secret", secret, 1, SECRET_BYTES_MAX);
      ProtocolLimits.text("application", application, APPLICATION_BYTES_MAX);
      ProtocolLimits.number("nextEntry", nextEntry, 0, Long.MAX_VALUE);
    }
  }

  /**
   * Asks for a commit.
   *
   * @param token names the commit: the same token twice gets the outcome of the first
   * @param submission what is to be committed, in a form that the protocol does not look into
   */
  record Submit(UUID token, byte[] submission) implements Request {
    public Submit {
      ProtocolLimits.bytes("submission", submission, 1, BLOCK_BYTES_MAX);
    }
  }

  /** Asks what became of a commit. */
  record AskOutcome(UUID token) implements Request {}

  /** A sign of life, answered by a {@link Pong} of the same number. */
  record Ping(long number) implements FromPeer {
    public Ping {
      ProtocolLimits.number("number", number, 0, Long.MAX_VALUE);
    }
  }

  /**
   * The first message of the transactor: the peer is let in.
   *
   * @param version the version of the protocol that is spoken from now on
   * @param epoch of the lease that the transactor holds
   * @param nextEntry number of the first log entry that will be told as {@link Novelty}; what the
   *     peer lacks before it is in the storage
   */
  record Welcome(int version, long epoch, long nextEntry) implements Report {
    public Welcome {
      ProtocolLimits.number("version", version, 1, VERSION_MAX);
      ProtocolLimits.number("epoch", epoch, 0, Long.MAX_VALUE);
      ProtocolLimits.number("nextEntry", nextEntry, 0, Long.MAX_VALUE);
    }
  }

  /**
   * A commit is durable.
   *
   * @param instant in microseconds
   * @param tempids the entity that each temporary id has become, in the order of its first use
   */
  record Committed(UUID token, long t, long instant, Map<String, Long> tempids) implements Report {
    public Committed {
      ProtocolLimits.number("t", t, 1, Long.MAX_VALUE);
      tempids = Collections.unmodifiableMap(new LinkedHashMap<>(tempids));
      tempids.forEach((tempid, entity) -> {
        ProtocolLimits.text("tempid", tempid, TEMPID_BYTES_MAX);
        ProtocolLimits.number("entity", entity, 0, Long.MAX_VALUE);
      });
    }
  }

  /** A commit was not made, and why. */
  record Refused(UUID token, ErrorCode code, String text, Map<String, String> facts)
      implements Report {
    public Refused {
      ProtocolLimits.text("text", text, TEXT_BYTES_MAX);
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
      ProtocolLimits.facts(facts);
    }

    /** The error as a message, cut to the limits where it passes them. */
    public static Refused of(UUID token, YoreException error) {
      Map<String, String> facts = new LinkedHashMap<>();
      error.facts().entrySet().stream()
          .limit(ProtocolLimits.FACTS_MAX)
          .forEach(fact ->
              facts.put(
                  ProtocolLimits.cut(fact.getKey(), ProtocolLimits.FACT_NAME_BYTES_MAX),
                  ProtocolLimits.cut(fact.getValue().toString(), ProtocolLimits.FACT_BYTES_MAX)));
      return new Refused(
          token, error.code(), ProtocolLimits.cut(error.text(), TEXT_BYTES_MAX), facts);
    }

    /** The error that the message tells of. */
    public YoreException toException() {
      YoreException error = YoreException.of(code, text);
      facts.forEach(error::with);
      return error;
    }
  }

  /** The transactor that leads knows nothing of the token: it was not committed. */
  record OutcomeUnknown(UUID token) implements Report {}

  /**
   * A log entry has become durable.
   *
   * @param entry its number; each is one more than the one told before
   * @param stored its bytes, as they are in the storage
   */
  record Novelty(long entry, byte[] stored) implements Report {
    public Novelty {
      ProtocolLimits.number("entry", entry, 0, Long.MAX_VALUE);
      ProtocolLimits.bytes("stored", stored, 1, BLOCK_BYTES_MAX);
    }
  }

  /** The root record of the database was written anew: novelty was indexed. */
  record RootMoved(long rev) implements Report {
    public RootMoved {
      ProtocolLimits.number("rev", rev, 0, Long.MAX_VALUE);
    }
  }

  /** A sign of life: answers the {@link Ping} of this number, or repeats the last answer. */
  record Pong(long number) implements FromTransactor {
    public Pong {
      ProtocolLimits.number("number", number, 0, Long.MAX_VALUE);
    }
  }

  /** The last message of the transactor, which closes the connection behind it. */
  record Goodbye(ErrorCode code, String text) implements FromTransactor {
    public Goodbye {
      ProtocolLimits.text("text", text, TEXT_BYTES_MAX);
    }

    /** The error with its facts as a message, cut to the limits where it passes them. */
    public static Goodbye of(YoreException error) {
      return new Goodbye(error.code(), ProtocolLimits.cut(error.getMessage(), TEXT_BYTES_MAX));
    }

    /** The error that the message tells of. */
    public YoreException toException() {
      return YoreException.of(code, text);
    }
  }
}
