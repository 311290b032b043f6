package dev.yore.storage.error;

/** Who can do something about an error, and what. */
public enum ErrorCategory {
  /** The request is wrong and stays wrong until the caller changes it. */
  USER,
  /** The request collides with other facts; it may succeed after reading again. */
  CONFLICT,
  /** A limit of memory, disk or time was met; it may succeed when there is room. */
  RESOURCE,
  /** What is needed cannot be reached now: closed, locked, disconnected. */
  UNAVAILABLE,
  /** Stored bytes are not what was written. */
  CORRUPTION,
  /** The product broke one of its own rules. */
  BUG
}
