package dev.yore.tck.model;

import dev.yore.engine.index.View;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.value.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All that transactions ever did, as a list, and each view as a filter over it. */
public final class ReferenceModel {
  private final List<Datom> events = new ArrayList<>();

  private record Key(long entity, int attribute, Object value) {}

  /** Adds what a transaction did. */
  public void add(List<Datom> transaction) {
    events.addAll(transaction);
  }

  /** What a view shows of the datoms that pass the filter, in the order of an index. */
  public List<Datom> seen(View view, IndexOrder order, Predicate<Datom> filter) {
    List<Datom> known = events.stream().filter(d -> d.t() <= view.asOf()).toList();
    List<Datom> shown = view.history() ? known : holding(known);
    return shown.stream()
        .filter(d -> view.since() == 0 || d.t() > view.since())
        .filter(filter)
        .sorted(comparator(order))
        .toList();
  }

  private static List<Datom> holding(List<Datom> known) {
    Map<Key, Datom> last = new LinkedHashMap<>();
    for (Datom datom : known) {
      last.put(new Key(datom.entity(), datom.attribute(), datom.value()), datom);
    }
    return last.values().stream().filter(Datom::added).toList();
  }

  /** The order of an index, and by t within a key. */
  public static Comparator<Datom> comparator(IndexOrder order) {
    Comparator<Datom> byEntity = Comparator.comparingLong(Datom::entity);
    Comparator<Datom> byAttribute = Comparator.comparingInt(Datom::attribute);
    Comparator<Datom> byValue = (l, r) -> ValueOrder.compare(l.value(), r.value());
    Comparator<Datom> byKey =
        switch (order) {
          case EAVT -> byEntity.thenComparing(byAttribute).thenComparing(byValue);
          case AEVT -> byAttribute.thenComparing(byEntity).thenComparing(byValue);
          case AVET -> byAttribute.thenComparing(byValue).thenComparing(byEntity);
          case VAET -> byValue.thenComparing(byAttribute).thenComparing(byEntity);
        };
    return byKey.thenComparingLong(Datom::t);
  }
}
