/** FOR SYSTEM_TIME in all its forms, after a table name. */
SqlSnapshot SystemTimeClause(SqlNode table) :
{
    final Span s;
    SqlNode a;
    SqlNode b;
    SystemTime form;
    final List<SqlNode> moments = new ArrayList<SqlNode>();
}
{
    <FOR> { s = span(); } <SYSTEM_TIME>
    (
        <AS> <OF> a = Moment() { form = SystemTime.AS_OF; moments.add(a); }
    |
        <FROM> a = Moment() <TO> b = Moment() {
            form = SystemTime.FROM_TO;
            moments.add(a);
            moments.add(b);
        }
    |
        <BETWEEN> a = Moment() <AND> b = Moment() {
            form = SystemTime.BETWEEN;
            moments.add(a);
            moments.add(b);
        }
    |
        <CONTAINED> <IN> <LPAREN> a = Moment() <COMMA> b = Moment() <RPAREN> {
            form = SystemTime.CONTAINED_IN;
            moments.add(a);
            moments.add(b);
        }
    |
        <ALL> { form = SystemTime.ALL; }
    )
    {
        final SqlParserPos pos = s.end(this);
        return new SqlSnapshot(pos, table, form.createCall(pos, moments));
    }
}

/** A moment: terms joined by plus and minus only, so that AND and TO end it. */
SqlNode Moment() :
{
    final List<Object> list = new ArrayList<Object>();
}
{
    AddMomentTerm(list)
    (
        LOOKAHEAD(1)
        (
            <PLUS> { list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.PLUS, getPos())); }
        |
            <MINUS> { list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.MINUS, getPos())); }
        )
        AddMomentTerm(list)
    )*
    { return SqlParserUtil.toTree(list); }
}

void AddMomentTerm(List<Object> list) :
{
    final Span s = Span.of();
}
{
    AddExpression2b(list, ExprContext.ACCEPT_NON_QUERY)
    (
        LOOKAHEAD(1)
        InfixCast(list, ExprContext.ACCEPT_NON_QUERY, s)
    )*
}

/** AS OF x SELECT …: the moment holds for every table without a clause of its own. */
SqlNode AsOfQuery() :
{
    final Span s;
    final SqlNode moment;
    final SqlNode query;
}
{
    <AS> { s = span(); } <OF> moment = Moment()
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return new StatementNode(new Statement.Query(query, moment, false), s.end(this)); }
}

/** moment AT TIME ZONE zone. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> <TIME> <ZONE> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(TimeOperators.AT_TIME_ZONE, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** expression::type. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
    }
    type = DataType() {
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.INFIX_CAST, s.pos()));
        list.add(type);
    }
}
