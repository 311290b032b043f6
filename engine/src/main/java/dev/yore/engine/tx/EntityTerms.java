package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands for an entity in transaction data: id, tempid, ident or lookup ref. */
final class EntityTerms {
  private final Db before;
  private final long txEntity;
  private final EntityLookup lookup;
  private final Map<String, Tempid> named = new LinkedHashMap<>();
  private final Map<EdnForm, Tempid> anonymous = new IdentityHashMap<>();

  EntityTerms(Db before, long t) {
    this.before = before;
    this.txEntity = EntityIds.ofTx(t);
    this.lookup = new EntityLookup(before);
  }

  /** The tempids that were written as strings. */
  Collection<Tempid> named() {
    return named.values();
  }

  /** The keyword that a value is; Java code may write it as a string with a colon in front. */
  static @Nullable Keyword keyword(@Nullable Object value) {
    return switch (value) {
      case Keyword keyword -> keyword;
      case String text when text.length() > 1 && text.charAt(0) == ':' -> Keyword.of(text);
      case null, default -> null;
    };
  }

  /** The entity that a map without {@code :db/id} is about. */
  Fact.Term anonymous(EdnForm.Mapping map) {
    return new Fact.Temporary(anonymous.computeIfAbsent(map, m -> new Tempid(null)));
  }

  Fact.Term entity(EdnForm form) {
    Keyword ident = keyword(form.value());
    if (ident != null) {
      return new Fact.Named(ident);
    }
    if (form instanceof EdnForm.Sequence pair) {
      return new Fact.Known(lookupRef(pair));
    }
    return switch (form.value()) {
      case String name -> byName(name);
      case Long id -> byId(id, form);
      case Integer id -> byId(id, form);
      case null, default ->
          throw YoreException.of(
                  ErrorCode.NOT_AN_ENTITY,
                  "An entity should be an id, a tempid, an ident or a lookup ref [attribute value]")
              .with("entity", form.value())
              .at(form.position());
    };
  }

  private Fact.Term byName(String name) {
    if (name.equals("datomic.tx") || name.equals("yore.tx")) {
      return new Fact.Known(txEntity);
    }
    return new Fact.Temporary(named.computeIfAbsent(name, Tempid::new));
  }

  private Fact.Term byId(long id, EdnForm form) {
    int partition = EntityIds.partition(id);
    boolean given =
        id > 0
            && (id <= txEntity && partition == EntityIds.TX_PARTITION
                || EntityIds.sequence(id) < before.watermarks().next(partition));
    if (!given) {
      throw YoreException.of(
              ErrorCode.NOT_AN_ENTITY, "No entity has had this id; write a string for a new entity")
          .with("entity", id)
          .at(form.position());
    }
    return new Fact.Known(id);
  }

  /**
   * True for {@code [attribute value]} with a unique attribute, rather than a list of references.
   */
  boolean isLookupRef(Attribute attribute, EdnForm.Sequence sequence) {
    if (attribute.type().valueType() != ValueType.REF
        || sequence.kind() == EdnForm.Sequence.Kind.SET
        || sequence.items().size() != 2) {
      return false;
    }
    Keyword first = keyword(sequence.items().getFirst().value());
    Attribute key = first == null ? null : before.schema().attribute(first);
    return key != null && key.unique() != null;
  }

  private long lookupRef(EdnForm.Sequence pair) {
    Keyword name = pair.items().size() == 2 ? keyword(pair.items().getFirst().value()) : null;
    if (name == null) {
      throw YoreException.of(ErrorCode.NOT_AN_ENTITY, "A lookup ref should be [attribute value]")
          .with("entity", pair.value())
          .at(pair.position());
    }
    Attribute attribute = before.schema().attribute(name);
    if (attribute == null) {
      throw YoreException.of(
              ErrorCode.NOT_AN_ATTRIBUTE, "No attribute has this name before the transaction")
          .with("attribute", name)
          .at(pair.position());
    }
    if (attribute.unique() == null) {
      throw YoreException.of(
              ErrorCode.LOOKUP_REF_ATTR_NOT_UNIQUE,
              "The attribute of a lookup ref should be unique")
          .with("attribute", name)
          .with("value", pair.items().getLast().value())
          .at(pair.position());
    }
    long entity = lookup.find(attribute, lookupValue(attribute, pair.items().getLast()));
    if (entity == 0) {
      throw YoreException.of(
              ErrorCode.NOT_AN_ENTITY, "No entity has this value before the transaction")
          .with("attribute", name)
          .with("value", pair.items().getLast().value())
          .at(pair.position());
    }
    return entity;
  }

  private Object lookupValue(Attribute attribute, EdnForm form) {
    Object value = form.value();
    if (value == null) {
      throw YoreException.of(ErrorCode.NIL_VALUE, "A lookup ref should have a value")
          .with("attribute", attribute.ident())
          .at(form.position());
    }
    if (form instanceof EdnForm.Sequence parts
        && parts.items().size() == attribute.tupleAttributes().size()) {
      return tuple(attribute, parts);
    }
    if (attribute.type().valueType() == ValueType.REF && entity(form) instanceof Fact.Known known) {
      return known.id();
    }
    try {
      return Coercion.coerce(attribute, value);
    } catch (YoreException e) {
      throw e.at(form.position());
    }
  }

  private Object tuple(Attribute composite, EdnForm.Sequence parts) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < parts.items().size(); i++) {
      Attribute part = before.schema().require(composite.tupleAttributes().get(i));
      values.add(lookupValue(part, parts.items().get(i)));
    }
    return List.copyOf(values);
  }
}
