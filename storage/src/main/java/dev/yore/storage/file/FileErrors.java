package dev.yore.storage.file;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Turns what the disk and MVStore say into our errors. */
final class FileErrors {

  /** With less than this free, a failed write is taken for a full disk whatever its message. */
  private static final long NO_ROOM_BYTES = 64 << 10;

  private FileErrors() {}

  static YoreException of(Path file, Throwable error) {
    if (error instanceof YoreException ours) {
      return ours;
    }
    if (error instanceof Error) {
      ErrorCode code =
          error instanceof OutOfMemoryError ? ErrorCode.OUT_OF_MEMORY : ErrorCode.INTERNAL;
      return YoreException.of(code, "The JVM failed while the database file was used")
          .with("file", file)
          .causedBy(error);
    }
    if (isFull(file, error)) {
      return YoreException.of(
              ErrorCode.DISK_FULL,
              "The disk is full; nothing of the commit was written, it can be repeated with room")
          .with("file", file)
          .causedBy(error);
    }
    return isDamage(error)
        ? damaged(file, "B-tree page").causedBy(error)
        : YoreException.of(ErrorCode.IO_ERROR, "The database file cannot be read or written")
            .with("file", file)
            .with("reason", String.valueOf(error.getMessage()))
            .causedBy(error);
  }

  static YoreException damaged(Path file, String check) {
    return YoreException.of(ErrorCode.CORRUPTED, "The database file is damaged")
        .with("file", file)
        .with("check", check);
  }

  static YoreException closed(Path file) {
    return YoreException.of(ErrorCode.CLOSED, "The store is closed").with("file", file);
  }

  /** What neither the disk nor a lock is to blame for is what MVStore fell over while reading. */
  private static boolean isDamage(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(cause instanceof EOFException)) {
        return false;
      }
    }
    if (error instanceof MVStoreException e) {
      return switch (e.getErrorCode()) {
        case DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_FILE_LOCKED, DataUtils.ERROR_CLOSED ->
            false;
        default -> true;
      };
    }
    return error instanceof RuntimeException || error instanceof EOFException;
  }

  private static boolean isFull(Path file, Throwable error) {
    boolean writing =
        error instanceof MVStoreException e && e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && (saysFull(cause) || (writing && hasNoRoom(file)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysFull(Throwable error) {
    String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }

  private static boolean hasNoRoom(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace() < NO_ROOM_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
