package dev.yore.engine.exec;

import dev.yore.engine.exec.json.Json;
import dev.yore.engine.exec.json.JsonError;
import dev.yore.engine.exec.json.JsonValues;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON_ARRAYAGG and JSON_OBJECTAGG, in the order in which the rows come. */
final class JsonAccumulator implements Accumulator {
  private final DataType[] types;
  private final boolean object;
  private final boolean absent;
  private final boolean json;

  /** An array or object for each group; null for a group that had no row. */
  private final List<@Nullable Object> trees = new ArrayList<>();

  /**
   * @param function the name, and {@code absent} when nulls are left out, and {@code json} when
   *     values are JSON themselves
   */
  JsonAccumulator(String function, DataType[] types) {
    this.types = types;
    this.object = function.startsWith("json_objectagg");
    this.absent = function.contains(" absent");
    this.json = function.contains(" json");
  }

  @Override
  public void add(Vector[] arguments, GroupedRows input) {
    grow(input.groupCount());
    for (int i = 0; i < input.count(); i++) {
      int row = input.rows()[i];
      int group = input.groups()[i];
      int last = object ? 1 : 0;
      Object value = Vectors.get(types[last], arguments[last], row);
      Object tree = trees.get(group);
      if (tree == null) {
        tree = object ? new LinkedHashMap<String, @Nullable Object>() : new ArrayList<>();
        trees.set(group, tree);
      }
      if (value != null || !absent) {
        put(tree, object ? Vectors.get(types[0], arguments[0], row) : null, tree(value, last));
      }
    }
  }

  private @Nullable Object tree(@Nullable Object value, int argument) {
    if (!json || !(value instanceof String text)) {
      return JsonValues.tree(value, types[argument], ZoneOffset.UTC);
    }
    try {
      return Json.parse(text);
    } catch (JsonError invalid) {
      throw invalid.asError();
    }
  }

  @SuppressWarnings("unchecked")
  private void put(Object tree, @Nullable Object key, @Nullable Object value) {
    if (!object) {
      ((List<@Nullable Object>) tree).add(value);
    } else if (key == null) {
      throw YoreException.of(ErrorCode.NULL_VALUE_NOT_ALLOWED, "A key of a JSON object is null");
    } else {
      Object name = JsonValues.tree(key, types[0], ZoneOffset.UTC);
      ((Map<String, @Nullable Object>) tree).put(String.valueOf(name), value);
    }
  }

  private void grow(int groupCount) {
    while (trees.size() < groupCount) {
      trees.add(null);
    }
  }

  @Override
  public Vector result(int groupCount) {
    grow(groupCount);
    VectorBuilder results = VectorBuilder.of(DataType.STRING, groupCount);
    for (int group = 0; group < groupCount; group++) {
      Object tree = trees.get(group);
      results.append(tree == null ? null : Json.text(tree));
    }
    return results.build();
  }
}
