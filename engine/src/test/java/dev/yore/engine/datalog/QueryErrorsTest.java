package dev.yore.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import org.junit.jupiter.api.Test;

class QueryErrorsTest {
  private static void refused(String query, ErrorCode code, int line, int column, String... facts) {
    YoreException refusal = Likes.refused(query);
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    assertThat(refusal.position())
        .as(refusal.getMessage())
        .isEqualTo(new SourcePosition.LineColumn(line, column));
    for (String fact : facts) {
      assertThat(refusal.getMessage()).contains(fact);
    }
  }

  @Test
  void namesTheNearestAttributes() {
    refused(
        "[:find ?e\n :where [?e :person/nam \"Ada\"]]",
        ErrorCode.NOT_AN_ATTRIBUTE,
        2,
        13,
        ":person/nam",
        ":person/name");
  }

  @Test
  void tellsWhatNothingBinds() {
    refused(
        "[:find ?x :where [?e :person/age ?a]]", ErrorCode.UNBOUND_VARIABLE, 1, 8, "?x", "?e ?a");
    refused(
        "[:find ?a :where [?e :person/age ?a] [(< ?a ?limit)]]",
        ErrorCode.UNBOUND_VARIABLE,
        1,
        38,
        "?limit",
        "(< ?a ?limit)");
    refused(
        "[:find ?a :where [?e :person/age ?a] (not [?x :person/name \"Ada\"])]",
        ErrorCode.UNBOUND_VARIABLE,
        1,
        38,
        "?x");
    refused(
        "[:find ?a :where [?e :person/age ?a] (or [?e :person/name] [?f :person/name])]",
        ErrorCode.UNBOUND_VARIABLE,
        1,
        38,
        "or-join");
  }

  @Test
  void tellsWrongValuesAndTypes() {
    refused(
        "[:find ?e :where [?e :person/age \"sixty\"]]",
        ErrorCode.DATATYPE_MISMATCH,
        1,
        34,
        "long",
        "sixty",
        ":person/age");
    refused(
        "[:find ?e :where [?e :person/age ?x] [?e :person/name ?x]]",
        ErrorCode.DATATYPE_MISMATCH,
        1,
        55,
        "?x",
        "long",
        "string");
    refused(
        "[:find ?e :where [?e :person/mood :mood/sda]]",
        ErrorCode.NOT_AN_ENTITY,
        1,
        35,
        ":mood/sad");
  }

  @Test
  void tellsUnknownFunctionsAndWrongArity() {
    refused(
        "[:find ?e :where [?e :person/age ?a] [(evn? ?a)]]",
        ErrorCode.UNDEFINED_FUNCTION,
        1,
        39,
        "even?");
    refused(
        "[:find ?e :where [?e :person/age ?a] [(even? ?a ?a)]]",
        ErrorCode.UNDEFINED_FUNCTION,
        1,
        39,
        "most: 1");
    refused("[:find (cuont ?e) :where [?e :person/age]]", ErrorCode.UNDEFINED_FUNCTION, 1, 8);
  }

  @Test
  void tellsWrongSyntax() {
    refused("[:fnd ?e :where [?e :person/age]]", ErrorCode.SYNTAX_ERROR, 1, 2, ":find");
    refused("[:find ?e :where (?e :person/age)]", ErrorCode.SYNTAX_ERROR, 1, 18);
    refused("[:find ?e :where [e :person/age]]", ErrorCode.SYNTAX_ERROR, 1, 19, "variable");
    refused("[:find ?e :where [?e :person/age nil]]", ErrorCode.NIL_VALUE, 1, 34, "missing?");
  }

  @Test
  void refusesWhatIsNotThereYet() {
    refused("[:find (pull ?e [*]) :where [?e :person/age]]", ErrorCode.UNSUPPORTED, 1, 8);
    refused("[:find ?v :where [?e ?a ?v]]", ErrorCode.UNSUPPORTED, 1, 18, "[?e ?a ?v]");
  }

  @Test
  void tellsMissingAndSuperfluousInputs() {
    assertThat(Likes.refused("[:find ?n :in $ ?n]").code())
        .isEqualTo(ErrorCode.UNDEFINED_PARAMETER);
    assertThat(Likes.refused("[:find ?e :where [?e :person/age]]", 1).code())
        .isEqualTo(ErrorCode.UNDEFINED_PARAMETER);
  }
}
