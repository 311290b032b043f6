package dev.yore.engine.log;

import dev.yore.engine.codec.ByteSink;
import dev.yore.engine.codec.ByteSource;
import dev.yore.engine.codec.RunForm;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one group commit, which become durable together or not at all. An entry
 * without transactions takes a number in the log, so that nobody else's entry can have it.
 *
 * <pre>
 * entry       = version count transaction*           in a frame of kind LOG
 * version     = u8      1
 * count       = varint  how many transactions follow
 * transaction = t instant token runs run*
 * t           = varint  of the first transaction; of the others the difference to the one before
 * instant     = varint  microseconds, zigzag; likewise
 * token       = 0 | 1 u64 u64                        big-endian
 * runs        = varint  how many runs follow, ascending by attribute
 * run         = rows-form | segment-form             {@link RunForm}
 * </pre>
 *
 * Varints are little-endian base 128, seven bits a byte, the high bit set on all but the last.
 */
public record LogEntry(List<LoggedTx> transactions) {
  private static final int VERSION = 1;

  public LogEntry {
    transactions = List.copyOf(transactions);
  }

  /** The stored form. */
  public byte[] encode() {
    ByteSink out = new ByteSink(256);
    out.u8(VERSION);
    out.varint(transactions.size());
    long t = 0;
    long instant = 0;
    for (LoggedTx tx : transactions) {
      out.varint(tx.t() - t);
      out.zigzag(tx.instant() - instant);
      token(out, tx.token());
      out.varint(tx.events().size());
      tx.events().forEach(run -> RunForm.encode(run, out));
      t = tx.t();
      instant = tx.instant();
    }
    return Frame.encode(FrameKind.LOG, out.toByteArray());
  }

  private static void token(ByteSink out, @Nullable UUID token) {
    out.u8(token == null ? 0 : 1);
    if (token != null) {
      out.u64(token.getMostSignificantBits());
      out.u64(token.getLeastSignificantBits());
    }
  }

  /** Reads the stored form. */
  public static LogEntry decode(String key, byte[] stored) {
    ByteSource in = new ByteSource(Frame.decode(key, FrameKind.LOG, stored));
    try {
      int version = in.u8();
      if (version != VERSION) {
        throw damaged(key, "version").with("found", version);
      }
      List<LoggedTx> transactions = new ArrayList<>();
      long t = 0;
      long instant = 0;
      for (long left = in.varint(); left > 0; left--) {
        t += in.varint();
        instant += in.zigzag();
        transactions.add(transaction(key, in, t, instant));
      }
      return new LogEntry(transactions);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged(key, "content").causedBy(e);
    }
  }

  private static LoggedTx transaction(String key, ByteSource in, long t, long instant) {
    UUID token = in.u8() == 0 ? null : new UUID(in.u64(), in.u64());
    int count = Math.toIntExact(in.varint());
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(RunForm.decode(key, in, t));
    }
    return new LoggedTx(t, instant, token, runs);
  }

  private static YoreException damaged(String key, String check) {
    return YoreException.of(ErrorCode.CORRUPTED, "A log entry is damaged")
        .with("key", key)
        .with("check", check);
  }
}
