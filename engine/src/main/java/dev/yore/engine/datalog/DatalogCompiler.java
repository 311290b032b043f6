package dev.yore.engine.datalog;

import dev.yore.engine.db.Db;
import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.edn.EdnReader;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles queries to plans. */
public final class DatalogCompiler {
  private final Query query;
  private final @Nullable Object[] inputs;
  private final Compilation compilation;
  private final Map<String, Term> given = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<GivenRows> rows = new ArrayList<>();

  /** An input that is rows. */
  private record GivenRows(Input.Values input, Object value) {}

  private DatalogCompiler(Query query, List<Db> databases, @Nullable Object[] inputs) {
    this.query = query;
    this.inputs = inputs;
    this.compilation = new Compilation(sources(databases), databases, inputs);
  }

  /**
   * @param databases in the order of {@code :in}
   * @param inputs the other inputs, in the order of {@code :in}
   */
  public static CompiledQuery compile(Query query, List<Db> databases, @Nullable Object... inputs) {
    return new DatalogCompiler(query, databases, inputs).compile();
  }

  private Map<String, Integer> sources(List<Db> databases) {
    Map<String, Integer> sources = new LinkedHashMap<>();
    for (Input input : query.inputs()) {
      if (input instanceof Input.Database database) {
        sources.put(database.name(), sources.size());
      }
    }
    if (sources.size() != databases.size() && !(sources.isEmpty() && databases.size() == 1)) {
      throw YoreException.of(
              ErrorCode.UNDEFINED_PARAMETER, "A database is expected for each that :in names")
          .with("expected", String.join(" ", sources.keySet()))
          .with("given", databases.size());
    }
    return sources;
  }

  private CompiledQuery compile() {
    bindInputs();
    Substitution substitution =
        new Substitution(given, compilation::fresh, false, Clause.DEFAULT_SOURCE);
    List<Clause> clauses = substitution.apply(query.where());
    ExpectedTypes expected = new ExpectedTypes(compilation, clauses);
    Relation base = Relation.unit();
    for (GivenRows each : rows) {
      compilation.specialise();
      base =
          base.join(
              new ValueRows(compilation, expected, each.input().position())
                  .relation(each.input().binding(), each.value()));
    }
    Relation found =
        ConjunctionCompiler.compile(
            compilation, new RuleCompiler(compilation, rules), base, clauses);
    return new CompiledQuery(
        query,
        new FindCompiler(compilation, query, given).compile(found),
        compilation.parameters(),
        compilation.specialised());
  }

  private void bindInputs() {
    int next = 0;
    for (Input input : query.inputs()) {
      switch (input) {
        case Input.Database ignored -> {}
        case Input.Rules ignored -> {
          compilation.specialise();
          rules.addAll(ClauseParser.rules(form(argument(next++, "%"))));
        }
        case Input.Values values ->
            bind(values, next, argument(next++, values.binding().toString()));
      }
    }
    if (next != inputs.length) {
      throw YoreException.of(ErrorCode.UNDEFINED_PARAMETER, "There are more inputs than :in names")
          .with("expected", next)
          .with("given", inputs.length);
    }
  }

  private Object argument(int index, String name) {
    Object value = index < inputs.length ? inputs[index] : null;
    if (value == null) {
      throw YoreException.of(
              index < inputs.length
                  ? ErrorCode.NULL_VALUE_NOT_ALLOWED
                  : ErrorCode.UNDEFINED_PARAMETER,
              "An input that :in names should be given a value")
          .with("input", name);
    }
    return value;
  }

  private static EdnForm form(Object rules) {
    return rules instanceof String text ? EdnReader.read(text) : EdnForm.of(rules);
  }

  private void bind(Input.Values values, int argument, Object value) {
    switch (values.binding()) {
      case Binding.Scalar scalar -> give(scalar.term(), argument, -1);
      case Binding.Tuple tuple -> {
        for (int i = 0; i < tuple.terms().size(); i++) {
          give(tuple.terms().get(i), argument, i);
        }
      }
      case Binding.Collection ignored -> rows.add(new GivenRows(values, value));
      case Binding.Relation ignored -> rows.add(new GivenRows(values, value));
    }
  }

  private void give(Term term, int argument, int element) {
    String name = Binding.name(term);
    if (name != null) {
      Term.Given value = new Term.Given(name, argument, element, term.position());
      Parameters.given(value, inputs);
      given.put(name, value);
    }
  }
}
