package dev.yore.cli.load;

/** Nothing can be imported; the message says why. */
final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ImportException(String message) {
    super(message);
  }
}
