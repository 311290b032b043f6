package dev.yore.transactor.remote;

import dev.yore.engine.protocol.Message;

/** A connection with a transactor that has let the peer in, as long as it lasts. */
public interface Wire extends AutoCloseable {
  /** Hands over a message and returns at once; false when it will not arrive. */
  boolean send(Message.Request message);

  @Override
  void close();
}
