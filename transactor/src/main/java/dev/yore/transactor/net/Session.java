package dev.yore.transactor.net;

import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.YoreException;

/** What a service does for one peer. All calls come from one network thread and must not block. */
public interface Session {
  /** A request has arrived. */
  void received(Message.Request request);

  /** The connection has ended, and why; nothing arrives any more. Called once. */
  void closed(YoreException reason);
}
