package dev.yore.cli.connect;

/** What the commands tell the shell that started them. */
public final class ExitCodes {
  public static final int OK = 0;

  /** A statement failed, or lines of a file could not be imported. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The database cannot be opened. */
  public static final int NO_DATABASE = 3;

  /** A file cannot be read. */
  public static final int NO_FILE = 4;

  private ExitCodes() {}
}
