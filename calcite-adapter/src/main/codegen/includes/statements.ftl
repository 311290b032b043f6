/** Every statement that Calcite's grammar lacks or that we parse in our own way. */
SqlNode OwnStatement() :
{
    final SqlNode node;
}
{
    (
        node = AsOfQuery()
    |
        node = CreateStatement()
    |
        node = DropStatement()
    |
        node = AlterTableStatement()
    |
        node = TruncateStatement()
    |
        node = CommentStatement()
    |
        node = EraseStatement()
    |
        node = TransactionStatement()
    |
        node = SetStatement()
    |
        node = ShowStatement()
    |
        node = ExplainStatement()
    )
    { return node; }
}

/** EXPLAIN [ANALYZE] [(option, …)] [PLAN [AS JSON] FOR] statement. */
SqlNode ExplainStatement() :
{
    final Span s;
    final SqlNode stmt;
    final boolean[] analyze = {false};
    final Statement.Explain.Format[] format = {Statement.Explain.Format.TEXT};
}
{
    <EXPLAIN> { s = span(); }
    [
        LOOKAHEAD(2)
        <PLAN> [ <AS> <JSON> { format[0] = Statement.Explain.Format.JSON; } ] <FOR>
    ]
    [ LOOKAHEAD(1) <ANALYZE> { analyze[0] = true; } ]
    [
        LOOKAHEAD(2, <LPAREN> ( <ANALYZE> | <FORMAT> | <IDENTIFIER> ))
        <LPAREN> ExplainOption(analyze, format)
        ( <COMMA> ExplainOption(analyze, format) )*
        <RPAREN>
    ]
    stmt = SqlStmt()
    {
        return new StatementNode(
            new Statement.Explain(Statement.of(stmt), analyze[0], format[0]), s.end(this));
    }
}

void ExplainOption(boolean[] analyze, Statement.Explain.Format[] format) :
{
    boolean on = true;
}
{
    <ANALYZE> [ <TRUE> | <FALSE> { on = false; } | <ON> ] { analyze[0] = on; }
|
    <FORMAT>
    (
        <JSON> { format[0] = Statement.Explain.Format.JSON; }
    |
        <IDENTIFIER> {
            if (!token.image.equalsIgnoreCase("text")) {
                throw new ParseException("EXPLAIN knows the formats TEXT and JSON");
            }
        }
    )
|
    // COSTS, BUFFERS, TIMING and the like: taken and ignored, as tools send them.
    <IDENTIFIER> [ <TRUE> | <FALSE> | <ON> | <IDENTIFIER> ]
}

/** A query as a statement, FOR UPDATE included. */
SqlNode QueryStatement() :
{
    final SqlNode query;
    boolean forUpdate = false;
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    ( LockClause() { forUpdate = true; } )*
    {
        return forUpdate
            ? new StatementNode(new Statement.Query(query, null, true), query.getParserPosition())
            : query;
    }
}

void LockClause() :
{
    SqlIdentifier table;
}
{
    <FOR> ( <UPDATE> | [ <NO> ] [ <KEY> ] ( <UPDATE> | <SHARE> ) )
    [ LOOKAHEAD(2) <OF> table = CompoundIdentifier() ( <COMMA> table = CompoundIdentifier() )* ]
    [ <NOWAIT> | <SKIP_> <LOCKED> ]
}

/** INSERT with ON CONFLICT and RETURNING. */
SqlNode SqlInsert() :
{
    final SqlNode insert;
    Statement.OnConflict onConflict = null;
    SqlNodeList returning = null;
}
{
    insert = SqlInsertCore()
    [ onConflict = OnConflictClause() ]
    [ returning = ReturningClause() ]
    {
        return onConflict == null && returning == null
            ? insert
            : new StatementNode(
                new Statement.Insert(
                    (SqlInsert) insert, onConflict, Statement.items(returning)),
                insert.getParserPosition());
    }
}

/** The source of an INSERT; DEFAULT VALUES is a VALUES without rows. */
SqlNode InsertSource() :
{
    final Span s;
    final SqlNode query;
}
{
    <DEFAULT_> { s = span(); } <VALUES> {
        return SqlStdOperatorTable.VALUES.createCall(s.end(this));
    }
|
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { return query; }
}

Statement.OnConflict OnConflictClause() :
{
    List<String> target = new ArrayList<String>();
    String constraint = null;
    final List<Statement.Assignment> set = new ArrayList<Statement.Assignment>();
    SqlNode where = null;
}
{
    <ON> <CONFLICT>
    [
        target = NameList()
    |
        <ON> <CONSTRAINT> constraint = Identifier()
    ]
    <DO>
    (
        <NOTHING>
    |
        <UPDATE> <SET> AddAssignment(set) ( <COMMA> AddAssignment(set) )*
        [ where = Where() ]
    )
    { return new Statement.OnConflict(target, constraint, set, where); }
}

void AddAssignment(List<Statement.Assignment> list) :
{
    final SqlIdentifier column;
    final List<SqlNode> value = new ArrayList<SqlNode>();
}
{
    column = CompoundIdentifier() <EQ> AddUpdateSource(value)
    { list.add(new Statement.Assignment(column, value.get(0))); }
}

/** The right side of an assignment: an expression or DEFAULT. */
void AddUpdateSource(List<SqlNode> list) :
{
    final SqlNode e;
}
{
    <DEFAULT_> { list.add(SqlStdOperatorTable.DEFAULT.createCall(getPos())); }
|
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { list.add(e); }
}

SqlNodeList ReturningClause() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <RETURNING> { s = span(); }
    AddSelectItem(list) ( <COMMA> AddSelectItem(list) )*
    { return new SqlNodeList(list, s.end(this)); }
}

/** UPDATE with RETURNING. */
SqlNode SqlUpdate() :
{
    final SqlNode update;
    SqlNodeList returning = null;
}
{
    update = SqlUpdateCore() [ returning = ReturningClause() ]
    {
        return returning == null
            ? update
            : new StatementNode(
                new Statement.Update((SqlUpdate) update, Statement.items(returning)),
                update.getParserPosition());
    }
}

/** DELETE with RETURNING. */
SqlNode SqlDelete() :
{
    final SqlNode delete;
    SqlNodeList returning = null;
}
{
    delete = SqlDeleteCore() [ returning = ReturningClause() ]
    {
        return returning == null
            ? delete
            : new StatementNode(
                new Statement.Delete((SqlDelete) delete, Statement.items(returning)),
                delete.getParserPosition());
    }
}

/** ERASE FROM t [AS a] [WHERE …]. */
SqlNode EraseStatement() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNode where = null;
}
{
    <ERASE> { s = span(); } <FROM> table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    [ where = Where() ]
    {
        final SqlParserPos pos = s.end(this);
        return new StatementNode(
            new Statement.Erase(new SqlDelete(pos, table, where, null, alias)), pos);
    }
}
