package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes maps and lists apart into facts. Facts of the schema are read in a pass of their own before
 * all others, so that a transaction can use the attributes it defines.
 */
final class FormReader {
  private static final Keyword DB_ID = Keyword.of("db/id");
  private static final Keyword ADD = Keyword.of("db/add");
  private static final Keyword RETRACT = Keyword.of("db/retract");
  private static final Keyword RETRACT_ENTITY = Keyword.of("db/retractEntity");
  private static final Keyword CAS = Keyword.of("db/cas");
  private static final Keyword ENSURE = Keyword.of("db/ensure");

  private final Db before;
  private final Schema schema;
  private final EntityTerms terms;
  private final boolean schemaPass;
  private final List<Fact> facts = new ArrayList<>();

  /**
   * @param schema the attributes that may be used
   */
  FormReader(Db before, Schema schema, EntityTerms terms, boolean schemaPass) {
    this.before = before;
    this.schema = schema;
    this.terms = terms;
    this.schemaPass = schemaPass;
  }

  List<Fact> facts() {
    return facts;
  }

  void read(EdnForm form, int depth) {
    switch (form) {
      case EdnForm.Mapping map -> map(map, true);
      case EdnForm.Sequence list when list.kind() != EdnForm.Sequence.Kind.SET -> list(list, depth);
      default ->
          throw invalid("Transaction data should consist of maps and lists", form)
              .with("found", form.value());
    }
  }

  private void list(EdnForm.Sequence list, int depth) {
    Keyword op =
        list.items().isEmpty() ? null : EntityTerms.keyword(list.items().getFirst().value());
    if (op == null) {
      throw invalid("A list should begin with an operation such as :db/add", list);
    }
    if (op.equals(ADD)) {
      shape(list, 4, 4, "[:db/add entity attribute value]");
      add(list);
    } else if (op.equals(RETRACT)) {
      shape(list, 3, 4, "[:db/retract entity attribute value?]");
      retract(list);
    } else if (op.equals(RETRACT_ENTITY)) {
      shape(list, 2, 2, "[:db/retractEntity entity]");
      if (!schemaPass) {
        Fact.Term entity = terms.entity(list.items().get(1));
        facts.add(new Fact(Fact.Kind.RETRACT_ENTITY, entity, null, null, null, list));
      }
    } else if (op.equals(CAS)) {
      shape(list, 5, 5, "[:db/cas entity attribute old new]");
      compareAndSet(list);
    } else if (op.equals(ENSURE)) {
      throw YoreException.unsupported(":db/ensure").at(list.position());
    } else {
      call(op, list, depth);
    }
  }

  private void call(Keyword name, EdnForm.Sequence list, int depth) {
    if (depth > TxFunctions.DEPTH_MAX) {
      throw YoreException.of(
              ErrorCode.LIMIT_EXCEEDED, "Transaction functions call one another too deeply")
          .with("function", name)
          .with("most", TxFunctions.DEPTH_MAX);
    }
    List<EdnForm> arguments = list.items().subList(1, list.items().size());
    for (EdnForm made : TxFunctions.installed().call(before, name, arguments, list)) {
      read(made, depth + 1);
    }
  }

  private static void shape(EdnForm.Sequence list, int least, int most, String expected) {
    int size = list.items().size();
    if (size < least || size > most) {
      throw invalid("The list has too few or too many elements", list)
          .with("expected", expected)
          .with("elements", size);
    }
  }

  /** True when facts of this attribute belong to the other pass. */
  private boolean skipped(Attribute attribute) {
    return definesSchema(attribute) != schemaPass;
  }

  /** True for attributes whose facts change what the other facts of a transaction may be. */
  static boolean definesSchema(Attribute attribute) {
    int id = attribute.id();
    return id < Bootstrap.TX_APPLICATION && id != Bootstrap.DOC && id != Bootstrap.TX_INSTANT;
  }

  private void add(EdnForm.Sequence list) {
    Attribute attribute = attribute(list.items().get(2));
    if (attribute != null && !skipped(attribute)) {
      EdnForm form = list.items().get(3);
      emit(terms.entity(list.items().get(1)), attribute, value(attribute, form), list);
    }
  }

  private void retract(EdnForm.Sequence list) {
    Attribute attribute = attribute(list.items().get(2));
    if (attribute != null && !skipped(attribute)) {
      refuseComposite(attribute, list);
      Object value = list.items().size() == 3 ? null : value(attribute, list.items().get(3));
      Fact.Term entity = terms.entity(list.items().get(1));
      facts.add(new Fact(Fact.Kind.RETRACT, entity, attribute, value, null, list));
    }
  }

  private void compareAndSet(EdnForm.Sequence list) {
    Attribute attribute = attribute(list.items().get(2));
    if (attribute != null && !skipped(attribute)) {
      EdnForm expected = list.items().get(3);
      facts.add(
          new Fact(
              Fact.Kind.CAS,
              terms.entity(list.items().get(1)),
              attribute,
              value(attribute, list.items().get(4)),
              expected.value() == null ? null : value(attribute, expected),
              list));
    }
  }

  private void emit(Fact.Term entity, Attribute attribute, Object value, EdnForm form) {
    if (entity instanceof Fact.Temporary temporary) {
      temporary.tempid().markEntity();
    }
    facts.add(new Fact(Fact.Kind.ADD, entity, attribute, value, null, form));
  }

  /**
   * @param split true to leave out what belongs to the other pass; a nested map is read whole, in
   *     the pass of the attribute that refers to it
   */
  private Fact.Term map(EdnForm.Mapping map, boolean split) {
    Fact.Term entity = null;
    for (EdnForm.Entry entry : map.entries()) {
      if (DB_ID.equals(EntityTerms.keyword(entry.key().value()))) {
        entity = terms.entity(entry.form());
      }
    }
    if (entity == null) {
      entity = terms.anonymous(map);
    }
    for (EdnForm.Entry entry : map.entries()) {
      entry(entity, entry, split);
    }
    return entity;
  }

  private void entry(Fact.Term entity, EdnForm.Entry entry, boolean split) {
    Keyword key = EntityTerms.keyword(entry.key().value());
    if (DB_ID.equals(key)) {
      return;
    }
    if (ENSURE.equals(key)) {
      throw YoreException.unsupported(":db/ensure").at(entry.key().position());
    }
    if (key != null && key.name().startsWith("_") && key.name().length() > 1) {
      reverse(entity, key, entry, split);
      return;
    }
    Attribute attribute = attribute(entry.key());
    if (attribute == null || (split && skipped(attribute))) {
      return;
    }
    if (attribute.many()
        && entry.form() instanceof EdnForm.Sequence values
        && !terms.isLookupRef(attribute, values)) {
      values.items().forEach(item -> emit(entity, attribute, value(attribute, item), item));
    } else {
      emit(entity, attribute, value(attribute, entry.form()), entry.form());
    }
  }

  private void reverse(Fact.Term entity, Keyword key, EdnForm.Entry entry, boolean split) {
    Keyword forward = Keyword.of(key.namespace(), key.name().substring(1));
    Attribute attribute = schema.attribute(forward);
    if (attribute == null && schemaPass) {
      return;
    }
    if (attribute == null || attribute.type().valueType() != ValueType.REF) {
      throw notAnAttribute("A reverse attribute should name one of type :db.type/ref", key, entry);
    }
    if (split && skipped(attribute)) {
      return;
    }
    boolean several =
        entry.form() instanceof EdnForm.Sequence values && !terms.isLookupRef(attribute, values);
    List<EdnForm> forms =
        several ? ((EdnForm.Sequence) entry.form()).items() : List.of(entry.form());
    for (EdnForm form : forms) {
      Fact.Term other =
          form instanceof EdnForm.Mapping nested ? map(nested, false) : terms.entity(form);
      emit(other, attribute, entity, form);
    }
  }

  private static YoreException notAnAttribute(
      String text, @Nullable Object name, EdnForm.Entry at) {
    return YoreException.of(ErrorCode.NOT_AN_ATTRIBUTE, text)
        .with("attribute", name)
        .at(at.key().position());
  }

  /** The attribute of a name; in the schema pass null for one that may yet be defined. */
  private @Nullable Attribute attribute(EdnForm form) {
    Object name = form.value();
    Keyword keyword = EntityTerms.keyword(name);
    Attribute attribute = null;
    if (keyword != null) {
      attribute = schema.attribute(keyword);
    } else if (name instanceof Number number && number.longValue() < Integer.MAX_VALUE) {
      attribute = schema.attribute(number.intValue());
    }
    if (attribute == null && !schemaPass) {
      throw YoreException.of(
              ErrorCode.NOT_AN_ATTRIBUTE,
              "No attribute has this name; define it with :db/ident, :db/valueType and"
                  + " :db/cardinality")
          .with("attribute", name)
          .at(form.position());
    }
    return attribute;
  }

  private static void refuseComposite(Attribute attribute, EdnForm form) {
    if (!attribute.tupleAttributes().isEmpty()) {
      throw invalid("A composite tuple follows from its parts and cannot be written itself", form)
          .with("attribute", attribute.ident());
    }
  }

  private Object value(Attribute attribute, EdnForm form) {
    refuseComposite(attribute, form);
    if (form.value() == null) {
      throw YoreException.of(
              ErrorCode.NIL_VALUE, "A fact should have a value; nil is none, retract it instead")
          .with("attribute", attribute.ident())
          .at(form.position());
    }
    if (form instanceof EdnForm.Sequence list && isAttributeList(attribute)) {
      return new Fact.Terms(list.items().stream().map(terms::entity).toList());
    }
    if (attribute.type().valueType() == ValueType.REF) {
      return form instanceof EdnForm.Mapping nested
          ? nested(attribute, nested)
          : terms.entity(form);
    }
    try {
      return Coercion.coerce(attribute, form.value());
    } catch (YoreException e) {
      throw e.at(form.position());
    }
  }

  /** Attributes whose values are lists of attributes. */
  private static boolean isAttributeList(Attribute attribute) {
    return switch (attribute.id()) {
      case Bootstrap.TUPLE_ATTRIBUTES, Bootstrap.TABLE_KEY, Bootstrap.CONSTRAINT_COLUMNS -> true;
      default -> false;
    };
  }

  private Fact.Term nested(Attribute attribute, EdnForm.Mapping map) {
    boolean allowed = attribute.component();
    for (EdnForm.Entry entry : map.entries()) {
      Keyword key = EntityTerms.keyword(entry.key().value());
      Attribute inner = key == null ? null : schema.attribute(key);
      allowed |= DB_ID.equals(key) || (inner != null && inner.unique() != null);
    }
    if (!allowed) {
      throw YoreException.of(
              ErrorCode.INVALID_NESTED_ENTITY,
              "A nested map should have a unique attribute or a :db/id, or belong to a component"
                  + " attribute")
          .with("attribute", attribute.ident())
          .at(map.position());
    }
    return map(map, false);
  }

  private static YoreException invalid(String text, EdnForm form) {
    return YoreException.of(ErrorCode.INVALID_TX_DATA, text).at(form.position());
  }
}
