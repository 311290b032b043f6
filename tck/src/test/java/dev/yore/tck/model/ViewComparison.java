package dev.yore.tck.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.index.AttributeStatistics;
import dev.yore.engine.index.FoundEntities;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.index.Indexes;
import dev.yore.engine.index.RunAhead;
import dev.yore.engine.index.SeenDatoms;
import dev.yore.engine.index.View;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import dev.yore.storage.value.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares every way of reading indexes with the model, in every view of a history. */
final class ViewComparison {
  private final ReferenceModel model;
  private final RandomHistory history;
  private final RandomHistory.Attributes attributes;
  private final Random random;

  ViewComparison(
      ReferenceModel model,
      RandomHistory history,
      RandomHistory.Attributes attributes,
      Random random) {
    this.model = model;
    this.history = history;
    this.attributes = attributes;
    this.random = random;
  }

  /** Now, as of every t, and since and history of random ones. */
  void compareAll(Indexes indexes) {
    List<View> views = new ArrayList<>(List.of(View.NOW, View.NOW.withHistory()));
    for (long t = 0; t <= indexes.basisT(); t++) {
      View asOf = View.NOW.withAsOf(t);
      long since = random.nextLong(t + 1);
      views.addAll(
          List.of(
              asOf,
              asOf.withSince(since),
              View.NOW.withSince(t),
              asOf.withHistory(),
              asOf.withSince(since).withHistory(),
              View.NOW.withSince(t).withHistory()));
    }
    compareViews(indexes, views);
  }

  void compareViews(Indexes indexes, List<View> views) {
    for (View view : views) {
      compareReads(indexes.reader(view), view);
    }
    compareIntervals(indexes);
  }

  void compareReads(IndexReader reader, View view) {
    for (IndexOrder order : IndexOrder.values()) {
      compareRange(reader, view, KeyRange.all(order), d -> inIndex(order, d));
      compareRandomRange(reader, view, order);
    }
    compareColumns(reader, view);
    compareFoundEntities(reader, view, IndexOrder.AVET);
    compareFoundEntities(reader, view, IndexOrder.VAET);
    compareEntity(reader, view, history.entity(random.nextInt(history.entities())));
    if (!view.history()) {
      comparePoints(reader, view);
    }
  }

  private boolean inIndex(IndexOrder order, Datom datom) {
    return switch (order) {
      case EAVT, AEVT -> true;
      case AVET -> attributes.inAvet(datom.attribute());
      case VAET -> attributes.inVaet(datom.attribute());
    };
  }

  private void compareRange(
      IndexReader reader, View view, KeyRange range, Predicate<Datom> filter) {
    List<Datom> expected = model.seen(view, range.order(), filter);
    assertThat(datoms(reader.scan(range), range.order()))
        .as("%s of %s", range, view)
        .isEqualTo(expected);
    if (view.equals(View.NOW)) {
      assertThat(reader.count(range)).as("count of %s", range).isEqualTo(expected.size());
    } else {
      assertThat(reader.count(range))
          .as("count of %s in %s", range, view)
          .isGreaterThanOrEqualTo(expected.size());
    }
  }

  private void compareRandomRange(IndexReader reader, View view, IndexOrder order) {
    int attribute = RandomHistory.ATTRIBUTES.get(random.nextInt(RandomHistory.ATTRIBUTES.size()));
    if (!inIndex(order, new Datom(0, attribute, 0L, 0, true))) {
      return;
    }
    KeyPrefix low = randomPrefix(order, attribute);
    KeyPrefix high = random.nextInt(3) == 0 ? low : randomPrefix(order, attribute);
    boolean lowInclusive = low == high || random.nextBoolean();
    boolean highInclusive = low == high || random.nextBoolean();
    KeyRange range = new KeyRange(low, lowInclusive, high, highInclusive);
    compareRange(
        reader,
        view,
        range,
        d -> {
          if (!inIndex(order, d)) {
            return false;
          }
          int l = compare(d, low, order);
          int h = compare(d, high, order);
          return (lowInclusive ? l >= 0 : l > 0) && (highInclusive ? h <= 0 : h < 0);
        });
  }

  private KeyPrefix randomPrefix(IndexOrder order, int attribute) {
    long entity = history.entity(random.nextInt(history.entities()));
    Object value = history.value(attribute, random.nextInt(history.values()));
    return switch (random.nextInt(4)) {
      case 0 -> KeyPrefix.all(order);
      case 1 ->
          order.byAttribute()
              ? KeyPrefix.attribute(order, attribute)
              : KeyPrefix.entity(order, entity);
      case 2 ->
          switch (order) {
            case EAVT, AEVT -> KeyPrefix.entityAttribute(order, entity, attribute);
            case AVET, VAET ->
                KeyPrefix.attributeValue(order, attribute, attributes.typeOf(attribute), value);
          };
      default -> KeyPrefix.whole(order, entity, attribute, attributes.typeOf(attribute), value);
    };
  }

  private static int compare(Datom datom, KeyPrefix prefix, IndexOrder order) {
    int sign = 0;
    for (int i = 0; i < prefix.length() && sign == 0; i++) {
      sign =
          switch (order.name().charAt(i)) {
            case 'E' -> Long.compare(datom.entity(), prefix.entity());
            case 'A' -> Integer.compare(datom.attribute(), prefix.attribute());
            default -> ValueOrder.compare(datom.value(), prefixValue(prefix));
          };
    }
    return sign;
  }

  private static Object prefixValue(KeyPrefix prefix) {
    return requireNonNull(
        Vectors.get(requireNonNull(prefix.type()), requireNonNull(prefix.value()), 0));
  }

  private void compareColumns(IndexReader reader, View view) {
    for (int attribute : RandomHistory.ATTRIBUTES) {
      long from = history.entity(random.nextInt(history.entities())) - random.nextInt(2);
      long to = history.entity(random.nextInt(history.entities())) + random.nextInt(2);
      Predicate<Datom> inRange =
          d -> d.attribute() == attribute && d.entity() >= from && d.entity() < to;
      assertThat(datoms(List.of(reader.column(attribute, from, to))))
          .as("column %s [%s, %s) of %s", attribute, from, to, view)
          .isEqualTo(model.seen(view, IndexOrder.AEVT, inRange));
      long[] bounds = reader.rowGroups(attribute, from, to);
      List<Datom> grouped = new ArrayList<>();
      for (int i = 0; i + 1 < bounds.length; i++) {
        assertThat(bounds[i]).isLessThan(bounds[i + 1]);
        Run group = reader.column(attribute, bounds[i], bounds[i + 1]);
        grouped.addAll(datoms(List.of(group)));
      }
      assertThat(grouped.stream().filter(inRange).toList())
          .as("row groups of %s [%s, %s) of %s", attribute, from, to, view)
          .isEqualTo(model.seen(view, IndexOrder.AEVT, inRange));
      compareAhead(reader, view, attribute, from, to);
      compareStatistics(reader.statistics(attribute), view, attribute);
    }
  }

  private void compareAhead(IndexReader reader, View view, int attribute, long from, long to) {
    long at = from;
    for (RunAhead ahead = next(reader, attribute, at, to);
        ahead != null;
        ahead = next(reader, attribute, at, to)) {
      long begin = at;
      long end = ahead.end();
      assertThat(end).isGreaterThan(begin);
      Predicate<Datom> covered = d -> d.entity() >= begin && d.entity() < end;
      assertThat(datoms(List.of(ahead.run())).stream().filter(covered).toList())
          .as("attribute %s of entities [%s, %s) of %s", attribute, begin, end, view)
          .isEqualTo(
              model.seen(
                  view, IndexOrder.AEVT, d -> d.attribute() == attribute && covered.test(d)));
      at = end;
    }
  }

  private static @Nullable RunAhead next(IndexReader reader, int attribute, long from, long to) {
    return from < to ? reader.ahead(attribute, from, to) : null;
  }

  private void compareEntity(IndexReader reader, View view, long entity) {
    Slice all = reader.entity(entity);
    assertThat(datoms(List.of(all.run().slice(all.from(), all.to()))))
        .as("entity %s of %s", entity, view)
        .isEqualTo(model.seen(view, IndexOrder.EAVT, d -> d.entity() == entity));
    assertThat(seen(reader.seen(entity)))
        .as("where the datoms of entity %s of %s stand", entity, view)
        .containsExactlyInAnyOrderElementsOf(
            model.seen(view, IndexOrder.EAVT, d -> d.entity() == entity));
    for (int attribute : RandomHistory.ATTRIBUTES) {
      assertThat(datoms(List.of(reader.column(attribute, entity, entity + 1))))
          .as("attribute %s of entity %s of %s", attribute, entity, view)
          .isEqualTo(
              model.seen(
                  view, IndexOrder.AEVT, d -> d.attribute() == attribute && d.entity() == entity));
    }
  }

  /** The entities of some of an attribute's numbers, which are asked for in one go. */
  private void compareFoundEntities(IndexReader reader, View view, IndexOrder order) {
    for (int attribute : RandomHistory.ATTRIBUTES) {
      DataType type = attributes.typeOf(attribute);
      if (type.layout() != Layout.LONG || !inIndex(order, new Datom(0, attribute, 0L, 0, true))) {
        continue;
      }
      long[] numbers =
          IntStream.range(0, history.values())
              .filter(i -> random.nextBoolean())
              .mapToObj(i -> history.value(attribute, i))
              .mapToLong(
                  value -> Vectors.single(type, value) instanceof LongVector v ? v.get(0) : 0)
              .sorted()
              .toArray();
      FoundEntities found = reader.entitiesOf(order, attribute, type, numbers);
      for (int i = 0; i < numbers.length; i++) {
        Object value = Vectors.get(type, new LongVector(new long[] {numbers[i]}), 0);
        assertThat(Arrays.copyOfRange(found.entities(), found.begin(i), found.end(i)))
            .as("entities of %s = %s in %s", attribute, value, view)
            .containsExactly(
                model
                    .seen(view, order, d -> d.attribute() == attribute && d.value().equals(value))
                    .stream()
                    .mapToLong(Datom::entity)
                    .toArray());
      }
    }
  }

  private static List<Datom> seen(SeenDatoms datoms) {
    List<Datom> seen = new ArrayList<>();
    for (Slice slice : List.of(datoms.live(), datoms.past())) {
      for (int row = slice.from(); row < slice.to(); row++) {
        if (datoms.sees(slice.run(), row)) {
          seen.add(slice.run().datom(row));
        }
      }
    }
    return seen;
  }

  private void compareStatistics(AttributeStatistics statistics, View view, int attribute) {
    List<Datom> seen = model.seen(view, IndexOrder.AEVT, d -> d.attribute() == attribute);
    assertThat(statistics.count()).isGreaterThanOrEqualTo(seen.size());
    for (Datom datom : seen) {
      Object min = requireNonNull(statistics.min());
      Object max = requireNonNull(statistics.max());
      assertThat(ValueOrder.compare(min, datom.value())).isLessThanOrEqualTo(0);
      assertThat(ValueOrder.compare(max, datom.value())).isGreaterThanOrEqualTo(0);
    }
  }

  private void comparePoints(IndexReader reader, View view) {
    for (int i = 0; i < history.entities(); i++) {
      long entity = history.entity(i);
      List<Datom> age =
          model.seen(
              view,
              IndexOrder.EAVT,
              d -> d.entity() == entity && d.attribute() == RandomHistory.AGE);
      assertThat(reader.valueOf(entity, RandomHistory.AGE))
          .as("age of %s in %s", entity, view)
          .isEqualTo(age.isEmpty() ? null : age.getFirst().value());
    }
    for (int i = 0; i < history.values(); i++) {
      Object email = history.value(RandomHistory.EMAIL, i);
      List<Datom> owner =
          model.seen(
              view,
              IndexOrder.EAVT,
              d -> d.attribute() == RandomHistory.EMAIL && d.value().equals(email));
      assertThat(reader.entityOf(RandomHistory.EMAIL, email))
          .as("owner of %s in %s", email, view)
          .isEqualTo(owner.isEmpty() ? -1 : owner.getFirst().entity());
    }
  }

  private void compareIntervals(Indexes indexes) {
    for (int attribute : RandomHistory.ATTRIBUTES) {
      Run run = indexes.reader(View.NOW).intervals(attribute, 0, Long.MAX_VALUE);
      List<Datom> events = new ArrayList<>();
      for (int i = 0; i < run.size(); i++) {
        events.add(new Datom(run.entity(i), attribute, run.value(i), run.added(i), true));
        long ended = requireNonNull(run.ended()).get(i);
        if (ended != Long.MAX_VALUE) {
          events.add(new Datom(run.entity(i), attribute, run.value(i), ended, false));
        }
      }
      assertThat(events)
          .isEqualTo(
              model.seen(View.NOW.withHistory(), IndexOrder.AEVT, d -> d.attribute() == attribute));
    }
  }

  private static List<Datom> datoms(IndexReader.RunCursor cursor, IndexOrder order) {
    List<Run> runs = new ArrayList<>();
    for (Run run = cursor.next(); run != null; run = cursor.next()) {
      assertThat(run.isEmpty()).as("an empty run from a cursor").isFalse();
      assertThat(run.order()).isEqualTo(order);
      runs.add(run);
    }
    return datoms(runs);
  }

  private static List<Datom> datoms(List<Run> runs) {
    List<Datom> datoms = new ArrayList<>();
    for (Run run : runs) {
      for (int i = 0; i < run.size(); i++) {
        datoms.add(run.datom(i));
      }
    }
    return datoms;
  }
}
