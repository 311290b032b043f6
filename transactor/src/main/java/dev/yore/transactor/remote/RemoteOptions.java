package dev.yore.transactor.remote;

import java.time.Duration;

/**
 * How a peer deals with a transactor elsewhere.
 *
 * @param commitPatience how long a commit is tried for, over lost connections and changes of leader
 * @param pollPause how long to wait between two looks into the store while no transactor tells what
 *     is new
 */
public record RemoteOptions(Duration commitPatience, Duration pollPause) {
  public static final RemoteOptions DEFAULT =
      new RemoteOptions(Duration.ofSeconds(30), Duration.ofMillis(50));
}
