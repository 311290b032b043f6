package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plans;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows plans as Datalog: each block as the clauses that it is, the operators around it by name.
 */
public final class DatalogText {
  private final List<Schema> schemas;
  private final List<String> lines = new ArrayList<>();

  private DatalogText(List<Schema> schemas) {
    this.schemas = schemas;
  }

  /** The text of a plan, a line each. */
  public static List<String> lines(Plan plan, List<Schema> schemas) {
    DatalogText text = new DatalogText(schemas);
    text.add(plan, 0);
    return List.copyOf(text.lines);
  }

  /** The text of a block: what it finds, and a clause a line. */
  public static List<String> lines(Plan.Block block, Schema schema) {
    return lines(block, List.of(schema));
  }

  private void line(int depth, String text) {
    lines.add("  ".repeat(depth) + text);
  }

  private void add(Plan plan, int depth) {
    switch (plan) {
      case Plan.Block block -> block(block, depth);
      case Plan.Project project when movesColumns(project) -> add(project.input(), depth);
      default -> {
        line(depth, describe(plan));
        Plans.inputs(plan).forEach(input -> add(input, depth + 1));
      }
    }
  }

  private static boolean movesColumns(Plan.Project project) {
    return project.expressions().stream().allMatch(Expr.Column.class::isInstance);
  }

  private String describe(Plan plan) {
    return switch (plan) {
      case Plan.Block ignored -> ":where";
      case Plan.Values values -> "values " + values.rows().size() + " of " + names(values.fields());
      case Plan.Series series -> "series of " + names(series.fields());
      case Plan.External external -> external.name() + " " + names(external.fields());
      case Plan.Filter filter ->
          "where [" + new ClauseText(filter.fields(), false).of(filter.condition()) + "]";
      case Plan.Project project -> "bind " + bindings(project);
      case Plan.Join join ->
          join.kind().name().toLowerCase(java.util.Locale.ROOT) + " join" + on(join);
      case Plan.Apply apply ->
          "for each row, " + apply.kind().name().toLowerCase(java.util.Locale.ROOT);
      case Plan.Aggregate aggregate -> "aggregate " + names(aggregate.fields());
      case Plan.GroupingSets sets ->
          "aggregate by each of " + sets.sets().size() + " " + names(sets.fields());
      case Plan.Window window -> "window " + names(window.fields());
      case Plan.Sort sort -> "sort " + sortKeys(sort);
      case Plan.Distinct ignored -> "distinct";
      case Plan.SetOperation operation ->
          operation.kind() == Plan.SetOperation.Kind.UNION
              ? "or"
              : operation.kind().name().toLowerCase(java.util.Locale.ROOT);
      case Plan.Fixpoint fixpoint -> "rule " + fixpoint.id() + " " + names(fixpoint.fields());
      case Plan.WorkingTable table -> "(rule " + table.id() + " " + names(table.fields()) + ")";
    };
  }

  private static String names(List<Plan.Field> fields) {
    return fields.stream()
        .map(field -> ClauseText.variable(field.name()))
        .collect(Collectors.joining(" ", "[", "]"));
  }

  private static String sortKeys(Plan.Sort sort) {
    String keys =
        sort.keys().stream()
            .map(key ->
                ClauseText.variable(sort.fields().get(key.column()).name())
                    + (key.descending() ? " :desc" : ""))
            .collect(Collectors.joining(" ", "[", "]"));
    ClauseText text = new ClauseText(sort.fields(), false);
    Expr limit = sort.limit();
    Expr offset = sort.offset();
    return keys
        + (limit == null ? "" : " :limit " + text.of(limit))
        + (offset == null ? "" : " :offset " + text.of(offset));
  }

  private static String on(Plan.Join join) {
    Expr condition = join.condition();
    if (condition == null) {
      return "";
    }
    List<Plan.Field> fields = new ArrayList<>(join.left().fields());
    fields.addAll(join.right().fields());
    return " on [" + new ClauseText(fields, false).of(condition) + "]";
  }

  private static String bindings(Plan.Project project) {
    ClauseText text = new ClauseText(project.input().fields(), false);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < project.expressions().size(); i++) {
      if (!(project.expressions().get(i) instanceof Expr.Column)) {
        String name = ClauseText.variable(project.fields().get(i).name());
        shown.add("[" + text.of(project.expressions().get(i)) + " " + name + "]");
      }
    }
    return String.join(" ", shown);
  }

  private void block(Plan.Block block, int depth) {
    ClauseText text = new ClauseText(block.variables(), true);
    line(
        depth,
        "[:find " + block.output().stream().map(text::variable).collect(Collectors.joining(" ")));
    List<String> clauses = new ArrayList<>();
    block.patterns().forEach(pattern -> clauses.add(pattern(pattern, text)));
    block.predicates().forEach(predicate -> clauses.add("[" + text.of(predicate) + "]"));
    for (int i = 0; i < clauses.size(); i++) {
      String end = i + 1 == clauses.size() ? "]" : "";
      line(depth, (i == 0 ? " :where " : "        ") + clauses.get(i) + end);
    }
  }

  private String pattern(Plan.Pattern pattern, ClauseText text) {
    StringBuilder clause = new StringBuilder("[");
    int input = pattern.source().input();
    if (input > 0) {
      clause.append('$').append(input + 1).append(' ');
    }
    clause.append(text.variable(pattern.entity()));
    clause.append(' ').append(attribute(input, pattern.attribute()));
    Expr constant = pattern.constant();
    boolean tx = pattern.tx() >= 0;
    if (constant != null) {
      clause.append(' ').append(text.of(constant));
    } else if (pattern.value() >= 0) {
      clause.append(' ').append(text.variable(pattern.value()));
    } else if (tx) {
      clause.append(" _");
    }
    if (tx) {
      clause.append(' ').append(text.variable(pattern.tx()));
    }
    clause.append(']');
    Expr asOf = pattern.source().asOf();
    String moment = asOf == null ? "" : " :as-of " + text.of(asOf);
    return (pattern.optional() ? "(optional " + clause + ")" : clause) + moment;
  }

  private String attribute(int input, int id) {
    @Nullable Attribute attribute = schemas.get(Math.min(input, schemas.size() - 1)).attribute(id);
    return attribute == null ? Integer.toString(id) : attribute.ident().toString();
  }
}
