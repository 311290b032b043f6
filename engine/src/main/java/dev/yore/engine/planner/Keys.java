package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Expressions;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.Layout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which columns of a plan settle which others. An entity settles its values of attributes of
 * cardinality one, a unique value its entity, group keys their group, and what equals a settled
 * column or a constant is settled too.
 */
final class Keys {
  private final AttributeRules rules;

  Keys(AttributeRules rules) {
    this.rules = rules;
  }

  /**
   * What rows that agree on some columns, nulls being alike, have in common.
   *
   * @param columns those they agree on, the given ones among them
   * @param row true when there is never more than one such row: the given columns hold a key
   */
  record Settled(BitSet columns, boolean row) {}

  /** True when no two rows of the plan are alike. */
  boolean tellApart(Plan plan) {
    return settledBy(plan, columnsOf(plan)).row();
  }

  private static BitSet columnsOf(Plan plan) {
    BitSet all = new BitSet();
    all.set(0, plan.fields().size());
    return all;
  }

  /**
   * @param columns of the plan, those that rows agree on
   */
  Settled settledBy(Plan plan, BitSet columns) {
    Settled settled = settled(plan, columns);
    return settled.row() ? new Settled(columnsOf(plan), true) : settled;
  }

  private Settled settled(Plan plan, BitSet columns) {
    return switch (plan) {
      case Plan.Block ignored -> inGraph(plan, columns);
      case Plan.Filter ignored -> inGraph(plan, columns);
      case Plan.Join join -> inJoin(join, columns);
      case Plan.Apply apply -> inApply(apply, columns);
      case Plan.Project project -> inProject(project, columns);
      case Plan.Aggregate aggregate -> inAggregate(aggregate, columns);
      case Plan.Window window -> beginning(window.input(), columns);
      case Plan.Sort sort -> settledBy(sort.input(), columns);
      case Plan.Distinct distinct -> ofSet(distinct, settledBy(distinct.input(), columns));
      case Plan.SetOperation operation -> {
        Settled settled = new Settled(columns, false);
        yield operation.all() ? settled : ofSet(plan, settled);
      }
      case Plan.Fixpoint fixpoint -> {
        Settled settled = new Settled(columns, false);
        yield fixpoint.distinct() ? ofSet(plan, settled) : settled;
      }
      case Plan.Values values -> new Settled(columns, values.rows().size() <= 1);
      case Plan.GroupingSets ignored -> new Settled(columns, false);
      case Plan.External ignored -> new Settled(columns, false);
      case Plan.Series ignored -> new Settled(columns, false);
      case Plan.WorkingTable ignored -> new Settled(columns, false);
    };
  }

  /** In a plan without repeats all columns together are a key. */
  private static Settled ofSet(Plan plan, Settled settled) {
    boolean all = settled.columns().cardinality() == plan.fields().size();
    return new Settled(settled.columns(), settled.row() || all);
  }

  private Settled inProject(Plan.Project project, BitSet columns) {
    List<Expr> expressions = project.expressions();
    BitSet given = new BitSet();
    for (int c = columns.nextSetBit(0); c >= 0; c = columns.nextSetBit(c + 1)) {
      if (expressions.get(c) instanceof Expr.Column column) {
        given.set(column.index());
      }
    }
    Settled below = settledBy(project.input(), given);
    BitSet settled = (BitSet) columns.clone();
    for (int c = 0; c < expressions.size(); c++) {
      if (expressions.get(c) instanceof Expr.Column column && below.columns().get(column.index())) {
        settled.set(c);
      }
    }
    return new Settled(settled, below.row());
  }

  private Settled inAggregate(Plan.Aggregate aggregate, BitSet columns) {
    List<Integer> keys = aggregate.keys();
    BitSet given = new BitSet();
    for (int key = 0; key < keys.size(); key++) {
      if (columns.get(key)) {
        given.set(keys.get(key));
      }
    }
    BitSet below = settledBy(aggregate.input(), given).columns();
    BitSet settled = (BitSet) columns.clone();
    boolean group = true;
    for (int key = 0; key < keys.size(); key++) {
      boolean known = below.get(keys.get(key));
      settled.set(key, known || columns.get(key));
      group &= known;
    }
    return new Settled(settled, group);
  }

  /** In rows that begin with those of an input, each once. */
  private Settled beginning(Plan input, BitSet columns) {
    int width = input.fields().size();
    Settled below = settledBy(input, columns.get(0, width));
    BitSet settled = (BitSet) columns.clone();
    settled.or(below.columns());
    return new Settled(settled, below.row());
  }

  private Settled inApply(Plan.Apply apply, BitSet columns) {
    return switch (apply.kind()) {
      case SEMI, ANTI -> settledBy(apply.left(), columns);
      case INNER, LEFT -> beside(apply.left(), apply.right(), columns, new ArrayList<>());
      case RIGHT, FULL -> new Settled(columns, false);
    };
  }

  private Settled inJoin(Plan.Join join, BitSet columns) {
    return switch (join.kind()) {
      case INNER -> inGraph(join, columns);
      case SEMI, ANTI -> settledBy(join.left(), columns);
      case LEFT -> {
        List<Expr> conditions = new ArrayList<>(Expressions.conjuncts(join.condition()));
        yield beside(join.left(), join.right(), columns, conditions);
      }
      case RIGHT, FULL -> new Settled(columns, false);
    };
  }

  /** In rows of the left with, for each, its rows of the right or nulls. */
  private Settled beside(Plan left, Plan right, BitSet columns, List<Expr> conditions) {
    int width = left.fields().size();
    int all = width + right.fields().size();
    Settled ofLeft = beginning(left, columns);
    if (!ofLeft.row()) {
      return new Settled(ofLeft.columns(), false);
    }
    BitSet known = (BitSet) columns.clone();
    known.set(0, width);
    spread(new Equalities(all, conditions).classes(), known);
    Settled ofRight = settledBy(right, known.get(width, all));
    known.clear(width, all);
    known.or(columns);
    ofRight.columns().stream().forEach(c -> known.set(width + c));
    return new Settled(known, ofRight.row());
  }

  private static boolean spread(List<List<Integer>> classes, BitSet known) {
    int before = known.cardinality();
    for (List<Integer> members : classes) {
      if (members.stream().anyMatch(known::get)) {
        members.forEach(known::set);
      }
    }
    return known.cardinality() > before;
  }

  private Settled inGraph(Plan plan, BitSet columns) {
    JoinGraph graph = new JoinGraph(plan, rules::schema, false);
    List<Expr> conditions = new ArrayList<>(graph.predicates);
    Equalities equalities = new Equalities(graph.fields.size(), conditions);
    BitSet known = new BitSet();
    columns.stream().forEach(c -> known.set(graph.output.get(c)));
    for (Expr condition : conditions) {
      Bound bound = Bound.of(condition);
      if (bound != null && bound.comparison() == Bound.Comparison.EQUAL) {
        known.set(bound.place());
      }
    }
    boolean row;
    int before;
    do {
      before = known.cardinality();
      spread(equalities.classes(), known);
      row = true;
      for (JoinGraph.Leaf leaf : graph.leaves) {
        row &=
            switch (leaf) {
              case JoinGraph.Star star -> inStar(star, known);
              case JoinGraph.Opaque opaque -> inOpaque(opaque, known);
            };
      }
    } while (known.cardinality() > before);
    BitSet settled = new BitSet();
    for (int c = 0; c < graph.output.size(); c++) {
      settled.set(c, known.get(graph.output.get(c)));
    }
    return new Settled(settled, row);
  }

  /** Whether there is one row of a star; adds what of it is settled. */
  private boolean inStar(JoinGraph.Star star, BitSet known) {
    if (!known.get(star.entity()) && !hasKey(star, known)) {
      return false;
    }
    known.set(star.entity());
    boolean row = true;
    for (JoinGraph.Spoke spoke : star.spokes()) {
      boolean single = rules.single(star.source(), spoke.attribute());
      if (single) {
        known.set(spoke.value());
      }
      if (single || (known.get(spoke.value()) && spoke.type().layout() != Layout.DOUBLE)) {
        known.set(spoke.tx() < 0 ? spoke.value() : spoke.tx());
      } else {
        row = false;
      }
    }
    return row;
  }

  /** True when values that are settled belong to one entity only. */
  private boolean hasKey(JoinGraph.Star star, BitSet known) {
    BitSet settled = new BitSet();
    for (JoinGraph.Spoke spoke : star.spokes()) {
      settled.set(spoke.attribute(), !spoke.optional() && known.get(spoke.value()));
    }
    for (int a = settled.nextSetBit(0); a >= 0; a = settled.nextSetBit(a + 1)) {
      if (rules.unique(star.source(), a)) {
        return true;
      }
      for (int composite : rules.schema(star.source()).compositesOf(a)) {
        List<Integer> parts = rules.schema(star.source()).require(composite).tupleAttributes();
        if (parts.stream().allMatch(settled::get) && rules.unique(star.source(), composite)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean inOpaque(JoinGraph.Opaque opaque, BitSet known) {
    List<Integer> places = opaque.columns();
    BitSet given = new BitSet();
    for (int c = 0; c < places.size(); c++) {
      given.set(c, known.get(places.get(c)));
    }
    Settled settled = settledBy(opaque.plan(), given);
    settled.columns().stream().forEach(c -> known.set(places.get(c)));
    return settled.row();
  }
}
