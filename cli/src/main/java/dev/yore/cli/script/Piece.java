package dev.yore.cli.script;

import org.jspecify.annotations.Nullable;

/**
 * A statement or command of a script.
 *
 * @param text without the semicolon, and without the space and comments before it
 * @param start where the text starts
 * @param missing what the end of the script came before; null if the piece is complete
 */
public record Piece(Kind kind, String text, Place start, @Nullable Missing missing) {

  /** What a piece is. */
  public enum Kind {
    /** A statement in SQL. */
    SQL,
    /** A form in EDN: a Datalog query or transaction data. */
    EDN,
    /** A line that begins with a backslash. */
    COMMAND
  }

  /** Whether more text could still belong to the piece. */
  public boolean isOpen() {
    return missing != null;
  }
}
