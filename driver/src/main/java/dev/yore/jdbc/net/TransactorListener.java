package dev.yore.jdbc.net;

import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.YoreException;

/** What comes from a transactor. All calls come from one network thread and must not block. */
public interface TransactorListener {
  /** The transactor tells something; the first is Welcome. */
  void received(Message.Report report);

  /** The connection has ended, and why: a Goodbye's error if one was said. Called once. */
  void closed(YoreException reason);
}
