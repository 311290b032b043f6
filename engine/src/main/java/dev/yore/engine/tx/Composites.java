package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.TupleColumns;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps composite tuples equal to what they are made of: when a part of an entity changes, so does
 * its tuple. An entity without any part has no tuple.
 */
final class Composites {
  private final Db before;
  private final Schema schema;
  private final Map<Integer, Run> nets;
  private final Changes changes;

  /**
   * @param nets what changes of each attribute
   */
  Composites(Db before, Schema schema, Map<Integer, Run> nets, Changes changes) {
    this.before = before;
    this.schema = schema;
    this.nets = nets;
    this.changes = changes;
  }

  /** Adds what happens to tuples to the changes; returns the attributes concerned. */
  List<Integer> maintain() {
    TreeSet<Integer> composites = new TreeSet<>();
    for (int attribute : nets.keySet()) {
      for (int composite : schema.compositesOf(attribute)) {
        composites.add(composite);
      }
    }
    for (Attribute attribute : defined()) {
      composites.add(attribute.id());
    }
    for (int composite : composites) {
      maintain(schema.require(composite));
    }
    return new ArrayList<>(composites);
  }

  /** Composite attributes that the transaction itself defines: existing entities get them too. */
  private List<Attribute> defined() {
    if (schema == before.schema()) {
      return List.of();
    }
    return schema.attributes().stream()
        .filter(a -> !a.tupleAttributes().isEmpty() && before.schema().attribute(a.id()) == null)
        .toList();
  }

  private void maintain(Attribute composite) {
    Part[] parts =
        composite.tupleAttributes().stream()
            .map(part -> new Part(schema.require(part)))
            .toArray(Part[]::new);
    if (before.schema().attribute(composite.id()) != null && insertedTogether(parts)) {
      insert(composite, parts);
      return;
    }
    long[] touched = touched(composite, parts);
    if (touched.length == 0) {
      return;
    }
    long span = touched[touched.length - 1] - touched[0];
    for (Part part : parts) {
      part.existing = new Existing(before, part.attribute, touched.length, span);
    }
    Existing tuples = new Existing(before, composite, touched.length, span);
    for (long entity : touched) {
      maintain(composite, parts, entity, tuples);
    }
  }

  /** True when all that happens is that new entities get all of the parts. */
  private static boolean insertedTogether(Part[] parts) {
    Run first = parts[0].net;
    for (Part part : parts) {
      Run net = part.net;
      if (first == null
          || net == null
          || !part.fresh
          || net.retracted() != null
          || !same(first.entities(), net.entities())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Longs left, Longs right) {
    return left.equals(right)
        || (left.size() == right.size() && Arrays.equals(left.toArray(), right.toArray()));
  }

  private void insert(Attribute composite, Part[] parts) {
    List<Vector> columns = new ArrayList<>(parts.length);
    long[] entities = new long[0];
    for (Part part : parts) {
      Run net = Objects.requireNonNull(part.net);
      columns.add(net.values()[0]);
      entities = columns.size() == 1 ? net.entities().toArray() : entities;
    }
    changes
        .of(composite.id())
        .insert(entities, TupleColumns.of(composite.type().parts(), columns, entities.length));
  }

  private void maintain(Attribute composite, Part[] parts, long entity, Existing tuples) {
    boolean fresh = false;
    for (Part part : parts) {
      fresh |= part.seek(entity) && part.fresh;
    }
    List<@Nullable Object> values = new ArrayList<>(parts.length);
    boolean any = false;
    for (Part part : parts) {
      Object value = part.value(entity, fresh);
      values.add(value);
      any |= value != null;
    }
    AttributeChanges target = changes.of(composite.id());
    if (any && fresh) {
      target.addNew(entity, Collections.unmodifiableList(values));
    } else if (any) {
      target.add(entity, Collections.unmodifiableList(values));
    } else if (tuples.seek(entity)) {
      target.retract(entity, tuples.values(), tuples.from());
    }
  }

  private long[] touched(Attribute composite, Part[] parts) {
    LongStream touched = LongStream.empty();
    boolean alsoExisting = before.schema().attribute(composite.id()) == null;
    for (Part part : parts) {
      if (part.net != null) {
        touched = LongStream.concat(touched, Arrays.stream(part.net.entities().toArray()));
      }
      if (alsoExisting && before.schema().attribute(part.attribute.id()) != null) {
        Run column = before.reader().column(part.attribute.id(), 0, Long.MAX_VALUE);
        touched = LongStream.concat(touched, Arrays.stream(column.entities().toArray()));
      }
    }
    long[] sorted = touched.sorted().toArray();
    int count = 0;
    for (long entity : sorted) {
      if (count == 0 || sorted[count - 1] != entity) {
        sorted[count++] = entity;
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  /** A part of a tuple, before and after. */
  private final class Part {
    final Attribute attribute;
    final @Nullable Run net;
    final boolean fresh;
    @Nullable Existing existing;
    private int from;
    private int to;

    Part(Attribute attribute) {
      this.attribute = attribute;
      this.net = nets.get(attribute.id());
      this.fresh = net != null && changes.of(attribute.id()).fresh();
    }

    /** Goes to what changes of an entity; true when anything does. */
    boolean seek(long entity) {
      if (net == null) {
        return false;
      }
      from = net.entities().lowerBound(entity, to, net.size());
      to = from;
      while (to < net.size() && net.entity(to) == entity) {
        to++;
      }
      return to > from;
    }

    @Nullable Object value(long entity, boolean newEntity) {
      boolean changed = false;
      if (net != null) {
        for (int row = from; row < to; row++) {
          changed = true;
          if (!net.isRetraction(row)) {
            return net.value(row);
          }
        }
      }
      return changed || newEntity || existing == null ? null : existing.first(entity);
    }
  }
}
