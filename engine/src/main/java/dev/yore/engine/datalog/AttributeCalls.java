package dev.yore.engine.datalog;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.List;

/** Compiles {@code get-else} and {@code missing?}, calls about an attribute of an entity. */
final class AttributeCalls {
  private final Compilation compilation;
  private final Relation relation;

  /**
   * @param relation rows that have the entity
   */
  AttributeCalls(Compilation compilation, Relation relation) {
    this.compilation = compilation;
    this.relation = relation;
  }

  private record Arguments(String source, String entity, Attribute attribute, List<Term> rest) {}

  private Arguments arguments(Clause.Call call, int rest) {
    List<Term> terms = call.arguments();
    String source = Clause.DEFAULT_SOURCE;
    if (!terms.isEmpty() && terms.getFirst() instanceof Term.Database database) {
      source = database.name();
      terms = terms.subList(1, terms.size());
    }
    if (terms.size() != 2 + rest
        || !(terms.get(0) instanceof Term.Variable entity)
        || !(terms.get(1) instanceof Term.Constant attribute)
        || !(attribute.value() instanceof Keyword ident)) {
      throw YoreException.of(
              ErrorCode.SYNTAX_ERROR,
              rest == 0
                  ? "The call should be (missing? $ ?e :attribute)"
                  : "The call should be (get-else $ ?e :attribute default)")
          .with("found", call.toString())
          .at(call.position());
    }
    int input = compilation.source(source, call.position());
    return new Arguments(
        source,
        entity.name(),
        compilation.attribute(ident, input, attribute.position()),
        terms.subList(2, terms.size()));
  }

  private Relation values(Arguments arguments, Clause.Call call, String value) {
    Term blank = new Term.Blank(call.position());
    Clause.Pattern pattern =
        new Clause.Pattern(
            arguments.source(),
            new Term.Variable(arguments.entity(), call.position()),
            blank,
            new Term.Variable(value, call.position()),
            blank,
            blank,
            call.position());
    int input = compilation.source(arguments.source(), call.position());
    if (compilation.database(input).view().history()) {
      throw YoreException.unsupported("A call about what an entity lacks, asked of all history")
          .with("call", call.toString())
          .at(call.position());
    }
    PatternCompiler patterns = new PatternCompiler(compilation);
    patterns.add(pattern, arguments.attribute());
    return patterns.relation();
  }

  /** The entities that have the attribute that {@code missing?} asks for. */
  Relation having(Clause.Call call) {
    Arguments arguments = arguments(call, 0);
    return values(arguments, call, compilation.fresh("?_")).only(List.of(arguments.entity()));
  }

  /** The rows with the value of the attribute, or a default. */
  Relation getElse(Clause.Function clause) {
    Arguments arguments = arguments(clause.call(), 1);
    String found = compilation.fresh("?_");
    Relation values =
        values(arguments, clause.call(), found).only(List.of(arguments.entity(), found));
    DataType type = arguments.attribute().type();
    Term otherwise = arguments.rest().getFirst();
    Expr fallback =
        otherwise instanceof Term.Variable
            ? new CallCompiler(compilation, relation).argument(otherwise)
            : compilation.value(otherwise, type, 0);
    Types.requireComparable("default", type, fallback.type(), otherwise.position());
    Plan joined =
        new Plan.Join(
            Plan.Join.Kind.LEFT, relation.plan(), values.plan(), entity(arguments, values));
    int width = relation.variables().size();
    List<String> names = new ArrayList<>(relation.variables());
    names.add(compilation.fresh("?_"));
    names.add(found);
    Expr value = Expr.Call.of("coalesce", type, new Expr.Column(width + 1, type), fallback);
    Relation rows = new Relation(joined, names);
    Relation bound =
        ConjunctionCompiler.bind(rows, clause.binding(), value, compilation, clause.call());
    List<String> kept = new ArrayList<>(bound.variables());
    kept.removeAll(names.subList(width, names.size()));
    return bound.only(kept);
  }

  private Expr entity(Arguments arguments, Relation values) {
    Expr.Column theirs = values.column(arguments.entity());
    return Expr.Call.of(
        "=",
        DataType.BOOLEAN,
        relation.column(arguments.entity()),
        new Expr.Column(theirs.index() + relation.variables().size(), theirs.type()));
  }
}
