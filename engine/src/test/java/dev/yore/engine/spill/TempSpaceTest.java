package dev.yore.engine.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class TempSpaceTest {
  private static final DataType WIDE = DataType.decimal(38, 2);
  private static final List<DataType> TYPES =
      List.of(
          DataType.LONG, DataType.DOUBLE, WIDE, DataType.STRING, DataType.STRING, DataType.LONG);

  @TempDir Path directory;

  private static Vector[] columns() {
    Vector words = Vectors.of(DataType.STRING, List.of("a", "bb"));
    return new Vector[] {
      Vectors.of(DataType.LONG, Arrays.asList(Long.MIN_VALUE, null, Long.MAX_VALUE)),
      Vectors.of(DataType.DOUBLE, List.of(1.5, -0.0, Double.NaN)),
      Vectors.of(
          WIDE, List.of(new BigDecimal("1.00"), new BigDecimal("-2.00"), new BigDecimal("3.00"))),
      Vectors.of(DataType.STRING, Arrays.asList("", "ü", null)),
      new DictionaryVector(
          new int[] {1, 0, 1},
          3,
          (dev.yore.storage.column.BytesVector) words,
          new boolean[] {false, true, false}),
      new ConstantVector(Vectors.of(DataType.LONG, List.of(7L)), 3)
    };
  }

  @Test
  void blocksComeBackAsTheyWere() {
    try (SpillFile file = TempSpace.in(directory).open()) {
      SpillFile.Run run = new SpillFile.Run();
      Vector[] columns = columns();
      file.append(run, columns, 3);
      file.append(run, columns, 2);
      assertThat(run.rows()).isEqualTo(5);
      for (int block = 1; block >= 0; block--) {
        Vector[] found = file.read(run, block, columns.length);
        for (int c = 0; c < columns.length; c++) {
          for (int row = 0; row < run.rows(block); row++) {
            assertThat(Vectors.get(TYPES.get(c), found[c], row))
                .isEqualTo(Vectors.get(TYPES.get(c), columns[c], row));
          }
        }
      }
    }
  }

  @Test
  void filesGoWhenTheyAreClosed() throws IOException {
    SpillFile file = TempSpace.in(directory).open();
    assertThat(files(".spill")).isEqualTo(1);
    file.close();
    file.close();
    assertThat(files(".spill")).isZero();
  }

  private long files(String end) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.toString().endsWith(end)).count();
    }
  }

  @Test
  void noticesAChangedFile() throws IOException {
    try (SpillFile file = TempSpace.in(directory).open()) {
      SpillFile.Run run = new SpillFile.Run();
      file.append(run, columns(), 3);
      Path path;
      try (Stream<Path> all = Files.walk(directory)) {
        path = all.filter(f -> f.toString().endsWith(".spill")).findFirst().orElseThrow();
      }
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {42}), file.bytes() - 1);
      }
      assertThatThrownBy(() -> file.read(run, 0, TYPES.size()))
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED));
    }
  }

  @Test
  void removesWhatDeadProcessesLeft() throws IOException {
    Path dead = Files.createDirectory(directory.resolve(TempSpace.PREFIX + "1-dead"));
    Files.createFile(dead.resolve(TempSpace.LOCK));
    Files.createFile(dead.resolve("1.spill"));
    TempSpace.in(directory).open().close();
    TempSpace.removeStale(directory, Instant.now().minusSeconds(3600));
    assertThat(dead).as("too young to be judged").exists();
    TempSpace.removeStale(directory, Instant.now().plusSeconds(1));
    assertThat(dead).doesNotExist();
    assertThat(files(TempSpace.LOCK)).as("that of this process").isEqualTo(1);
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    TempSpace full =
        new TempSpace(
            directory,
            file ->
                new Full(
                    FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)));
    try (SpillFile file = full.open()) {
      assertThatThrownBy(() -> file.append(new SpillFile.Run(), columns(), 3))
          .isInstanceOfSatisfying(
              YoreException.class,
              e -> assertThat(e.code().sqlState()).as(e.getMessage()).isEqualTo("53100"));
    }
    assertThat(files(".spill")).isZero();
    full.remove();
    assertThat(files(TempSpace.LOCK)).isZero();
  }

  /** A channel to a disk without room. */
  private record Full(SeekableByteChannel channel) implements SeekableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      return channel.read(bytes);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      channel.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      channel.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
