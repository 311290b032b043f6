package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.AttributeStatistics;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.View;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.datom.AttributeTypes;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.ValueOrder;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** Indexes over a list of datoms, in groups of a few entities, for tests. */
@NullUnmarked
final class NaiveIndexes implements Indexes {
  private static final int GROUP = 5;

  private final List<Datom> datoms;
  private final AttributeTypes types;

  NaiveIndexes(List<Datom> datoms, AttributeTypes types) {
    this.datoms = datoms;
    this.types = types;
  }

  Db db() {
    return new Db(this, new Schema(List.of(), Map.of(), List.of(), 0), View.NOW, 0);
  }

  @Override
  public long basisT() {
    return datoms.stream().mapToLong(Datom::t).max().orElse(0);
  }

  @Override
  public Indexes with(long t, List<Run> events, IndexedAttributes attributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Indexes knowing(IndexedAttributes attributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Run> basisEvents() {
    throw new UnsupportedOperationException();
  }

  @Override
  public IndexReader reader(View view) {
    List<Datom> visible = new ArrayList<>();
    for (Datom datom : datoms) {
      if (datom.t() <= view.asOf()) {
        visible.removeIf(d ->
            d.entity() == datom.entity()
                && d.attribute() == datom.attribute()
                && d.value().equals(datom.value()));
        if (datom.added()) {
          visible.add(datom);
        }
      }
    }
    return new Reader(visible);
  }

  private final class Reader implements IndexReader {
    private final List<Datom> visible;

    Reader(List<Datom> visible) {
      this.visible = visible;
    }

    private Run run(List<Datom> some, IndexOrder order) {
      RunBuilder builder = new RunBuilder(order, types, some.size());
      some.stream()
          .filter(d ->
              order != IndexOrder.VAET || types.typeOf(d.attribute()).valueType() == ValueType.REF)
          .forEach(d -> builder.add(d.entity(), d.attribute(), d.value(), d.t()));
      return builder.build();
    }

    @Override
    public RunCursor scan(KeyRange range) {
      Run all = run(visible, range.order());
      int from = all.from(range);
      int to = all.to(range);
      List<Run> parts = new ArrayList<>();
      for (int at = from; at < to; at += GROUP) {
        parts.add(all.slice(at, Math.min(to, at + GROUP)));
      }
      var iterator = parts.iterator();
      return () -> iterator.hasNext() ? iterator.next() : null;
    }

    private List<Datom> of(int attribute, long from, long to) {
      return visible.stream()
          .filter(d -> d.attribute() == attribute && d.entity() >= from && d.entity() < to)
          .toList();
    }

    @Override
    public Run column(int attribute, long from, long to) {
      return run(of(attribute, from, to), IndexOrder.AEVT);
    }

    @Override
    public long[] rowGroups(int attribute, long from, long to) {
      long[] entities =
          of(attribute, from, to).stream().mapToLong(Datom::entity).sorted().distinct().toArray();
      List<Long> bounds = new ArrayList<>();
      for (int i = 0; i < entities.length; i += GROUP) {
        bounds.add(entities[i]);
      }
      if (entities.length > 0) {
        bounds.add(entities[entities.length - 1] + 1);
      }
      return bounds.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long entityOf(int attribute, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object valueOf(long entity, int attribute) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Run intervals(int attribute, long from, long to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long count(KeyRange range) {
      Run all = run(visible, range.order());
      return Math.max(0, all.to(range) - all.from(range));
    }

    @Override
    public AttributeStatistics statistics(int attribute) {
      List<Object> values = of(attribute, 0, Long.MAX_VALUE).stream().map(Datom::value).toList();
      Comparator<Object> order = ValueOrder::compare;
      return new AttributeStatistics(
          values.size(),
          values.stream().min(order).orElse(null),
          values.stream().max(order).orElse(null),
          values.stream().distinct().count());
    }
  }
}
