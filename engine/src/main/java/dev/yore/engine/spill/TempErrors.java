package dev.yore.engine.spill;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What goes wrong with temporary files, as errors of the product. */
final class TempErrors {
  /** With less than this free, a failed write is taken for a full disk whatever its message. */
  private static final long NO_ROOM_BYTES = 64 << 10;

  private TempErrors() {}

  static YoreException writing(Path file, IOException error) {
    if (saysFull(error) || hasNoRoom(file)) {
      return YoreException.of(
              ErrorCode.DISK_FULL,
              "The disk for temporary files is full: make room, set tempDirectory to another one,"
                  + " or raise memoryLimit so that the query needs none")
          .with("file", file)
          .causedBy(error);
    }
    return YoreException.of(ErrorCode.IO_ERROR, "A temporary file cannot be written")
        .with("file", file)
        .with("reason", String.valueOf(error.getMessage()))
        .causedBy(error);
  }

  static YoreException reading(Path file, IOException error) {
    return YoreException.of(ErrorCode.IO_ERROR, "A temporary file cannot be read")
        .with("file", file)
        .with("reason", String.valueOf(error.getMessage()))
        .causedBy(error);
  }

  static YoreException directory(Path directory, IOException error) {
    return YoreException.of(
            ErrorCode.IO_ERROR,
            "The directory for temporary files cannot be used: set tempDirectory to one that"
                + " exists and may be written")
        .with("directory", directory)
        .with("reason", String.valueOf(error))
        .causedBy(error);
  }

  private static boolean saysFull(IOException error) {
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
