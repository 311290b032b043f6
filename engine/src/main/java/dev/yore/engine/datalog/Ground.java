package dev.yore.engine.datalog;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.List;

/** The function that gives constants to variables. */
final class Ground {
  private Ground() {}

  static Relation relation(
      Compilation compilation, ExpectedTypes expected, Clause.Function clause) {
    List<Term> arguments = clause.call().arguments();
    Object value =
        switch (arguments.size() == 1 ? arguments.getFirst() : null) {
          case Term.Constant constant -> constant.value();
          case Term.LookupRef ref -> List.of(ref.attribute(), ref.value());
          case Term.Given given -> compilation.argument(given);
          case null, default ->
              throw YoreException.of(ErrorCode.SYNTAX_ERROR, "ground takes one constant")
                  .with("call", clause.call().toString())
                  .at(clause.position());
        };
    return new ValueRows(compilation, expected, clause.position())
        .relation(clause.binding(), value);
  }
}
