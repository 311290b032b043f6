package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plan.Window.Bound;
import dev.yore.engine.plan.Plan.Window.Frame;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Computes the calls of a window for the rows of whole partitions. */
final class WindowCalls {
  private final Plan.Window window;
  private final List<Plan.Field> fields;
  private final Vector[] columns;
  private final Partitions partitions;
  private final ToLongFunction<Bound.Distance> distances;
  private final Map<Frame, Frames> frames = new HashMap<>();

  /**
   * @param columns sorted as the window wants
   * @param distances the rows or groups that a bound is away
   */
  WindowCalls(
      Plan.Window window, Vector[] columns, int size, ToLongFunction<Bound.Distance> distances) {
    this.window = window;
    this.fields = window.input().fields();
    this.columns = columns;
    this.partitions = Partitions.of(columns, fields, window.partition(), window.order(), size);
    this.distances = distances;
  }

  /** A column for each call. */
  Vector[] results() {
    Vector[] results = new Vector[window.calls().size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = result(window.calls().get(i));
    }
    return results;
  }

  private Vector result(Plan.Window.Call call) {
    return switch (call.function()) {
      case "row_number" -> WindowRanks.rowNumber(partitions);
      case "rank" -> WindowRanks.rank(partitions);
      case "dense_rank" -> WindowRanks.denseRank(partitions);
      case "percent_rank" -> WindowRanks.percentRank(partitions);
      case "cume_dist" -> WindowRanks.cumulativeDistribution(partitions);
      case "ntile" -> WindowRanks.tiles(partitions, argument(call, 0), type(call, 0));
      case "lag" -> away(call, -1);
      case "lead" -> away(call, 1);
      case "first_value" -> values(call).edge(frames(call.frame()), false);
      case "last_value" -> values(call).edge(frames(call.frame()), true);
      case "nth_value" -> values(call).nth(frames(call.frame()), argument(call, 1), type(call, 1));
      default -> aggregate(call);
    };
  }

  private Vector argument(Plan.Window.Call call, int i) {
    return columns[call.arguments().get(i)];
  }

  private DataType type(Plan.Window.Call call, int i) {
    return fields.get(call.arguments().get(i)).type();
  }

  private WindowValues values(Plan.Window.Call call) {
    return new WindowValues(argument(call, 0), call.type(), partitions.size(), call.ignoreNulls());
  }

  private Vector away(Plan.Window.Call call, int direction) {
    int given = call.arguments().size();
    return values(call)
        .away(
            partitions,
            direction,
            given > 1 ? argument(call, 1) : null,
            given > 1 ? type(call, 1) : null,
            given > 2 ? argument(call, 2) : null);
  }

  private Frames frames(Frame frame) {
    return frames.computeIfAbsent(
        frame,
        f ->
            Frames.of(
                f,
                partitions,
                new FrameEdges(f.unit(), partitions, columns, fields, window.order(), distances)));
  }

  private Vector aggregate(Plan.Window.Call call) {
    Vector[] arguments = new Vector[call.arguments().size()];
    DataType[] types = new DataType[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(call, i);
      types[i] = type(call, i);
    }
    Plan.Aggregate.Call plain =
        new Plan.Aggregate.Call(call.function(), call.arguments(), false, -1, call.type());
    return new WindowAggregate(Accumulators.of(plain, types), arguments, frames(call.frame()))
        .result();
  }
}
