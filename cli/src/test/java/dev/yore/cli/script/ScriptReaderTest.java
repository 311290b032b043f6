package dev.yore.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.cli.script.Piece.Kind;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {

  @Test
  void cutsAtSemicolonsOutsideOfQuotesAndComments() {
    assertThat(
            texts(
                """
                -- a comment; with a semicolon
                SELECT 'a;b', "c;d" /* e;f */ FROM t; SELECT $$g;h$$, $tag$i;$$;j$tag$;
                SELECT E'it\\'s;' ; ; SELECT 1
                """))
        .containsExactly(
            "SELECT 'a;b', \"c;d\" /* e;f */ FROM t",
            "SELECT $$g;h$$, $tag$i;$$;j$tag$",
            "SELECT E'it\\'s;'",
            "SELECT 1");
  }

  @Test
  void keepsNoCommentAtTheEndOfAStatement() {
    assertThat(texts("SELECT 1 -- one\n;\nSELECT 2 /* two */"))
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void saysWhereEachPieceStarts() {
    List<Piece> pieces =
        ScriptReader.pieces("\uFEFFSELECT 1;\n\n  /* x */ SELECT\n2; \\d t\nSELECT 3");

    assertThat(pieces)
        .extracting(Piece::start)
        .containsExactly(
            new Place(1, 1, 1), new Place(22, 3, 11), new Place(32, 4, 4), new Place(37, 5, 1));
  }

  @Test
  void takesABackslashLineAsACommandOnlyWhereAStatementCouldStart() {
    List<Piece> pieces = ScriptReader.pieces("\\c chinook;\nSELECT '\n\\q';\n  \\x on\nSELECT 1");

    assertThat(pieces)
        .extracting(Piece::kind)
        .containsExactly(Kind.COMMAND, Kind.SQL, Kind.COMMAND, Kind.SQL);
    assertThat(pieces.getFirst().text()).isEqualTo("\\c chinook;");
  }

  @Test
  void endsEdnWithItsBracketWithoutASemicolon() {
    List<Piece> pieces =
        ScriptReader.pieces(
            """
            [:find ?n :where [?e :person/name ?n] ; a comment with ]
                             [?e :person/note "];"]]
            {:db/id "a" :person/initial \\]};
            SELECT 1;
            """);

    assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.EDN, Kind.EDN, Kind.SQL);
    assertThat(pieces).extracting(Piece::missing).containsOnlyNulls();
    assertThat(pieces.get(1).text()).isEqualTo("{:db/id \"a\" :person/initial \\]}");
  }

  @Test
  void takesAJdbcCallAsSql() {
    List<Piece> pieces = ScriptReader.pieces("{call f(1)}; {? = call g()}; {fn now()}");

    assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.SQL, Kind.SQL, Kind.EDN);
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(missing("SELECT 1")).isEqualTo(Missing.SEMICOLON);
    assertThat(missing("SELECT 'a;")).isEqualTo(Missing.QUOTE);
    assertThat(missing("SELECT E'a\\")).isEqualTo(Missing.QUOTE);
    assertThat(missing("SELECT \"a")).isEqualTo(Missing.NAME_QUOTE);
    assertThat(missing("SELECT $a$ ; $$")).isEqualTo(Missing.DOLLAR_QUOTE);
    assertThat(missing("SELECT 1; /* ")).isEqualTo(Missing.COMMENT);
    assertThat(missing("SELECT 1 /* ;")).isEqualTo(Missing.COMMENT);
    assertThat(missing("[:find [?a")).isEqualTo(Missing.BRACKET);
    assertThat(missing("{:a \"}")).isEqualTo(Missing.QUOTE);
    assertThat(missing("SELECT 1; -- done")).isNull();
  }

  @Test
  void takesADollarInANameOrBeforeADigitAsSuch() {
    assertThat(texts("SELECT a$b FROM t WHERE x = $1; SELECT 2"))
        .containsExactly("SELECT a$b FROM t WHERE x = $1", "SELECT 2");
  }

  @Property(tries = 500)
  void findsEveryPieceAtTheOffsetItNames(@ForAll("scripts") String script) {
    for (Piece piece : ScriptReader.pieces(script)) {
      int offset = (int) piece.start().offset();
      assertThat(script.substring(offset)).startsWith(piece.text());
    }
  }

  @Provide
  Arbitrary<String> scripts() {
    return Arbitraries.of(
            "a", " ", "\n", ";", "'", "\"", "$$", "$t$", "--", "/*", "*/", "[", "]", "{", "}", "\\",
            "E")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  private static List<String> texts(String script) {
    return ScriptReader.pieces(script).stream().map(Piece::text).toList();
  }

  private static @Nullable Missing missing(String script) {
    return ScriptReader.pieces(script).getLast().missing();
  }
}
