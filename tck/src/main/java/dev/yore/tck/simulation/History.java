package dev.yore.tck.simulation;

import dev.yore.storage.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the clients did and saw, as an observer outside of all processes would write it down. */
final class History {
  private final Map<UUID, Attempt> attempts = new LinkedHashMap<>();
  private final List<Sight> sights = new ArrayList<>();

  /** What somebody saw. */
  record Sight(String who, long t, String state) {}

  /** One commit that was asked for. */
  static final class Attempt {
    final UUID token;
    final SimulatedProcess by;
    final Action action;
    final long askedAt;
    long answeredAt = Long.MAX_VALUE;
    long t = -1;
    @Nullable ErrorCode refusal;

    Attempt(UUID token, SimulatedProcess by, Action action, long askedAt) {
      this.token = token;
      this.by = by;
      this.action = action;
      this.askedAt = askedAt;
    }

    boolean isAcknowledged() {
      return t >= 0;
    }

    /** Whether it was said not to have happened. */
    boolean isRefused() {
      return refusal != null && refusal != ErrorCode.OUTCOME_UNKNOWN;
    }

    boolean isOpen() {
      return t < 0 && refusal == null;
    }

    @Override
    public String toString() {
      return "%s %s by %s: %s"
          .formatted(
              action, token, by, isOpen() ? "not answered" : isAcknowledged() ? "t " + t : refusal);
    }
  }

  void asked(Attempt attempt) {
    attempts.put(attempt.token, attempt);
  }

  void seen(String who, long t, State state) {
    sights.add(new Sight(who, t, state.toString()));
  }

  @Nullable Attempt attempt(UUID token) {
    return attempts.get(token);
  }

  Iterable<Attempt> attempts() {
    return attempts.values();
  }

  List<Sight> sights() {
    return sights;
  }

  long acknowledged() {
    return attempts.values().stream().filter(Attempt::isAcknowledged).count();
  }

  long acknowledgedSince(long nanos) {
    return attempts.values().stream()
        .filter(attempt -> attempt.isAcknowledged() && attempt.askedAt >= nanos)
        .count();
  }
}
