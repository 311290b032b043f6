package dev.yore.transactor.net;

import dev.yore.engine.protocol.Message;

/** What peers are let in to. */
public interface Service {
  /**
   * Opens a session for a peer that has shown the secret. The service says Welcome by the outbox
   * when it is ready, before anything else. A YoreException, as of a database that does not exist,
   * is told to the peer as a Goodbye. Called by a network thread: it must not block.
   */
  Session open(Message.Hello hello, Outbox outbox);
}
