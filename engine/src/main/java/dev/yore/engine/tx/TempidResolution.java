package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.Table;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entities that tempids stand for. A tempid with a value of a unique identity attribute
 * is the entity that has it; tempids that share one are the same; all others are new.
 */
final class TempidResolution {
  private record Key(int attribute, Object value) {}

  private final Db before;
  private final EntityLookup lookup;
  private final Map<Integer, Long> next = new HashMap<>();
  private final Map<Key, Long> found = new HashMap<>();
  private final Map<Key, Fact> claims = new HashMap<>();

  TempidResolution(Db before) {
    this.before = before;
    this.lookup = new EntityLookup(before);
  }

  /**
   * Binds all tempids that facts are added to.
   *
   * @param newPartition where new entities go that nothing else gives a place
   */
  void resolve(List<Fact> facts, Schema schema, int newPartition) {
    List<Attribute> composites =
        schema.attributes().stream()
            .filter(a -> a.unique() == Attribute.Unique.IDENTITY && !a.tupleAttributes().isEmpty())
            .toList();
    boolean again = true;
    while (again) {
      again = false;
      for (Fact fact : facts) {
        again |= identify(fact);
      }
      if (!composites.isEmpty()) {
        again |= identifyByComposites(facts, composites);
      }
    }
    for (Fact fact : facts) {
      place(fact, schema);
    }
    for (Fact fact : facts) {
      if (fact.entity() instanceof Fact.Temporary temporary) {
        bindNew(temporary.tempid(), newPartition);
      }
    }
  }

  private boolean identify(Fact fact) {
    Attribute attribute = fact.attribute();
    if (fact.kind() != Fact.Kind.ADD
        || attribute == null
        || attribute.unique() != Attribute.Unique.IDENTITY) {
      return false;
    }
    Object value = known(fact.value());
    return value != null && identify(new Key(attribute.id(), value), attribute, fact);
  }

  /** True when something was learnt. */
  private boolean identify(Key key, Attribute attribute, Fact fact) {
    boolean learnt = false;
    if (fact.entity() instanceof Fact.Temporary temporary) {
      long entity = found.computeIfAbsent(key, k -> lookup.find(attribute, k.value()));
      if (entity != 0) {
        learnt = bind(temporary.tempid(), entity, key, attribute);
      }
    }
    Fact other = claims.putIfAbsent(key, fact);
    if (other == null || other == fact) {
      return learnt | other == null;
    }
    return learnt | same(fact.entity(), other.entity(), key, attribute);
  }

  private boolean same(Fact.Term one, Fact.Term other, Key key, Attribute attribute) {
    if (one instanceof Fact.Temporary a && other instanceof Fact.Temporary b) {
      if (a.tempid().root() == b.tempid().root()) {
        return false;
      }
      if (a.tempid().id() != 0 && b.tempid().id() != 0) {
        return bind(a.tempid(), b.tempid().id(), key, attribute);
      }
      a.tempid().unify(b.tempid());
      return true;
    }
    if (one instanceof Fact.Temporary a && other instanceof Fact.Known known) {
      return bind(a.tempid(), known.id(), key, attribute);
    }
    if (one instanceof Fact.Known known && other instanceof Fact.Temporary b) {
      return bind(b.tempid(), known.id(), key, attribute);
    }
    return false;
  }

  private static boolean bind(Tempid tempid, long entity, Key key, Attribute attribute) {
    if (tempid.id() == entity) {
      return false;
    }
    if (tempid.id() != 0) {
      throw YoreException.of(
              ErrorCode.UNIQUE_CONFLICT,
              "The unique values of one tempid belong to two different entities")
          .with("tempid", tempid)
          .with("attribute", attribute.ident())
          .with("value", key.value())
          .with("entity", entity)
          .with("other", tempid.id());
    }
    tempid.bind(entity);
    return true;
  }

  /** A value as it is known so far, or null when it depends on a tempid that is not found yet. */
  private static @Nullable Object known(@Nullable Object value) {
    return switch (value) {
      case Fact.Known entity -> (Object) entity.id();
      case Fact.Temporary temporary ->
          temporary.tempid().id() == 0 ? null : (Object) temporary.tempid().id();
      case Fact.Named named -> null;
      case null, default -> value;
    };
  }

  private boolean identifyByComposites(List<Fact> facts, List<Attribute> composites) {
    Map<Tempid, Map<Integer, Fact>> parts = new IdentityHashMap<>();
    List<Tempid> order = new ArrayList<>();
    for (Fact fact : facts) {
      Attribute attribute = fact.attribute();
      if (fact.kind() == Fact.Kind.ADD
          && attribute != null
          && fact.entity() instanceof Fact.Temporary temporary) {
        parts
            .computeIfAbsent(
                temporary.tempid().root(),
                root -> {
                  order.add(root);
                  return new HashMap<>();
                })
            .put(attribute.id(), fact);
      }
    }
    boolean learnt = false;
    for (Tempid tempid : order) {
      Map<Integer, Fact> said = parts.getOrDefault(tempid, Map.of());
      for (Attribute composite : composites) {
        learnt |= identifyByComposite(composite, said);
      }
    }
    return learnt;
  }

  private boolean identifyByComposite(Attribute composite, Map<Integer, Fact> said) {
    List<Object> values = new ArrayList<>();
    Fact last = null;
    for (int part : composite.tupleAttributes()) {
      Fact fact = said.get(part);
      Object value = fact == null ? null : known(fact.value());
      if (value == null) {
        return false;
      }
      last = fact;
      values.add(value);
    }
    return last != null && identify(new Key(composite.id(), List.copyOf(values)), composite, last);
  }

  /** A row of a SQL table goes where the table's rows are, and what has an ident to the schema. */
  private static void place(Fact fact, Schema schema) {
    Attribute attribute = fact.attribute();
    if (fact.kind() == Fact.Kind.ADD
        && attribute != null
        && fact.entity() instanceof Fact.Temporary temporary) {
      Table table = schema.tableOf(attribute.id());
      if (table != null) {
        temporary.tempid().wantPartition(table.partition());
      } else if (attribute.id() == Bootstrap.IDENT) {
        temporary.tempid().wantPartition(EntityIds.SCHEMA_PARTITION);
      }
    }
  }

  private void bindNew(Tempid tempid, int newPartition) {
    if (tempid.id() == 0 && tempid.isEntity()) {
      int partition = tempid.partition() < 0 ? newPartition : tempid.partition();
      long sequence = next.computeIfAbsent(partition, p -> before.watermarks().next(p));
      next.put(partition, sequence + 1);
      tempid.bind(EntityIds.of(partition, sequence));
    }
  }
}
