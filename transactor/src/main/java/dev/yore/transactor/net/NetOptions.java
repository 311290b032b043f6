package dev.yore.transactor.net;

import java.time.Duration;

/**
 * How connections between peers and the transactor behave.
 *
 * @param connectTimeout until TCP is connected
 * @param greetingTimeout until TLS is agreed on and, at the server, a Hello has come
 * @param heartbeat how often a side gives a sign of life
 * @param silenceMax how long the other side may be silent before the connection is closed
 * @param farewellTimeout how long the other side has to take a Goodbye
 * @param greetingMax how many connections a server holds that have not said a valid Hello
 * @param outboundBytesMax unsent bytes of a connection from which on a further message ends it
 */
public record NetOptions(
    Duration connectTimeout,
    Duration greetingTimeout,
    Duration heartbeat,
    Duration silenceMax,
    Duration farewellTimeout,
    int greetingMax,
    long outboundBytesMax) {

  /**
   * A dead transactor is noticed within the time in which a standby takes over; a peer may lag
   * behind some seconds of full write load.
   */
  public static final NetOptions DEFAULT =
      new NetOptions(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          64,
          16L << 20);

  public NetOptions {
    if (silenceMax.compareTo(heartbeat.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "silence of " + silenceMax + " is less than two heartbeats of " + heartbeat);
    }
    if (greetingMax < 1 || outboundBytesMax < 1) {
      throw new IllegalArgumentException(
          greetingMax + " connections and " + outboundBytesMax + " bytes; at least 1 of each");
    }
  }

  public NetOptions withConnectTimeout(Duration timeout) {
    return new NetOptions(
        timeout,
        greetingTimeout,
        heartbeat,
        silenceMax,
        farewellTimeout,
        greetingMax,
        outboundBytesMax);
  }

  public NetOptions withGreeting(Duration timeout, int most) {
    return new NetOptions(
        connectTimeout, timeout, heartbeat, silenceMax, farewellTimeout, most, outboundBytesMax);
  }

  public NetOptions withHeartbeat(Duration every, Duration silence) {
    return new NetOptions(
        connectTimeout,
        greetingTimeout,
        every,
        silence,
        farewellTimeout,
        greetingMax,
        outboundBytesMax);
  }

  public NetOptions withOutboundBytesMax(long bytes) {
    return new NetOptions(
        connectTimeout,
        greetingTimeout,
        heartbeat,
        silenceMax,
        farewellTimeout,
        greetingMax,
        bytes);
  }
}
