package dev.yore.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.KeyValueStoreContract;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends KeyValueStoreContract {
  @TempDir Path dir;

  @Override
  protected KeyValueStore open() {
    return FileStore.open(dir.resolve("contract.yore"));
  }

  @Test
  void addsASuffixToNamesWithoutOne() {
    assertThat(FileStore.fileFor("./shop")).isEqualTo(Path.of("./shop.yore"));
    assertThat(FileStore.fileFor("a.b/shop")).isEqualTo(Path.of("a.b/shop.yore"));
    assertThat(FileStore.fileFor("shop.db")).isEqualTo(Path.of("shop.db"));
    assertThat(FileStore.fileFor(".hidden")).isEqualTo(Path.of(".hidden.yore"));
    for (String noFile : List.of("", "..", "/")) {
      refuses(ErrorCode.INVALID_PARAMETER_VALUE, () -> FileStore.fileFor(noFile));
    }
  }

  @Test
  void createsTheDirectoriesAboveAndOneFile() throws Exception {
    Path deep = dir.resolve("some/where");
    FileStore.open(deep.resolve("shop.yore")).close();
    try (Stream<Path> files = Files.list(deep)) {
      assertThat(files).containsExactly(deep.resolve("shop.yore"));
    }
  }

  @Test
  void refusesADirectory() {
    refuses(ErrorCode.CANNOT_CONNECT, () -> FileStore.open(dir));
  }

  @Test
  void keepsEverythingOverARestart() {
    store().putIfAbsent("small", bytes("s"));
    store().compareAndSet("root", 0, new byte[40_000]);
    store().compareAndSet("root", 1, new byte[50_000]);
    store().putIfAbsent("gone", new byte[50_000]);
    store().delete(List.of("gone"));
    store().close();
    try (KeyValueStore again = open()) {
      assertThat(again.list("")).containsExactly("root", "small");
      assertThat(Objects.requireNonNull(again.get("root")).rev()).isEqualTo(2);
      assertThat(Objects.requireNonNull(again.get("root")).value()).hasSize(50_000);
    }
  }

  @Test
  void refusesASecondOpeningInThisProcessNamingIt() {
    String pid = Long.toString(ProcessHandle.current().pid());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              YoreException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.FILE_LOCKED);
                assertThat(e.facts()).containsEntry("pid", pid);
              });
    }
  }

  @Test
  void keepsOtherProcessesOutUntilThisOneCloses() throws Exception {
    String file = dir.resolve("contract.yore").toString();
    assertThat(firstLine(ChildJvm.start(LockingChild.class, file)))
        .isEqualTo("FILE_LOCKED " + ProcessHandle.current().pid());
    store().close();
    Process child = ChildJvm.start(LockingChild.class, file);
    assertThat(firstLine(child)).isEqualTo("opened by " + child.pid());
  }

  @Test
  void namesTheOtherProcessAndIsFreeWhenThatIsKilled() throws Exception {
    Path file = dir.resolve("other.yore");
    Process child = ChildJvm.start(LockingChild.class, file.toString());
    try (BufferedReader out = child.inputReader()) {
      assertThat(out.readLine()).isEqualTo("opened by " + child.pid());
      assertThatThrownBy(() -> FileStore.open(file))
          .isInstanceOfSatisfying(
              YoreException.class,
              e -> assertThat(e.facts()).containsEntry("pid", Long.toString(child.pid())));
    } finally {
      child.destroyForcibly().waitFor();
    }
    FileStore.open(file).close();
  }

  @Test
  void staysOpenForOthersWhenAThreadIsInterrupted() {
    byte[] value = new byte[100_000];
    for (int i = 0; i < 100; i++) {
      store().putIfAbsent("k" + i, value);
    }
    for (int i = 0; i < 100; i++) {
      Thread.currentThread().interrupt();
      assertThat(store().get("k" + i)).isNotNull();
      Thread.currentThread().interrupt();
      store().putIfAbsent("more" + i, value);
      Thread.interrupted();
    }
    assertThat(store().list("more")).hasSize(100);
    refuses(ErrorCode.FILE_LOCKED, this::open);
  }

  @Test
  void neverWritesALargeValueTwice() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      byte[] value = new byte[256 << 10];
      random.nextBytes(value);
      store().putIfAbsent("log/%04d".formatted(i), value);
    }
    assertThat(Files.size(dir.resolve("contract.yore")))
        .isLessThan((long) (100 * 1.1 * (256 << 10)));
  }

  @Test
  void givesBackTheSpaceOfDeletedValuesWhenOpenedAgain() throws Exception {
    Path file = dir.resolve("reuse.yore");
    try (FileStore store = FileStore.open(file)) {
      for (int i = 0; i < 1000; i++) {
        store.compareAndSet("root", i, new byte[5000]);
        store.putIfAbsent("k" + i, new byte[40_000]);
        if (i >= 20) {
          store.delete(List.of("k" + (i - 20)));
        }
      }
    }
    assertThat(Files.size(file)).isGreaterThan(40_000_000);
    try (FileStore store = FileStore.open(file)) {
      assertThat(Files.size(file)).isLessThan(2_000_000);
      assertThat(store.list("k")).hasSize(20);
      assertThat(Objects.requireNonNull(store.get("root")).rev()).isEqualTo(1000);
      assertThat(store.compareAndSet("root", 1000, new byte[1])).isTrue();
    }
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.filter(f -> f.getFileName().toString().startsWith("reuse"))).hasSize(1);
    }
  }

  private static String firstLine(Process child) throws Exception {
    try (BufferedReader out = child.inputReader()) {
      return out.readLine();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
