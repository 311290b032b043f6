package dev.yore.storage.frame;

/** What a frame holds. Codes are part of the format: never changed, never used again. */
public enum FrameKind {
  /** The mutable record of a database. */
  ROOT(1),
  /** One group commit. */
  LOG(2),
  /** A leaf of an index tree. */
  SEGMENT(3),
  /** An inner node of an index tree. */
  DIRECTORY(4),
  /** A database's entry in the catalog of the store. */
  CATALOG(5),
  /** The writer's lease. */
  LEASE(6),
  /** A secret of the writers. */
  SECRET(7);

  private final int code;

  FrameKind(int code) {
    this.code = code;
  }

  /** The byte in the frame. */
  public int code() {
    return code;
  }

  static String nameOf(int code) {
    for (FrameKind kind : values()) {
      if (kind.code == code) {
        return kind.name();
      }
    }
    return "unknown kind " + code;
  }
}
