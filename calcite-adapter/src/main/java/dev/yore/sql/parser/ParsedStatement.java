package dev.yore.sql.parser;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A statement with its place in the text it came from.
 *
 * @param source the piece of text it was parsed from
 * @param parameterCount how many {@code ?} it has; they are numbered from 0 in each statement
 */
public record ParsedStatement(Statement statement, StatementText source, int parameterCount) {

  /** The part of the statement's text that {@code node} was parsed from, as the user wrote it. */
  public String textOf(SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    int start = source.offsetOf(position.getLineNum(), position.getColumnNum());
    int end = source.offsetOf(position.getEndLineNum(), position.getEndColumnNum());
    return source.text().substring(start, end + 1);
  }
}
