package dev.yore.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Carries a {@link Statement} out of the generated parser, which can only return nodes. */
public final class StatementNode extends SqlCall {
  private static final SqlOperator STATEMENT =
      new SqlSpecialOperator("STATEMENT", SqlKind.OTHER_DDL);

  private final Statement statement;

  public StatementNode(Statement statement, SqlParserPos position) {
    super(position);
    this.statement = statement;
  }

  /** What was parsed. */
  public Statement statement() {
    return statement;
  }

  @Override
  public SqlOperator getOperator() {
    return STATEMENT;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of();
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.print(statement.toString());
  }
}
