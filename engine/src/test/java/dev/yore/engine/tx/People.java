package dev.yore.engine.tx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.datom.Datom;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;

/** A small database of people that tests write to, and short ways to look at it. */
final class People {
  static final String SCHEMA =
      """
      [{:db/ident :person/name :db/valueType :db.type/string :db/cardinality :db.cardinality/one}
       {:db/ident :person/email :db/valueType :db.type/string :db/cardinality :db.cardinality/one
        :db/unique :db.unique/identity}
       {:db/ident :person/badge :db/valueType :db.type/long :db/cardinality :db.cardinality/one
        :db/unique :db.unique/value}
       {:db/ident :person/age :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :person/aliases :db/valueType :db.type/string
        :db/cardinality :db.cardinality/many}
       {:db/ident :person/friend :db/valueType :db.type/ref :db/cardinality :db.cardinality/many}
       {:db/ident :person/boss :db/valueType :db.type/ref :db/cardinality :db.cardinality/one}
       {:db/ident :person/address :db/valueType :db.type/ref :db/cardinality :db.cardinality/one
        :db/isComponent true}
       {:db/ident :address/city :db/valueType :db.type/string :db/cardinality :db.cardinality/one}
       {:db/ident :seat/row :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :seat/number :db/valueType :db.type/long :db/cardinality :db.cardinality/one}
       {:db/ident :seat/taken-by :db/valueType :db.type/string :db/cardinality :db.cardinality/one}
       {:db/ident :seat/place :db/valueType :db.type/tuple :db/tupleAttrs [:seat/row :seat/number]
        :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}]
      """;

  private static final Db DB = Db.empty().with(SCHEMA).dbAfter();

  private People() {}

  static Db db() {
    return DB;
  }

  static Attribute attribute(Db db, String ident) {
    Attribute attribute = db.schema().attribute(Keyword.of(ident));
    if (attribute == null) {
      throw new AssertionError("no attribute " + ident);
    }
    return attribute;
  }

  static List<Object> values(Db db, long entity, String ident) {
    int attribute = attribute(db, ident).id();
    List<Object> values = new ArrayList<>();
    Datoms.forEach(
        db.reader(),
        dev.yore.storage.datom.KeyRange.entities(attribute, entity, entity + 1),
        (run, row) -> values.add(run.value(row)));
    return values;
  }

  static Object value(Db db, long entity, String ident) {
    List<Object> values = values(db, entity, ident);
    if (values.size() != 1) {
      throw new AssertionError(ident + " of " + entity + " should have one value: " + values);
    }
    return values.getFirst();
  }

  static long entity(Db db, String email) {
    return new EntityLookup(db).find(attribute(db, ":person/email"), email);
  }

  /** The datoms of a transaction without its commit time. */
  static List<Datom> datoms(TxReport report) {
    return report.txData().stream()
        .filter(datom -> datom.attribute() != dev.yore.engine.schema.Bootstrap.TX_INSTANT)
        .toList();
  }

  static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Db db, String edn, ErrorCode code) {
    return assertThatThrownBy(() -> db.with(edn))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> {
              if (e.code() != code) {
                throw new AssertionError("refused as " + e.code() + ", not as " + code, e);
              }
            });
  }
}
