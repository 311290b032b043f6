package dev.yore.engine.protocol;

/** The byte that tells messages apart. Codes are never changed and never used again. */
enum MessageKind {
  HELLO(0x01),
  SUBMIT(0x02),
  ASK_OUTCOME(0x03),
  PING(0x04),
  WELCOME(0x81),
  COMMITTED(0x82),
  REFUSED(0x83),
  OUTCOME_UNKNOWN(0x84),
  NOVELTY(0x85),
  ROOT_MOVED(0x86),
  PONG(0x87),
  GOODBYE(0x88);

  private final int code;

  MessageKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static MessageKind ofCode(int code) {
    for (MessageKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("an unknown kind of message, " + code);
  }

  static MessageKind of(Message message) {
    return switch (message) {
      case Message.Hello hello -> HELLO;
      case Message.Submit submit -> SUBMIT;
      case Message.AskOutcome ask -> ASK_OUTCOME;
      case Message.Ping ping -> PING;
      case Message.Welcome welcome -> WELCOME;
      case Message.Committed committed -> COMMITTED;
      case Message.Refused refused -> REFUSED;
      case Message.OutcomeUnknown unknown -> OUTCOME_UNKNOWN;
      case Message.Novelty novelty -> NOVELTY;
      case Message.RootMoved moved -> ROOT_MOVED;
      case Message.Pong pong -> PONG;
      case Message.Goodbye goodbye -> GOODBYE;
    };
  }
}
