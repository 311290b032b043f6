package dev.yore.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random queries, their clauses in random orders, against an evaluator that tries everything. */
class ClauseOrderTest {
  private static final int QUERIES = 120;
  private static final int PEOPLE = 9;

  private record Fact(Object entity, String attribute, Object value) {}

  /** A pattern of variables and constants, or a comparison {@code variable < number}. */
  private sealed interface Part {
    record Match(Object entity, String attribute, Object value) implements Part {
      @Override
      public String toString() {
        return "[" + entity + " " + attribute + " " + text(value) + "]";
      }
    }

    record Less(String variable, long bound) implements Part {
      @Override
      public String toString() {
        return "[(< " + variable + " " + bound + ")]";
      }
    }

    record Without(Match match) implements Part {
      @Override
      public String toString() {
        return "(not " + match + ")";
      }
    }
  }

  private static String text(Object value) {
    String text = value.toString();
    return value instanceof String && !text.startsWith("?") ? "\"" + text + "\"" : text;
  }

  private static Db people(Random random) {
    StringBuilder data = new StringBuilder("[");
    for (int i = 0; i < PEOPLE; i++) {
      data.append("{:db/id \"p").append(i).append("\" :person/name \"n").append(i).append('"');
      if (random.nextInt(4) > 0) {
        data.append(" :person/age ").append(20 + random.nextInt(4));
      }
      data.append(" :person/likes [\"x").append(random.nextInt(3)).append("\" \"n");
      data.append(random.nextInt(PEOPLE)).append("\"]");
      if (random.nextInt(3) > 0) {
        data.append(" :person/parent \"p").append(random.nextInt(PEOPLE)).append('"');
      }
      data.append("}\n");
    }
    return Likes.db().with(data.append("]").toString()).dbAfter();
  }

  private static List<Fact> facts(Db db) {
    List<Fact> facts = new ArrayList<>();
    for (String name : List.of("name", "age", "likes", "parent")) {
      String ident = ":person/" + name;
      var attribute = db.schema().attribute(Keyword.of(ident));
      if (attribute == null) {
        throw new AssertionError(ident);
      }
      IndexReader.RunCursor cursor = db.reader().scan(KeyRange.all(IndexOrder.EAVT));
      for (Run run = cursor.next(); run != null; run = cursor.next()) {
        for (int row = 0; row < run.size(); row++) {
          if (run.attribute(row) == attribute.id()) {
            facts.add(new Fact(run.entity(row), ident, run.value(row)));
          }
        }
      }
    }
    return facts;
  }

  private static Part.Match match(Random random, List<Fact> facts) {
    String entity = random.nextBoolean() ? "?e" : random.nextBoolean() ? "?f" : "?g";
    Fact some = facts.get(random.nextInt(facts.size()));
    boolean constant = random.nextInt(4) == 0;
    Object value =
        switch (some.attribute()) {
          case ":person/age" -> random.nextInt(3) == 0 ? "?b" : "?a";
          case ":person/parent" -> random.nextInt(4) == 0 ? "?e" : "?f";
          default -> random.nextBoolean() ? "?n" : "?m";
        };
    return new Part.Match(entity, some.attribute(), constant ? some.value() : value);
  }

  private static List<Part> parts(Random random, List<Fact> facts) {
    List<Part> parts = new ArrayList<>();
    Set<Object> bound = new LinkedHashSet<>();
    int patterns = 2 + random.nextInt(3);
    for (int i = 0; i < patterns; i++) {
      Part.Match match = match(random, facts);
      parts.add(match);
      bound.add(match.entity());
      bound.add(match.value());
    }
    if (bound.contains("?a")) {
      parts.add(new Part.Less("?a", 20 + random.nextInt(5)));
    }
    Part.Match not = match(random, facts);
    if (bound.contains(not.entity())) {
      parts.add(new Part.Without(not));
    }
    return parts;
  }

  private static @Nullable Map<Object, Object> matched(
      Map<Object, Object> row, Part.Match match, Fact fact) {
    if (!match.attribute().equals(fact.attribute())) {
      return null;
    }
    Map<Object, Object> next = new HashMap<>(row);
    return agrees(next, match.entity(), fact.entity()) && agrees(next, match.value(), fact.value())
        ? next
        : null;
  }

  private static boolean agrees(Map<Object, Object> row, Object term, Object value) {
    if (!term.toString().startsWith("?")) {
      return term.equals(value);
    }
    Object known = row.putIfAbsent(term, value);
    return known == null || known.equals(value);
  }

  /** All rows, by trying every fact for every pattern. */
  private static List<Map<Object, Object>> naive(List<Part> parts, List<Fact> facts) {
    List<Map<Object, Object>> rows = List.of(Map.of());
    for (Part part : parts) {
      if (part instanceof Part.Match match) {
        rows = extended(rows, match, facts);
      }
    }
    List<Map<Object, Object>> kept = new ArrayList<>(rows);
    for (Part part : parts) {
      switch (part) {
        case Part.Match ignored -> {}
        case Part.Less less ->
            kept.removeIf(row -> !(row.get(less.variable()) instanceof Long n && n < less.bound()));
        case Part.Without not ->
            kept.removeIf(row -> !extended(List.of(row), not.match(), facts).isEmpty());
      }
    }
    return kept;
  }

  private static List<Map<Object, Object>> extended(
      List<Map<Object, Object>> rows, Part.Match match, List<Fact> facts) {
    Set<Map<Object, Object>> next = new LinkedHashSet<>();
    for (Map<Object, Object> row : rows) {
      for (Fact fact : facts) {
        Map<Object, Object> more = matched(row, match, fact);
        if (more != null) {
          next.add(more);
        }
      }
    }
    return List.copyOf(next);
  }

  @Test
  void theOrderOfClausesNeverChangesTheAnswer() {
    Random random = new Random(20261122);
    int found = 0;
    for (int i = 0; i < QUERIES; i++) {
      Db db = people(random);
      List<Fact> facts = facts(db);
      List<Part> parts = parts(random, facts);
      Set<Object> variables = new LinkedHashSet<>();
      for (Part part : parts) {
        if (part instanceof Part.Match match) {
          variables.add(match.entity());
          variables.add(match.value());
        }
      }
      variables.removeIf(term -> !term.toString().startsWith("?"));
      for (Object variable : List.copyOf(variables)) {
        if (variables.size() > 1 && random.nextInt(3) == 0) {
          variables.remove(variable);
        }
      }
      Set<List<Object>> expected = new HashSet<>();
      for (Map<Object, Object> row : naive(parts, facts)) {
        expected.add(variables.stream().map(row::get).toList());
      }
      found += expected.size();
      List<Part> shuffled = new ArrayList<>(parts);
      Collections.shuffle(shuffled, random);
      for (List<Part> order : List.of(parts, shuffled)) {
        String query = query(variables, order);
        assertThat(Likes.ask(db, query)).as(query).isEqualTo(expected);
      }
    }
    assertThat(found).as("rows that were compared").isGreaterThan(QUERIES);
  }

  private static String query(Set<Object> variables, List<Part> order) {
    StringBuilder query = new StringBuilder("[:find");
    variables.forEach(variable -> query.append(' ').append(variable));
    query.append(" :where");
    order.forEach(part -> query.append(' ').append(part));
    return query.append(']').toString();
  }
}
