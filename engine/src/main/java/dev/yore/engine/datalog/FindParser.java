package dev.yore.engine.datalog;

import dev.yore.engine.edn.EdnForm;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands behind {@code :find}. */
final class FindParser {
  static final Set<String> AGGREGATES =
      Set.of(
          "min",
          "max",
          "count",
          "count-distinct",
          "sum",
          "avg",
          "median",
          "variance",
          "stddev",
          "distinct",
          "sample",
          "rand");

  private final Query.Form form;
  private final List<FindElement> elements = new ArrayList<>();

  FindParser(List<EdnForm> forms) {
    List<EdnForm> inner = forms.size() == 1 ? Forms.vector(forms.getFirst()) : null;
    if (inner != null) {
      boolean collection = inner.size() == 2 && Forms.isSymbol(inner.get(1), "...");
      form = collection ? Query.Form.COLLECTION : Query.Form.TUPLE;
      addAll(collection ? inner.subList(0, 1) : inner);
    } else if (forms.size() == 2 && Forms.isSymbol(forms.get(1), ".")) {
      form = Query.Form.SCALAR;
      addAll(forms.subList(0, 1));
    } else {
      form = Query.Form.RELATION;
      addAll(forms);
    }
    if (elements.isEmpty()) {
      throw Forms.error("Something to find is expected", forms.getFirst());
    }
  }

  Query.Form form() {
    return form;
  }

  List<FindElement> elements() {
    return elements;
  }

  private void addAll(List<EdnForm> forms) {
    forms.forEach(element -> elements.add(element(element)));
  }

  private static FindElement element(EdnForm form) {
    if (Forms.isVariable(form)) {
      return new FindElement.Variable(Forms.variable(form), form.position());
    }
    List<EdnForm> call = Forms.list(form);
    String function = call == null || call.isEmpty() ? null : Forms.symbol(call.getFirst());
    if (call == null || function == null) {
      throw Forms.error("A variable ?x or an aggregate (count ?x) is expected in :find", form);
    }
    if (function.equals("pull")) {
      throw YoreException.unsupported("Pull in :find").at(form.position());
    }
    if (!AGGREGATES.contains(function)) {
      throw Forms.error(ErrorCode.UNDEFINED_FUNCTION, "No aggregate has this name", form.position())
          .with("found", function)
          .with("expected", String.join(" ", AGGREGATES.stream().sorted().toList()));
    }
    boolean limited =
        call.size() == 3 && call.get(1).value() instanceof Long n && n >= 1 && n <= 1_000_000;
    boolean takesLimit = Set.of("min", "max", "sample", "rand").contains(function);
    if (call.size() != (limited ? 3 : 2) || (limited && !takesLimit)) {
      throw Forms.error(
          takesLimit
              ? "A variable is expected, perhaps with a number before it"
              : "One variable is expected",
          form);
    }
    int limit = limited && call.get(1).value() instanceof Long n ? n.intValue() : -1;
    if (function.equals("sample") && !limited) {
      throw Forms.error("A number of samples is expected: (sample 3 ?x)", form);
    }
    return new FindElement.Aggregate(
        function, limit, Forms.variable(call.getLast()), form.position());
  }
}
