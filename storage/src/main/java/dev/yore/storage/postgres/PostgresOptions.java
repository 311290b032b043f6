package dev.yore.storage.postgres;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.Duration;

/**
 * How long to try, and with how many connections.
 *
 * @param deadline how long a call is repeated while PostgreSQL is away; writes of large values get
 *     more, by their bytes
 * @param connectTimeout how long one host may take to accept a connection, and how long opening the
 *     store is tried
 * @param answerTimeout how long the server may be silent before its connection is given up
 * @param connections the most that are open at a time
 */
public record PostgresOptions(
    Duration deadline, Duration connectTimeout, Duration answerTimeout, int connections) {

  /** Longer than anybody waits, and small enough for the counts of milliseconds of java.net. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Three silent connections fit in the deadline; a peer's threads read few segments at a time. */
  public static final PostgresOptions DEFAULT =
      new PostgresOptions(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(10), 8);

  public PostgresOptions {
    check("deadline", deadline);
    check("connectTimeout", connectTimeout);
    check("answerTimeout", answerTimeout);
    if (connections < 1) {
      throw YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "At least one connection is needed")
          .with("connections", connections);
    }
  }

  private static void check(String name, Duration value) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE, "A time must be from one millisecond to one day")
          .with("option", name)
          .with("given", value);
    }
  }
}
