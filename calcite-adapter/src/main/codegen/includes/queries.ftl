/** DISTINCT ON (expression, …). */
SqlNodeList DistinctOnList() :
{
    final Span s;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <DISTINCT> { s = span(); } <ON> <LPAREN>
    AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
    ( <COMMA> AddExpression(list, ExprContext.ACCEPT_SUB_QUERY) )*
    <RPAREN>
    { return new SqlNodeList(list, s.end(this)); }
}
