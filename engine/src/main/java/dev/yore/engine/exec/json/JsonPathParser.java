package dev.yore.engine.exec.json;

import dev.yore.engine.exec.json.JsonPath.Predicate;
import dev.yore.engine.exec.json.JsonPath.Step;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads paths by recursive descent.
 *
 * <pre>
 * path      = [ "lax" | "strict" ] sum
 * sum       = product { ( "+" | "-" ) product }
 * product   = sign { ( "*" | "/" | "%" ) sign }
 * sign      = { "+" | "-" } primary { accessor }
 * primary   = "$" | "@" | "last" | literal | "(" sum ")"
 * accessor  = "." ( name | string | "*" | method "()" ) | "[" subscripts "]" | "?" "(" or ")"
 * or        = and { "||" and };  and = condition { "&amp;&amp;" condition }
 * condition = "!" condition | "exists" "(" sum ")" | "(" or ")" [ "is unknown" ]
 *           | sum ( comparison sum | "starts with" sum | "like_regex" string [ "flag" string ] )
 * </pre>
 */
final class JsonPathParser {
  private static final Set<String> METHODS =
      Set.of("type", "size", "double", "ceiling", "floor", "abs");

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\.\\d+)"
              + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<symbol>==|!=|<>|<=|>=|&&|\\|\\||[$@.*\\[\\](),?<>!+\\-/%])|(?<end>$))");

  private final String text;
  private final Matcher tokens;
  private Token token;

  private enum Kind {
    NUMBER,
    STRING,
    NAME,
    SYMBOL,
    END
  }

  private record Token(Kind kind, String text, int start) {}

  JsonPathParser(String text) {
    this.text = text;
    this.tokens = TOKEN.matcher(text);
    this.token = read(0);
  }

  JsonPath path() {
    boolean strict = isWord("strict");
    if (strict || isWord("lax")) {
      next();
    }
    Step root = sum();
    if (token.kind() != Kind.END) {
      throw wrong("the end");
    }
    return new JsonPath(strict, root);
  }

  private Token read(int from) {
    if (!tokens.find(from) || tokens.start() != from) {
      throw syntax("a word, number, string or symbol", from);
    }
    for (Kind kind : Kind.values()) {
      String found = tokens.group(kind.name().toLowerCase(java.util.Locale.ROOT));
      if (found != null) {
        return new Token(kind, found, tokens.end() - found.length());
      }
    }
    throw YoreException.bug("A token of a path has a kind");
  }

  private Token next() {
    Token taken = token;
    token = read(taken.start() + taken.text().length());
    return taken;
  }

  private YoreException wrong(String expected) {
    return syntax(expected, token.start());
  }

  private YoreException syntax(String expected, int position) {
    return YoreException.of(ErrorCode.SYNTAX_ERROR, "The JSON path cannot be read")
        .with("path", text)
        .with("position", position + 1)
        .with("expected", expected);
  }

  private boolean is(String symbol) {
    return token.kind() == Kind.SYMBOL && token.text().equals(symbol);
  }

  private boolean isWord(String word) {
    return token.kind() == Kind.NAME && token.text().equals(word);
  }

  private boolean take(String symbol) {
    boolean found = is(symbol);
    if (found) {
      next();
    }
    return found;
  }

  private boolean takeWord(String word) {
    boolean found = isWord(word);
    if (found) {
      next();
    }
    return found;
  }

  private void expect(String symbol) {
    if (!take(symbol)) {
      throw wrong(symbol);
    }
  }

  private Step sum() {
    Step left = product();
    while (is("+") || is("-")) {
      left = new JsonPath.Arithmetic(next().text().charAt(0), left, product());
    }
    return left;
  }

  private Step product() {
    Step left = sign();
    while (is("*") || is("/") || is("%")) {
      left = new JsonPath.Arithmetic(next().text().charAt(0), left, sign());
    }
    return left;
  }

  private Step sign() {
    if (is("+") || is("-")) {
      return new JsonPath.Sign(next().text().equals("-"), sign());
    }
    return accessors(primary());
  }

  private Step primary() {
    return switch (token.kind()) {
      case NUMBER -> new JsonPath.Constant(number());
      case STRING -> new JsonPath.Constant(string());
      case NAME -> word();
      case SYMBOL -> symbol();
      case END -> throw wrong("$");
    };
  }

  private Step word() {
    Step step =
        switch (token.text()) {
          case "last" -> new JsonPath.Last();
          case "true" -> new JsonPath.Constant(true);
          case "false" -> new JsonPath.Constant(false);
          case "null" -> new JsonPath.Constant(null);
          default -> throw wrong("$, @, last or a literal");
        };
    next();
    return step;
  }

  private Step symbol() {
    if (take("$")) {
      if (token.kind() == Kind.NAME && token.start() > 0 && text.charAt(token.start() - 1) == '$') {
        throw YoreException.of(
                ErrorCode.UNSUPPORTED, "Variables of JSON paths (PASSING) are not supported yet")
            .with("path", text);
      }
      return new JsonPath.Document();
    }
    if (take("@")) {
      return new JsonPath.Current();
    }
    expect("(");
    Step inner = sum();
    expect(")");
    return inner;
  }

  private BigDecimal number() {
    try {
      return Json.number(new BigDecimal(token.text()));
    } catch (JsonError | NumberFormatException tooLong) {
      throw wrong("a number of fewer digits").causedBy(tooLong);
    } finally {
      next();
    }
  }

  private String string() {
    return String.valueOf(Json.parse(next().text()));
  }

  private Step accessors(Step start) {
    Step step = start;
    while (true) {
      if (take(".")) {
        step = member(step);
      } else if (take("[")) {
        step = subscripts(step);
      } else if (take("?")) {
        expect("(");
        step = new JsonPath.Filter(step, or());
        expect(")");
      } else {
        return step;
      }
    }
  }

  private Step member(Step of) {
    if (take("*")) {
      return new JsonPath.AnyMember(of);
    }
    if (token.kind() == Kind.STRING) {
      return new JsonPath.Member(of, string());
    }
    if (token.kind() != Kind.NAME) {
      throw wrong("the name of a member");
    }
    String name = next().text();
    if (!take("(")) {
      return new JsonPath.Member(of, name);
    }
    expect(")");
    if (!METHODS.contains(name)) {
      throw YoreException.of(
              ErrorCode.UNSUPPORTED, "This method of JSON paths is not supported yet")
          .with("method", name)
          .with("known", METHODS.stream().sorted().toList());
    }
    return new JsonPath.Method(of, name);
  }

  private Step subscripts(Step of) {
    if (take("*")) {
      expect("]");
      return new JsonPath.AnyElement(of);
    }
    List<JsonPath.Range> ranges = new ArrayList<>();
    do {
      Step from = sum();
      ranges.add(new JsonPath.Range(from, takeWord("to") ? sum() : from));
    } while (take(","));
    expect("]");
    return new JsonPath.Elements(of, ranges);
  }

  private Predicate or() {
    Predicate left = and();
    while (take("||")) {
      left = new JsonPath.Or(left, and());
    }
    return left;
  }

  private Predicate and() {
    Predicate left = condition();
    while (take("&&")) {
      left = new JsonPath.And(left, condition());
    }
    return left;
  }

  private Predicate condition() {
    if (take("!")) {
      return new JsonPath.Not(condition());
    }
    if (takeWord("exists")) {
      expect("(");
      Step inner = sum();
      expect(")");
      return new JsonPath.Exists(inner);
    }
    if (is("(") && opensPredicate()) {
      next();
      Predicate inner = or();
      expect(")");
      if (takeWord("is")) {
        if (!takeWord("unknown")) {
          throw wrong("unknown");
        }
        return new JsonPath.IsUnknown(inner);
      }
      return inner;
    }
    return comparison();
  }

  /** Whether the parenthesis here is one around a condition, not around an expression. */
  private boolean opensPredicate() {
    Token here = token;
    try {
      sum();
      return !compares();
    } catch (YoreException notAnExpression) {
      return true;
    } finally {
      token = here;
    }
  }

  private boolean compares() {
    return switch (token.text()) {
      case "==", "!=", "<>", "<", "<=", ">", ">=", "starts", "like_regex" -> true;
      default -> false;
    };
  }

  private Predicate comparison() {
    Step left = sum();
    if (!compares()) {
      throw wrong("a comparison");
    }
    String operator = next().text();
    return switch (operator) {
      case "starts" -> {
        if (!takeWord("with")) {
          throw wrong("with");
        }
        yield new JsonPath.StartsWith(left, sum());
      }
      case "like_regex" -> new JsonPath.Matches(left, pattern());
      default -> new JsonPath.Compare(operator.equals("<>") ? "!=" : operator, left, sum());
    };
  }

  private Pattern pattern() {
    if (token.kind() != Kind.STRING) {
      throw wrong("a pattern");
    }
    String pattern = string();
    int flags = 0;
    if (takeWord("flag")) {
      if (token.kind() != Kind.STRING) {
        throw wrong("flags");
      }
      for (char flag : string().toCharArray()) {
        flags |=
            switch (flag) {
              case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
              case 's' -> Pattern.DOTALL;
              case 'm' -> Pattern.MULTILINE;
              case 'q' -> Pattern.LITERAL;
              default -> throw wrong("the flags i, s, m or q");
            };
      }
    }
    try {
      return Pattern.compile(pattern, flags);
    } catch (PatternSyntaxException invalid) {
      throw YoreException.of(ErrorCode.INVALID_REGULAR_EXPRESSION, "The pattern is not valid")
          .with("pattern", pattern)
          .causedBy(invalid);
    }
  }
}
