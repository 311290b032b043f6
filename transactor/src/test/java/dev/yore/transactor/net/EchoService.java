package dev.yore.transactor.net;

import dev.yore.engine.protocol.Message;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Welcomes everybody and commits whatever is submitted, at once and nowhere. */
final class EchoService implements Service {
  final BlockingQueue<Outbox> opened = new LinkedBlockingQueue<>();
  final BlockingQueue<YoreException> closed = new LinkedBlockingQueue<>();
  final BlockingQueue<Message.Request> received = new LinkedBlockingQueue<>();

  @Override
  public Session open(Message.Hello hello, Outbox outbox) {
    if (hello.database().equals("none")) {
      throw YoreException.of(ErrorCode.UNDEFINED_DATABASE, "There is no such database");
    }
    outbox.send(new Message.Welcome(1, 1, hello.nextEntry()));
    opened.add(outbox);
    return new Session() {
      @Override
      public void received(Message.Request request) {
        received.add(request);
        switch (request) {
          case Message.Submit submit ->
              outbox.send(
                  new Message.Committed(submit.token(), submit.submission().length, 0, Map.of()));
          case Message.AskOutcome ask -> outbox.send(new Message.OutcomeUnknown(ask.token()));
        }
      }

      @Override
      public void closed(YoreException reason) {
        closed.add(reason);
      }
    };
  }

  /** The next of a queue, soon. */
  static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(5, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing has come in 5 s");
    }
    return next;
  }
}
