package dev.yore.cli.sql;

import java.nio.file.Path;

/** What a backslash line asks of whoever reads the lines. */
sealed interface CommandResult {

  /** Nothing more. */
  record Done() implements CommandResult {}

  /** To stop reading. */
  record Quit() implements CommandResult {}

  /**
   * To run a script.
   *
   * @param fromScript whether the path counts from the script that the line is in
   */
  record Include(Path file, boolean fromScript) implements CommandResult {}

  /** The command is known to psql, or to nobody; the note says so. */
  record Unknown(String note) implements CommandResult {}
}
