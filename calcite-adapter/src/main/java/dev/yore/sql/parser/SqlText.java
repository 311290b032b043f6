package dev.yore.sql.parser;

import dev.yore.sql.type.Dialect;
import dev.yore.storage.error.YoreException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.calcite.util.SourceStringReader;

/** Parses statements, scripts and single expressions. */
public final class SqlText {

  /** Longer names are refused; 128 characters are what the standard allows. */
  public static final int NAME_CHARS_MAX = 128;

  private SqlText() {}

  /** Whether {@code text} is EDN: Datalog or transaction data, not SQL. */
  public static boolean isEdn(String text) {
    String start = text.stripLeading();
    if (start.startsWith("[")) {
      return true;
    }
    return start.startsWith("{") && !isJdbcCall(start);
  }

  private static boolean isJdbcCall(String text) {
    String inner = text.substring(1).stripLeading();
    return inner.startsWith("?") || inner.regionMatches(true, 0, "call ", 0, 5);
  }

  /** The statements of a script. Positions in errors count from the start of the script. */
  public static List<ParsedStatement> parseStatements(String script) {
    List<ParsedStatement> statements = new ArrayList<>();
    for (StatementText text : StatementSplitter.split(script)) {
      statements.add(parse(text));
    }
    return List.copyOf(statements);
  }

  /** The one statement of {@code text}. */
  public static ParsedStatement parse(StatementText text) {
    YoreSqlParser parser = parser(text.text());
    try {
      SqlNode node = parser.parseSqlStmtEof();
      return new ParsedStatement(Statement.of(node), text, parser.parameterCount());
    } catch (YoreException e) {
      throw text.placed(e);
    } catch (Exception | TokenMgrError e) {
      throw text.placed(ParseErrors.translate(parser.normalizeException(e)));
    }
  }

  /** An expression, such as a stored CHECK or DEFAULT. */
  public static SqlNode parseExpression(String text) {
    YoreSqlParser parser = parser(text);
    try {
      return parser.parseSqlExpressionEof();
    } catch (YoreException e) {
      throw e;
    } catch (Exception | TokenMgrError e) {
      throw ParseErrors.translate(parser.normalizeException(e));
    }
  }

  private static YoreSqlParser parser(String text) {
    Reader reader = new SourceStringReader(text);
    YoreSqlParser parser = (YoreSqlParser) YoreSqlParser.FACTORY.getParser(reader);
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.TO_LOWER);
    parser.setIdentifierMaxLength(NAME_CHARS_MAX);
    parser.setConformance(Dialect.CONFORMANCE);
    parser.switchTo(LexicalState.DQID);
    return parser;
  }
}
