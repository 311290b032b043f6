package dev.yore.transactor.remote;

import dev.yore.engine.log.Lease;
import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.YoreException;

/** Connects with transactors. */
public interface Dialer {

  /**
   * Connects with the transactor that holds a lease, and waits until it lets the peer in.
   *
   * @throws YoreException when it cannot be reached, is not the one that the lease names, or
   *     refuses
   */
  Wire dial(Lease lease, Message.Hello hello, Receiver receiver);

  /** Is told what comes over one wire, in order, by one thread at a time; must not wait. */
  interface Receiver {
    void received(Message.Report message);

    /** The wire has ended; nothing comes after this. */
    void ended(YoreException reason);
  }
}
