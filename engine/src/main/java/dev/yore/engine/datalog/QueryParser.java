package dev.yore.engine.datalog;

import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.edn.EdnReader;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Keyword;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes queries of EDN: a vector of keywords, each with what belongs to it, or a map.
 *
 * <pre>
 *   query  = [:find … :with … :in … :where …] | {:find […] :with […] :in […] :where […]}
 *   find   = element+ | [element ...] | [element+] | element .
 * </pre>
 */
public final class QueryParser {
  private static final Set<String> PARTS =
      Set.of(
          "find",
          "with",
          "in",
          "where",
          "keys",
          "strs",
          "syms",
          "order-by",
          "limit",
          "offset",
          "timeout");

  private final Map<String, List<EdnForm>> parts = new LinkedHashMap<>();
  private final EdnForm whole;

  private QueryParser(EdnForm whole) {
    this.whole = whole;
  }

  /** The query that a text is. */
  public static Query parse(String edn) {
    return parse(EdnReader.read(edn));
  }

  /** The query that a form is. */
  public static Query parse(EdnForm form) {
    return new QueryParser(form).query();
  }

  private Query query() {
    split();
    List<EdnForm> find = parts.get("find");
    if (find == null || find.isEmpty()) {
      throw Forms.error("A query should have :find with what is to be found", whole);
    }
    FindParser finds = new FindParser(find);
    List<FindElement> elements = finds.elements();
    return new Query(
        finds.form(),
        elements,
        names(elements.size()),
        with(),
        inputs(),
        new ClauseParser().clauses(part("where")),
        order(elements),
        number("limit"),
        Math.max(0, number("offset")),
        number("timeout"));
  }

  private void split() {
    if (whole instanceof EdnForm.Mapping map) {
      for (EdnForm.Entry entry : map.entries()) {
        List<EdnForm> items = Forms.vector(entry.form());
        add(entry.key()).addAll(items == null ? List.of(entry.form()) : items);
      }
      return;
    }
    List<EdnForm> items = Forms.items(whole);
    if (items == null) {
      throw Forms.error("A query should be a vector [:find …] or a map {:find …}", whole);
    }
    List<EdnForm> current = null;
    for (EdnForm item : items) {
      if (Forms.keyword(item) != null) {
        current = add(item);
      } else if (current == null) {
        throw Forms.error("A query should begin with :find", item);
      } else {
        current.add(item);
      }
    }
  }

  private List<EdnForm> add(EdnForm key) {
    Keyword keyword = Forms.keyword(key);
    if (keyword == null || !PARTS.contains(keyword.text())) {
      throw Forms.error(
          "A part of a query should be one of :find :with :in :where :keys :strs :syms :order-by"
              + " :limit :offset :timeout",
          key);
    }
    List<EdnForm> items = new ArrayList<>();
    if (parts.put(keyword.text(), items) != null) {
      throw Forms.error("A query should have each part once", key);
    }
    return items;
  }

  private List<EdnForm> part(String name) {
    return parts.getOrDefault(name, List.of());
  }

  private Query.@Nullable Names names(int width) {
    Query.Names found = null;
    for (Query.Names.Kind kind : Query.Names.Kind.values()) {
      String part =
          switch (kind) {
            case KEYWORDS -> "keys";
            case STRINGS -> "strs";
            case SYMBOLS -> "syms";
          };
      List<EdnForm> forms = part(part);
      if (forms.isEmpty()) {
        continue;
      }
      List<String> names = new ArrayList<>();
      for (EdnForm form : forms) {
        String name = Forms.symbol(form);
        if (name == null) {
          throw Forms.error("A name of a column should be a symbol", form);
        }
        names.add(name);
      }
      if (found != null || names.size() != width) {
        throw Forms.error(
            "There should be one of :keys :strs :syms, with a name for each thing found",
            forms.getFirst());
      }
      found = new Query.Names(kind, names);
    }
    return found;
  }

  private List<FindElement.Variable> with() {
    List<FindElement.Variable> with = new ArrayList<>();
    for (EdnForm form : part("with")) {
      with.add(new FindElement.Variable(Forms.variable(form), form.position()));
    }
    return with;
  }

  private List<Input> inputs() {
    if (!parts.containsKey("in")) {
      return List.of(new Input.Database(Clause.DEFAULT_SOURCE));
    }
    List<Input> inputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (EdnForm form : part("in")) {
      Input input = input(form);
      inputs.add(input);
      List<String> bound =
          switch (input) {
            case Input.Database database -> List.of(database.name());
            case Input.Rules ignored -> List.of("%");
            case Input.Values values ->
                values.binding().terms().stream()
                    .map(Binding::name)
                    .filter(java.util.Objects::nonNull)
                    .toList();
          };
      for (String name : bound) {
        if (!names.add(name)) {
          throw Forms.error("An input should not give a name twice", form);
        }
      }
    }
    return inputs;
  }

  private static Input input(EdnForm form) {
    String symbol = Forms.symbol(form);
    if ("%".equals(symbol)) {
      return new Input.Rules();
    }
    if (symbol != null && Forms.isDatabase(form)) {
      return new Input.Database(symbol);
    }
    return new Input.Values(ClauseParser.binding(form), form.position());
  }

  private List<Query.OrderKey> order(List<FindElement> elements) {
    List<EdnForm> forms = part("order-by");
    if (forms.size() == 1 && Forms.vector(forms.getFirst()) instanceof List<EdnForm> inner) {
      boolean pair = inner.size() == 2 && Forms.keyword(inner.get(1)) != null;
      forms = pair ? forms : inner;
    }
    List<Query.OrderKey> keys = new ArrayList<>();
    for (EdnForm form : forms) {
      Keyword bare = Forms.keyword(form);
      if (bare != null && !keys.isEmpty()) {
        keys.set(
            keys.size() - 1, new Query.OrderKey(keys.getLast().column(), descending(form, bare)));
        continue;
      }
      List<EdnForm> pair = Forms.vector(form);
      EdnForm element = pair != null && pair.size() == 2 ? pair.get(0) : form;
      Keyword direction = pair != null && pair.size() == 2 ? Forms.keyword(pair.get(1)) : null;
      keys.add(
          new Query.OrderKey(
              column(element, elements), direction != null && descending(form, direction)));
    }
    return keys;
  }

  private static boolean descending(EdnForm form, Keyword direction) {
    return switch (direction.text()) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw Forms.error("An order should be :asc or :desc", form);
    };
  }

  private static int column(EdnForm form, List<FindElement> elements) {
    if (form.value() instanceof Long number && number >= 1 && number <= elements.size()) {
      return (int) (number - 1);
    }
    String text = Forms.text(form);
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).toString().equals(text)) {
        return i;
      }
    }
    throw Forms.error(
            ErrorCode.INVALID_COLUMN_REFERENCE,
            "Rows should be ordered by something found, or by its number from 1",
            form.position())
        .with("found", text)
        .with("expected", elements.toString());
  }

  private long number(String name) {
    List<EdnForm> forms = part(name);
    if (forms.isEmpty()) {
      return -1;
    }
    if (forms.size() == 1 && forms.getFirst().value() instanceof Long number && number >= 0) {
      return number;
    }
    if (forms.getFirst().value() instanceof BigInteger) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The number should fit 64 bits")
          .at(forms.getFirst().position());
    }
    throw Forms.error("One number, 0 or more, is expected", forms.getFirst()).with("part", name);
  }
}
