package dev.yore.sql.convert;

import dev.yore.sql.parser.SystemTime;
import dev.yore.storage.error.YoreException;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * Which versions of its rows a scan reads.
 *
 * <p>A moment is an expression without column references: a timestamp, date or text, a number that
 * is a t, or a parameter of type ANY that is bound to one of these.
 */
public sealed interface TemporalSpec {

  /** Rows that hold now, or at the session's moment. */
  record Current() implements TemporalSpec {}

  /** Versions with from ≤ moment &lt; to. */
  record AsOf(RexNode moment) implements TemporalSpec {}

  /** Versions with from &lt; end and to &gt; start. */
  record FromTo(RexNode start, RexNode end) implements TemporalSpec {}

  /** Versions with from ≤ end and to &gt; start. */
  record Between(RexNode start, RexNode end) implements TemporalSpec {}

  /** Versions with from ≥ start and to ≤ end. */
  record ContainedIn(RexNode start, RexNode end) implements TemporalSpec {}

  /** All versions. */
  record All() implements TemporalSpec {}

  TemporalSpec CURRENT = new Current();

  /** The moments, none to two. */
  default List<RexNode> moments() {
    return switch (this) {
      case Current c -> List.of();
      case All a -> List.of();
      case AsOf(RexNode moment) -> List.of(moment);
      case FromTo(RexNode start, RexNode end) -> List.of(start, end);
      case Between(RexNode start, RexNode end) -> List.of(start, end);
      case ContainedIn(RexNode start, RexNode end) -> List.of(start, end);
    };
  }

  /** What the period of a snapshot says: a call of a {@link SystemTime} function. */
  static TemporalSpec ofPeriod(RexNode period) {
    if (!(period instanceof RexCall call) || !(call.getOperator() instanceof SystemTime function)) {
      throw YoreException.bug("A snapshot's period is a call of a system time function");
    }
    List<RexNode> moments = call.getOperands();
    return switch (function.form()) {
      case AS_OF -> new AsOf(moments.get(0));
      case FROM_TO -> new FromTo(moments.get(0), moments.get(1));
      case BETWEEN -> new Between(moments.get(0), moments.get(1));
      case CONTAINED_IN -> new ContainedIn(moments.get(0), moments.get(1));
      case ALL -> new All();
    };
  }
}
