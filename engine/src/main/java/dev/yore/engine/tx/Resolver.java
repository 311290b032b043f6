package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.IdList;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Scalars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations on entity ids of transaction data: first of what it says of the schema, then,
 * with the attributes that this defines, of all else.
 */
final class Resolver {
  private final Db before;
  private final RawTx raw;
  private final long t;
  private final EntityTerms terms;
  private final TempidResolution tempids;
  private final List<TxOp> ops = new ArrayList<>();
  private final Map<Keyword, Fact.Term> newIdents = new HashMap<>();
  private @Nullable Long instant;

  private Resolver(Db before, RawTx raw, long t) {
    this.before = before;
    this.raw = raw;
    this.t = t;
    this.terms = new EntityTerms(before, t);
    this.tempids = new TempidResolution(before);
  }

  static ResolvedTx resolve(Db before, RawTx raw, long t) {
    return new Resolver(before, raw, t).resolve();
  }

  private ResolvedTx resolve() {
    Schema schema = defined();
    List<Fact> facts = read(schema, false);
    tempids.resolve(facts, schema, EntityIds.USER_PARTITION);
    facts.forEach(fact -> operation(fact, schema));
    Map<String, Long> ids = new HashMap<>();
    for (Tempid tempid : terms.named()) {
      String name = tempid.name();
      if (name != null && tempid.id() != 0) {
        ids.put(name, tempid.id());
      }
    }
    return new ResolvedTx(ops, ids, instant, schema == before.schema() ? null : schema, true);
  }

  /** The schema with what the transaction defines. */
  private Schema defined() {
    List<Fact> facts = read(before.schema(), true);
    if (facts.isEmpty()) {
      return before.schema();
    }
    for (Fact fact : facts) {
      if (fact.attribute() != null
          && fact.attribute().id() == Bootstrap.IDENT
          && fact.value() instanceof Keyword ident) {
        newIdents.put(ident, fact.entity());
      }
    }
    tempids.resolve(facts, before.schema(), EntityIds.SCHEMA_PARTITION);
    facts.forEach(fact -> operation(fact, before.schema()));
    ResolvedTx definitions = new ResolvedTx(ops, Map.of(), null, null, true);
    return new Validator(before, definitions, t, before.basisInstant() + 1, Watch.NONE)
        .validate()
        .schemaAfter();
  }

  private List<Fact> read(Schema schema, boolean schemaPass) {
    FormReader reader = new FormReader(before, schema, terms, schemaPass);
    for (EdnForm form : raw.forms()) {
      try {
        reader.read(form, 0);
      } catch (YoreException e) {
        throw e.position() == null ? e.at(form.position()) : e;
      }
    }
    return reader.facts();
  }

  private void operation(Fact fact, Schema schema) {
    long entity = id(fact.entity(), schema, fact.form());
    Attribute attribute = fact.attribute();
    if (attribute == null) {
      ops.add(new TxOp.RetractEntity(entity));
      return;
    }
    Object value = value(fact.value(), schema, fact.form());
    switch (fact.kind()) {
      case ADD -> add(entity, attribute, value, fact);
      case RETRACT -> ops.add(new TxOp.Retract(entity, attribute.id(), value));
      case CAS ->
          ops.add(
              new TxOp.Cas(
                  entity,
                  attribute.id(),
                  value(fact.expected(), schema, fact.form()),
                  required(value)));
      case RETRACT_ENTITY -> throw YoreException.bug("an entity is retracted without attribute");
    }
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw YoreException.bug("a fact that is added has a value");
    }
    return value;
  }

  private void add(long entity, Attribute attribute, @Nullable Object value, Fact fact) {
    if (attribute.id() == Bootstrap.TX_INSTANT
        && entity == EntityIds.ofTx(t)
        && value instanceof Instant moment) {
      if (instant != null && instant != Scalars.micros(moment)) {
        throw YoreException.of(
                ErrorCode.DATOMS_CONFLICT, "One transaction is given two commit instants")
            .with("entity", entity)
            .with("attribute", attribute.ident())
            .with("value", moment)
            .at(fact.form().position());
      }
      instant = Scalars.micros(moment);
      return;
    }
    ops.add(new TxOp.Add(entity, attribute.id(), required(value)));
  }

  private @Nullable Object value(@Nullable Object value, Schema schema, EdnForm form) {
    return switch (value) {
      case Fact.Term term -> (Object) id(term, schema, form);
      case Fact.Terms list ->
          IdList.format(list.terms().stream().map(term -> (int) id(term, schema, form)).toList());
      case null, default -> value;
    };
  }

  private long id(Fact.Term term, Schema schema, EdnForm form) {
    return switch (term) {
      case Fact.Known known -> known.id();
      case Fact.Temporary temporary -> {
        long id = temporary.tempid().id();
        if (id == 0) {
          throw YoreException.of(
                  ErrorCode.TEMPID_NOT_AN_ENTITY,
                  "A tempid should be the entity of at least one fact that is added")
              .with("tempid", temporary.tempid())
              .at(form.position());
        }
        yield id;
      }
      case Fact.Named named -> {
        Fact.Term given = newIdents.get(named.ident());
        Long known = schema.idents().get(named.ident());
        if (given != null) {
          yield id(given, schema, form);
        }
        if (known == null) {
          throw YoreException.of(ErrorCode.NOT_AN_ENTITY, "No entity has this ident")
              .with("entity", named.ident())
              .at(form.position());
        }
        yield known;
      }
    };
  }
}
