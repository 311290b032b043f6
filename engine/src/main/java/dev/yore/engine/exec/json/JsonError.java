package dev.yore.engine.exec.json;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;

/** A document or a step of a path that fails; what then happens is for ON ERROR to say. */
public final class JsonError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient YoreException error;

  private JsonError(YoreException error) {
    super(error.getMessage(), error, false, false);
    this.error = error;
  }

  private static JsonError of(ErrorCode code, String message) {
    return new JsonError(YoreException.of(code, message));
  }

  /** A value that cannot be had from what was found. */
  public static JsonError of(YoreException error) {
    return new JsonError(error);
  }

  static JsonError invalid(String reason) {
    return new JsonError(
        YoreException.of(ErrorCode.INVALID_TEXT_REPRESENTATION, "The text is not valid JSON")
            .with("reason", reason));
  }

  static JsonError path(String message) {
    return of(ErrorCode.JSON_PATH_FAILED, message);
  }

  /** Nothing was found. */
  public static JsonError empty() {
    return of(ErrorCode.NO_JSON_ITEM, "The JSON path finds nothing");
  }

  /** Several items were found. */
  public static JsonError several() {
    return of(
        ErrorCode.SEVERAL_JSON_ITEMS,
        "The JSON path finds several items; one or a wrapper is needed");
  }

  /** An object or array was found. */
  public static JsonError notScalar() {
    return of(
        ErrorCode.JSON_SCALAR_REQUIRED,
        "The JSON path finds an object or array; JSON_QUERY gives those");
  }

  /** The error for {@code ERROR ON ERROR}. */
  public YoreException asError() {
    return error;
  }
}
