package dev.yore.engine.datalog;

import dev.yore.engine.schema.Attribute;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that patterns expect their variables to have. */
final class ExpectedTypes {
  private final Compilation compilation;
  private final Map<String, DataType> types = new HashMap<>();

  ExpectedTypes(Compilation compilation, List<Clause> clauses) {
    this.compilation = compilation;
    clauses.forEach(this::add);
  }

  /** The type, or null when no pattern says. */
  @Nullable DataType of(String variable) {
    return types.get(variable);
  }

  private void add(Clause clause) {
    switch (clause) {
      case Clause.Pattern pattern -> add(pattern);
      case Clause.Not not -> not.body().forEach(this::add);
      case Clause.Or or -> or.branches().forEach(branch -> branch.forEach(this::add));
      case Clause.Function ignored -> {}
      case Clause.Predicate ignored -> {}
      case Clause.RuleCall ignored -> {}
    }
  }

  private void add(Clause.Pattern pattern) {
    put(pattern.entity(), DataType.REF);
    put(pattern.tx(), DataType.REF);
    put(pattern.attribute(), DataType.REF);
    put(pattern.op(), DataType.BOOLEAN);
    int input = compilation.source(pattern.source(), pattern.position());
    if (pattern.attribute() instanceof Term.Constant constant
        && constant.value() instanceof Keyword ident) {
      Attribute attribute = compilation.schema(input).attribute(ident);
      if (attribute != null) {
        put(pattern.value(), attribute.type());
      }
    }
  }

  private void put(Term term, DataType type) {
    String name = Binding.name(term);
    if (name != null) {
      types.putIfAbsent(name, type);
    }
  }
}
