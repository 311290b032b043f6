package dev.yore.engine.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which order the attributes of a star are read, and which conditions can be tested when. */
final class StarShape {
  private final List<StarColumn> columns;
  private final @Nullable Part driver;
  private final List<Part> parts;
  private final Part[] partsByAttribute;
  private final int[] entityColumns;

  /**
   * One attribute of a star.
   *
   * @param positions of its columns in the star
   * @param conditions those that can be tested once it has been read
   */
  record Part(int attribute, boolean required, int[] positions, List<Evaluator> conditions) {}

  StarShape(List<StarColumn> columns, List<Evaluator> conditions) {
    this.columns = List.copyOf(columns);
    Map<Integer, List<Integer>> byAttribute = new LinkedHashMap<>();
    List<Integer> entities = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).kind() == StarColumn.Kind.ENTITY) {
        entities.add(i);
      } else {
        byAttribute.computeIfAbsent(columns.get(i).attribute(), a -> new ArrayList<>()).add(i);
      }
    }
    this.entityColumns = entities.stream().mapToInt(Integer::intValue).toArray();
    List<Integer> order = new ArrayList<>(byAttribute.keySet());
    order.sort(
        Comparator.comparing((Integer attribute) -> !tested(byAttribute.get(attribute), conditions))
            .thenComparing(attribute -> !required(byAttribute.get(attribute))));
    // A required attribute gives the rows; one that is tested comes first among them.
    order.stream()
        .filter(attribute -> required(byAttribute.get(attribute)))
        .findFirst()
        .ifPresent(first -> {
          order.remove(first);
          order.addFirst(first);
        });
    boolean[] read = new boolean[columns.size()];
    for (int entity : entityColumns) {
      read[entity] = true;
    }
    List<Evaluator> open = new ArrayList<>(conditions);
    List<Part> made = new ArrayList<>();
    for (int attribute : order) {
      List<Integer> positions = byAttribute.getOrDefault(attribute, List.of());
      positions.forEach(position -> read[position] = true);
      List<Evaluator> ready = open.stream().filter(condition -> ready(condition, read)).toList();
      open.removeAll(ready);
      made.add(
          new Part(
              attribute,
              required(positions),
              positions.stream().mapToInt(Integer::intValue).toArray(),
              ready));
    }
    this.driver = !made.isEmpty() && made.getFirst().required() ? made.getFirst() : null;
    this.parts = List.copyOf(made);
    made.sort(Comparator.comparingInt(Part::attribute));
    this.partsByAttribute = made.toArray(new Part[0]);
  }

  private boolean required(@Nullable List<Integer> positions) {
    return positions != null && positions.stream().anyMatch(i -> columns.get(i).required());
  }

  private static boolean tested(@Nullable List<Integer> positions, List<Evaluator> conditions) {
    for (Evaluator condition : conditions) {
      for (int column : condition.columns()) {
        if (positions != null && positions.contains(column)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean ready(Evaluator condition, boolean[] read) {
    for (int column : condition.columns()) {
      if (!read[column]) {
        return false;
      }
    }
    return true;
  }

  List<StarColumn> columns() {
    return columns;
  }

  /** The part whose datoms give the rows, which is then the first; null when none is required. */
  @Nullable Part driver() {
    return driver;
  }

  /** The attributes in the order in which they are read. */
  List<Part> parts() {
    return parts;
  }

  /** The attributes in the order of their numbers, which is that of an entity's datoms. */
  Part[] partsByAttribute() {
    return partsByAttribute;
  }

  /** Positions of the columns that show the entity. */
  int[] entityColumns() {
    return entityColumns;
  }
}
