package dev.yore.engine.spill;

import dev.yore.storage.column.Vector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * A temporary file of blocks of columns. Blocks are appended and read in any order, by one thread
 * at a time; each has a head of {@value #HEAD_BYTES} bytes, little-endian, and a body that is one
 * LZ4 block:
 *
 * <pre>
 * head = u32 magic, u32 rows, u32 bytes of the body, u32 bytes of it decompressed, u64 XXH64 of it
 * </pre>
 */
public final class SpillFile implements AutoCloseable {
  private static final int MAGIC = 0x4C505359; // YSPL
  private static final int HEAD_BYTES = 24;
  private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();
  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.safeInstance().safeDecompressor();

  private final Path path;
  private final SeekableByteChannel channel;
  private final Runnable whenClosed;
  private long end;
  private boolean closed;

  SpillFile(Path path, SeekableByteChannel channel, Runnable whenClosed) {
    this.path = path;
    this.channel = channel;
    this.whenClosed = whenClosed;
  }

  /** A block's place in its file. */
  private record Block(long at, int stored, int raw, int rows) {}

  /** Blocks that belong together, in the order they were written. */
  public static final class Run {
    private final List<Block> blocks = new ArrayList<>();
    private long rows;

    /** How many rows all blocks have. */
    public long rows() {
      return rows;
    }

    public int blocks() {
      return blocks.size();
    }

    public int rows(int block) {
      return blocks.get(block).rows;
    }

    /** About the bytes that all blocks take in memory. */
    public long bytes() {
      long sum = 0;
      for (Block block : blocks) {
        sum += block.raw;
      }
      return sum;
    }
  }

  /** Appends the first rows of columns to a run; returns how many bytes were written. */
  public long append(Run run, Vector[] columns, int rows) {
    if (rows == 0) {
      return 0;
    }
    ByteBuffer raw = ColumnBlock.encode(columns, rows);
    int length = raw.limit();
    byte[] frame = new byte[HEAD_BYTES + COMPRESSOR.maxCompressedLength(length)];
    int stored = COMPRESSOR.compress(raw.array(), 0, length, frame, HEAD_BYTES);
    ByteBuffer buffer =
        ByteBuffer.wrap(frame, 0, HEAD_BYTES + stored).order(ByteOrder.LITTLE_ENDIAN);
    head(buffer, rows, stored, length, Checksum.of(frame, HEAD_BYTES, stored));
    try {
      channel.position(end);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw TempErrors.writing(path, e);
    }
    run.blocks.add(new Block(end, stored, length, rows));
    run.rows += rows;
    end += HEAD_BYTES + stored;
    return HEAD_BYTES + stored;
  }

  private static void head(ByteBuffer buffer, int rows, int stored, int raw, long checksum) {
    buffer.putInt(0, MAGIC).putInt(4, rows).putInt(8, stored).putInt(12, raw).putLong(16, checksum);
  }

  /** The columns of a block of a run. */
  public Vector[] read(Run run, int block, int columns) {
    Block at = run.blocks.get(block);
    byte[] frame = new byte[HEAD_BYTES + at.stored];
    ByteBuffer buffer = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    try {
      channel.position(at.at);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw damaged("length");
        }
      }
    } catch (IOException e) {
      throw TempErrors.reading(path, e);
    }
    boolean asWritten =
        buffer.getInt(0) == MAGIC
            && buffer.getInt(4) == at.rows
            && buffer.getInt(8) == at.stored
            && buffer.getInt(12) == at.raw;
    if (!asWritten) {
      throw damaged("head");
    }
    if (buffer.getLong(16) != Checksum.of(frame, HEAD_BYTES, at.stored)) {
      throw damaged("checksum");
    }
    byte[] raw = new byte[at.raw];
    try {
      DECOMPRESSOR.decompress(frame, HEAD_BYTES, at.stored, raw, 0, at.raw);
    } catch (LZ4Exception e) {
      throw damaged("LZ4 block").causedBy(e);
    }
    return ColumnBlock.decode(ByteBuffer.wrap(raw), columns, at.rows);
  }

  private YoreException damaged(String check) {
    return YoreException.of(
            ErrorCode.CORRUPTED, "A temporary file was changed while a query used it: run it again")
        .with("file", path)
        .with("check", check);
  }

  /** Bytes in the file. */
  public long bytes() {
    return end;
  }

  /** Closes and deletes the file; harmless when repeated. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      whenClosed.run();
    }
  }
}
