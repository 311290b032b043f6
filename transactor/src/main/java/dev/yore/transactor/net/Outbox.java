package dev.yore.transactor.net;

import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.YoreException;

/** What a service says to one peer, from any thread and without waiting. */
public interface Outbox {
  /**
   * Sends a message behind those sent before. Once the connection has ended it is dropped. A peer
   * that has not read {@link NetOptions#outboundBytesMax} of bytes is disconnected.
   */
  void send(Message.Report report);

  /**
   * Stops reading from the peer, or goes on. What had been read from the socket still arrives: a
   * frame, or as many as are in 64 KiB.
   */
  void reading(boolean on);

  /** Says Goodbye for this reason, behind what was sent before, and closes. */
  void close(YoreException reason);
}
