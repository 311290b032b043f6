package dev.yore.engine.planner;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plans;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Has nobody look for repeats where keys tell that there are none: DISTINCT goes, in aggregates
 * too. What was only there to tell rows apart need not be read then.
 */
final class Repeats {
  private final Keys keys;

  Repeats(Keys keys) {
    this.keys = keys;
  }

  Plan apply(Plan plan) {
    Plan over = Plans.withInputs(plan, Plans.inputs(plan).stream().map(this::apply).toList());
    return switch (over) {
      case Plan.Distinct distinct when keys.tellApart(distinct.input()) -> distinct.input();
      case Plan.Aggregate aggregate -> narrow(withoutRepeats(aggregate));
      default -> over;
    };
  }

  private Plan.Aggregate withoutRepeats(Plan.Aggregate aggregate) {
    List<Plan.Aggregate.Call> calls =
        aggregate.calls().stream().map(call -> plain(aggregate, call)).toList();
    return new Plan.Aggregate(aggregate.input(), aggregate.keys(), calls, aggregate.fields());
  }

  /** A call without DISTINCT where a group's arguments are different anyway. */
  private Plan.Aggregate.Call plain(Plan.Aggregate aggregate, Plan.Aggregate.Call call) {
    if (!call.distinct()) {
      return call;
    }
    BitSet columns = new BitSet();
    aggregate.keys().forEach(columns::set);
    call.arguments().forEach(columns::set);
    return keys.settledBy(aggregate.input(), columns).row()
        ? new Plan.Aggregate.Call(
            call.function(), call.arguments(), false, call.filter(), call.type(), call.order())
        : call;
  }

  /** Takes from the input only the columns that are read. */
  private static Plan.Aggregate narrow(Plan.Aggregate aggregate) {
    BitSet used = new BitSet();
    aggregate.keys().forEach(used::set);
    for (Plan.Aggregate.Call call : aggregate.calls()) {
      call.arguments().forEach(used::set);
      if (call.filter() >= 0) {
        used.set(call.filter());
      }
    }
    List<Plan.Field> fields = aggregate.input().fields();
    if (used.isEmpty() || used.cardinality() == fields.size()) {
      return aggregate;
    }
    List<Expr> columns = new ArrayList<>();
    List<Plan.Field> kept = new ArrayList<>();
    int[] places = new int[fields.size()];
    for (int c = used.nextSetBit(0); c >= 0; c = used.nextSetBit(c + 1)) {
      places[c] = columns.size();
      columns.add(new Expr.Column(c, fields.get(c).type()));
      kept.add(fields.get(c));
    }
    return new Plan.Aggregate(
        new Plan.Project(aggregate.input(), columns, kept),
        aggregate.keys().stream().map(key -> places[key]).toList(),
        aggregate.calls().stream().map(call -> moved(call, places)).toList(),
        aggregate.fields());
  }

  private static Plan.Aggregate.Call moved(Plan.Aggregate.Call call, int[] places) {
    return new Plan.Aggregate.Call(
        call.function(),
        call.arguments().stream().map(argument -> places[argument]).toList(),
        call.distinct(),
        call.filter() < 0 ? -1 : places[call.filter()],
        call.type(),
        call.order());
  }
}
