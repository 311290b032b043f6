package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plan.Window.Bound;
import dev.yore.engine.plan.Plan.Window.Unit;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** Where frames begin and end. Each edge moves only forward within a partition. */
final class FrameEdges implements Frames.Edges {
  private final Unit unit;
  private final Partitions partitions;
  private final Vector[] columns;
  private final List<Plan.Field> fields;
  private final List<Plan.SortKey> order;
  private final ToLongFunction<Bound.Distance> distances;

  /**
   * @param distances the rows or groups that a bound is away
   */
  FrameEdges(
      Unit unit,
      Partitions partitions,
      Vector[] columns,
      List<Plan.Field> fields,
      List<Plan.SortKey> order,
      ToLongFunction<Bound.Distance> distances) {
    this.unit = unit;
    this.partitions = partitions;
    this.columns = columns;
    this.fields = fields;
    this.order = order;
    this.distances = distances;
  }

  @Override
  public int[] starts(Bound bound) {
    return switch (bound) {
      case Bound.UnboundedPreceding ignored -> partitions.first();
      case Bound.UnboundedFollowing ignored -> partitions.end();
      case Bound.CurrentRow ignored ->
          unit == Unit.ROWS ? ascending(partitions.size(), 0) : partitions.firstPeer();
      case Bound.Distance distance ->
          unit == Unit.GROUPS ? groups(distance, true) : rows(distance, 0);
      case Bound.Reach reach -> reached(reach, true);
    };
  }

  @Override
  public int[] ends(Bound bound) {
    return switch (bound) {
      case Bound.UnboundedPreceding ignored -> partitions.first();
      case Bound.UnboundedFollowing ignored -> partitions.end();
      case Bound.CurrentRow ignored ->
          unit == Unit.ROWS ? ascending(partitions.size(), 1) : partitions.endPeer();
      case Bound.Distance distance ->
          unit == Unit.GROUPS ? groups(distance, false) : rows(distance, 1);
      case Bound.Reach reach -> reached(reach, false);
    };
  }

  private static int[] ascending(int size, int from) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i + from);
    return rows;
  }

  private long steps(Bound.Distance bound) {
    long steps = distances.applyAsLong(bound);
    if (steps < 0) {
      throw YoreException.of(
              ErrorCode.INVALID_FRAME_OFFSET, "The offset of a frame must not be null or negative")
          .with("offset", steps);
    }
    int far = partitions.size();
    return bound.following() ? Math.min(steps, far) : -Math.min(steps, far);
  }

  private int[] rows(Bound.Distance bound, int after) {
    int by = (int) steps(bound) + after;
    int[] edges = new int[partitions.size()];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = Math.clamp((long) i + by, partitions.first()[i], partitions.end()[i]);
    }
    return edges;
  }

  private int[] groups(Bound.Distance bound, boolean starts) {
    int by = (int) steps(bound);
    int size = partitions.size();
    int[] groupStarts = new int[size + 1];
    int[] numbers = new int[size];
    int groups = 0;
    for (int i = 0; i < size; i++) {
      if (partitions.firstPeer()[i] == i) {
        groupStarts[groups++] = i;
      }
      numbers[i] = groups - 1;
    }
    groupStarts[groups] = size;
    int[] edges = new int[size];
    for (int i = 0; i < size; i++) {
      int group = Math.clamp((long) numbers[i] + by + (starts ? 0 : 1), 0, groups);
      edges[i] = Math.clamp(groupStarts[group], partitions.first()[i], partitions.end()[i]);
    }
    return edges;
  }

  /** The first row whose key is not before the limit, or the first whose key is behind it. */
  private int[] reached(Bound.Reach reach, boolean starts) {
    Vector keys = columns[reach.key()];
    Vector limits = columns[reach.limit()];
    DataType type = fields.get(reach.key()).type();
    int direction = order.getFirst().descending() ? -1 : 1;
    int[] edges = new int[partitions.size()];
    int at = 0;
    for (int i = 0; i < edges.length; i++) {
      if (keys.isNull(i)) {
        edges[i] = starts ? partitions.firstPeer()[i] : partitions.endPeer()[i];
        continue;
      }
      if (limits.isNull(i)) {
        throw YoreException.of(
            ErrorCode.INVALID_FRAME_OFFSET, "The offset of a frame must not be null or negative");
      }
      at = Math.max(at, partitions.first()[i]);
      int end = partitions.end()[i];
      while (at < end
          && (keys.isNull(at) ? at < i : before(type, keys, limits, at, i, direction, starts))) {
        at++;
      }
      edges[i] = at;
    }
    return edges;
  }

  private static boolean before(
      DataType type, Vector keys, Vector limits, int at, int row, int direction, boolean starts) {
    int sign = direction * Vectors.compare(type, keys, at, limits, row);
    return starts ? sign < 0 : sign <= 0;
  }
}
