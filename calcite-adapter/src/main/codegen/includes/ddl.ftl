SqlNode CreateStatement() :
{
    final Span s;
    final Ddl ddl;
    boolean replace = false;
    boolean temporary = false;
}
{
    <CREATE> { s = span(); }
    [ <OR> <REPLACE> { replace = true; } ]
    [ LOOKAHEAD(2) ( <TEMPORARY> | <TEMP> ) { temporary = true; } ]
    (
        ddl = CreateTable(temporary)
    |
        ddl = CreateIndex()
    |
        ddl = CreateSchema()
    |
        ddl = CreateView(replace)
    |
        ddl = CreateDatabase()
    )
    { return new StatementNode(ddl, s.end(this)); }
}

boolean IfNotExists() :
{
}
{
    LOOKAHEAD(2) <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

boolean IfExists() :
{
}
{
    LOOKAHEAD(2) <IF> <EXISTS> { return true; }
|
    { return false; }
}

Ddl CreateTable(boolean temporary) :
{
    final boolean ifNotExists;
    final TableName table;
    final List<Ddl.ColumnDef> columns = new ArrayList<Ddl.ColumnDef>();
    final List<Ddl.TableConstraint> constraints = new ArrayList<Ddl.TableConstraint>();
    SqlNode query = null;
}
{
    <TABLE> ifNotExists = IfNotExists() table = Table()
    (
        <LPAREN>
        [
            AddTableElement(columns, constraints)
            ( <COMMA> AddTableElement(columns, constraints) )*
        ]
        <RPAREN>
    |
        <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
    {
        return new Ddl.CreateTable(table, ifNotExists, temporary, columns, constraints, query);
    }
}

TableName Table() :
{
    final SqlIdentifier id;
}
{
    id = CompoundTableIdentifier() { return TableName.of(id); }
}

List<TableName> Tables() :
{
    TableName table;
    final List<TableName> tables = new ArrayList<TableName>();
}
{
    table = Table() { tables.add(table); }
    ( <COMMA> table = Table() { tables.add(table); } )*
    { return tables; }
}

List<String> NameList() :
{
    String name;
    final List<String> names = new ArrayList<String>();
}
{
    <LPAREN> name = ColumnName() { names.add(name); }
    ( <COMMA> name = ColumnName() { names.add(name); } )*
    <RPAREN>
    { return names; }
}

String ColumnName() :
{
    final String name;
}
{
    name = Identifier() { return name; }
}

void AddTableElement(List<Ddl.ColumnDef> columns, List<Ddl.TableConstraint> constraints) :
{
    final Ddl.ColumnDef column;
    final Ddl.TableConstraint constraint;
}
{
    constraint = TableConstraint() { constraints.add(constraint); }
|
    column = ColumnDefinition() { columns.add(column); }
}

Ddl.TableConstraint TableConstraint() :
{
    String name = null;
    final List<String> columns;
    final Ddl.TableConstraint constraint;
    final SqlNode condition;
}
{
    [ <CONSTRAINT> name = Identifier() ]
    (
        <PRIMARY> <KEY> columns = NameList()
        { constraint = new Ddl.TableConstraint.PrimaryKey(name, columns); }
    |
        <UNIQUE> columns = NameList()
        { constraint = new Ddl.TableConstraint.Unique(name, columns); }
    |
        <FOREIGN> <KEY> columns = NameList() constraint = References(name, columns)
    |
        <CHECK> <LPAREN> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        { constraint = new Ddl.TableConstraint.Check(name, condition); }
    )
    ConstraintTiming()
    { return constraint; }
}

/** When a constraint is checked; ours are always checked at commit. */
void ConstraintTiming() :
{
}
{
    (
        LOOKAHEAD(2) <NOT> <DEFERRABLE>
    |
        <DEFERRABLE>
    |
        <INITIALLY> ( <DEFERRED> | <IMMEDIATE> )
    )*
}

Ddl.TableConstraint References(String name, List<String> columns) :
{
    final TableName target;
    List<String> targetColumns = new ArrayList<String>();
    Ddl.ReferenceAction onDelete = Ddl.ReferenceAction.NO_ACTION;
    Ddl.ReferenceAction onUpdate = Ddl.ReferenceAction.NO_ACTION;
}
{
    <REFERENCES> target = Table()
    [ targetColumns = NameList() ]
    [ <MATCH> ( <FULL> | <PARTIAL> | <SIMPLE> ) ]
    (
        LOOKAHEAD(2) <ON> <DELETE> onDelete = ReferenceAction()
    |
        <ON> <UPDATE> onUpdate = ReferenceAction()
    )*
    {
        return new Ddl.TableConstraint.ForeignKey(
            name, columns, target, targetColumns, onDelete, onUpdate);
    }
}

Ddl.ReferenceAction ReferenceAction() :
{
}
{
    <NO> <ACTION> { return Ddl.ReferenceAction.NO_ACTION; }
|
    <RESTRICT> { return Ddl.ReferenceAction.RESTRICT; }
|
    <CASCADE> { return Ddl.ReferenceAction.CASCADE; }
|
    LOOKAHEAD(2) <SET> <NULL> { return Ddl.ReferenceAction.SET_NULL; }
|
    <SET> <DEFAULT_> { return Ddl.ReferenceAction.SET_DEFAULT; }
}

Ddl.ColumnDef ColumnDefinition() :
{
    final Span s = Span.of();
    final String name;
    final ColumnBuilder column;
    final ColumnType type;
}
{
    name = ColumnName() { s.add(this); }
    type = ColumnType()
    { column = new ColumnBuilder(name, type, s.pos()); }
    ( AddColumnConstraint(column) )*
    { return column.build(); }
}

ColumnType ColumnType() :
{
    final SqlDataTypeSpec spec;
    int precision = -1;
}
{
    [ <INTERVAL> { if (true) { throw IntervalText.notStored(); } } ]
    spec = DataType()
    [ LOOKAHEAD(1) <LPAREN> precision = UnsignedIntLiteral() <RPAREN> ]
    { return ColumnType.of(spec, precision); }
}

void AddColumnConstraint(ColumnBuilder column) :
{
    String name = null;
    SqlNode e;
    TableName target;
    Ddl.TableConstraint constraint;
}
{
    [ <CONSTRAINT> name = Identifier() ]
    (
        LOOKAHEAD(2) <NOT> <NULL> { column.nullable(false); }
    |
        <NULL> { column.nullable(true); }
    |
        <PRIMARY> <KEY> { column.primaryKey(name); }
    |
        <UNIQUE> { column.unique(name); }
    |
        <DEFAULT_> e = Expression(ExprContext.ACCEPT_SUB_QUERY) { column.defaultValue(e); }
    |
        <CHECK> <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        { column.check(name, e); }
    |
        constraint = References(name, column.asList()) { column.constraint(constraint); }
    |
        <COLLATE> e = CompoundIdentifier()
    |
        <GENERATED>
        (
            LOOKAHEAD(3)
            <ALWAYS> <AS> <IDENTITY> IdentityOptions()
            { column.identity(Ddl.Identity.ALWAYS); }
        |
            <BY> <DEFAULT_> <AS> <IDENTITY> IdentityOptions()
            { column.identity(Ddl.Identity.BY_DEFAULT); }
        |
            <ALWAYS> <AS> <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
            [ <STORED> | <VIRTUAL> ]
            { column.generatedAs(e); }
        )
    |
        LOOKAHEAD(2) <NOT> <DEFERRABLE>
    |
        <DEFERRABLE>
    |
        <INITIALLY> ( <DEFERRED> | <IMMEDIATE> )
    )
}

/** START WITH n, INCREMENT BY n and the like: taken, our identities always count by one. */
void IdentityOptions() :
{
    int n;
}
{
    [
        LOOKAHEAD(2)
        <LPAREN>
        (
            <START> [ <WITH> ] n = IntLiteral()
        |
            <INCREMENT> [ <BY> ] n = IntLiteral()
        |
            <MINVALUE> n = IntLiteral()
        |
            <MAXVALUE> n = IntLiteral()
        |
            <NO> ( <MINVALUE> | <MAXVALUE> | <CYCLE> )
        |
            <CYCLE>
        )*
        <RPAREN>
    ]
}

Ddl CreateIndex() :
{
    boolean unique = false;
    boolean ifNotExists;
    String name = null;
    final TableName table;
    final List<Ddl.IndexColumn> columns = new ArrayList<Ddl.IndexColumn>();
}
{
    [ <UNIQUE> { unique = true; } ]
    <INDEX> [ <CONCURRENTLY> ] ifNotExists = IfNotExists()
    [ name = Identifier() ]
    <ON> table = Table() [ <USING> Identifier() ]
    <LPAREN> AddIndexColumn(columns) ( <COMMA> AddIndexColumn(columns) )* <RPAREN>
    { return new Ddl.CreateIndex(name, table, columns, unique, ifNotExists); }
}

void AddIndexColumn(List<Ddl.IndexColumn> columns) :
{
    final String name;
    boolean descending = false;
}
{
    name = ColumnName()
    [ <ASC> | <DESC> { descending = true; } ]
    [ <NULLS> ( <FIRST> | <LAST> ) ]
    { columns.add(new Ddl.IndexColumn(name, descending)); }
}

Ddl CreateSchema() :
{
    final boolean ifNotExists;
    final String name;
}
{
    <SCHEMA> ifNotExists = IfNotExists() name = Identifier()
    { return new Ddl.CreateSchema(name, ifNotExists); }
}

Ddl CreateView(boolean replace) :
{
    final boolean ifNotExists;
    final TableName view;
    List<String> columns = new ArrayList<String>();
    final SqlNode query;
}
{
    <VIEW> ifNotExists = IfNotExists() view = Table()
    [ columns = NameList() ]
    <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return new Ddl.CreateView(view, columns, query, replace, ifNotExists); }
}

/** CREATE DATABASE with whatever options: tools send it, it is noticed and skipped. */
Ddl CreateDatabase() :
{
    final boolean ifNotExists;
    final String name;
}
{
    <DATABASE> ifNotExists = IfNotExists() name = Identifier()
    ( [ <WITH> ] LOOKAHEAD(1) <IDENTIFIER> [ <EQ> ] ( <QUOTED_STRING> | Identifier() ) )*
    { return new Ddl.CreateDatabase(name); }
}

SqlNode DropStatement() :
{
    final Span s;
    final Ddl ddl;
    final boolean ifExists;
    final List<TableName> names;
    final Ddl.DropBehavior behavior;
    final String name;
}
{
    <DROP> { s = span(); }
    (
        <TABLE> ifExists = IfExists() names = Tables() behavior = DropBehavior()
        { ddl = new Ddl.DropTable(names, ifExists, behavior); }
    |
        <INDEX> [ <CONCURRENTLY> ] ifExists = IfExists() names = Tables() behavior = DropBehavior()
        { ddl = new Ddl.DropIndex(names, ifExists, behavior); }
    |
        <VIEW> ifExists = IfExists() names = Tables() behavior = DropBehavior()
        { ddl = new Ddl.DropView(names, ifExists, behavior); }
    |
        <SCHEMA> ifExists = IfExists() name = Identifier() behavior = DropBehavior()
        { ddl = new Ddl.DropSchema(name, ifExists, behavior); }
    |
        <DATABASE> ifExists = IfExists() name = Identifier()
        { ddl = new Ddl.DropDatabase(name, ifExists); }
    )
    { return new StatementNode(ddl, s.end(this)); }
}

Ddl.DropBehavior DropBehavior() :
{
}
{
    <CASCADE> { return Ddl.DropBehavior.CASCADE; }
|
    [ <RESTRICT> ] { return Ddl.DropBehavior.RESTRICT; }
}

SqlNode TruncateStatement() :
{
    final Span s;
    final List<TableName> names;
    final Ddl.DropBehavior behavior;
}
{
    <TRUNCATE> { s = span(); } [ <TABLE> ] names = Tables()
    [ ( <RESTART> | <CONTINUE> ) <IDENTITY> ]
    behavior = DropBehavior()
    { return new StatementNode(new Ddl.Truncate(names, behavior), s.end(this)); }
}

SqlNode CommentStatement() :
{
    final Span s;
    SqlIdentifier id;
    String text = null;
    final TableName table;
    String column = null;
}
{
    <COMMENT> { s = span(); } <ON>
    (
        ( <TABLE> | <VIEW> | <INDEX> | <SCHEMA> | <DATABASE> ) table = Table()
    |
        <COLUMN> id = CompoundTableIdentifier() {
            final int last = id.names.size() - 1;
            if (last < 1) {
                throw new ParseException("COMMENT ON COLUMN expects table.column");
            }
            column = id.names.get(last);
            table = TableName.of(id.getComponent(0, last));
        }
    )
    <IS> ( <NULL> | text = SimpleStringLiteral() )
    { return new StatementNode(new Ddl.CommentOn(table, column, text), s.end(this)); }
}

SqlNode AlterTableStatement() :
{
    final Span s;
    final boolean ifExists;
    final TableName table;
    final List<Ddl.AlterAction> actions = new ArrayList<Ddl.AlterAction>();
}
{
    <ALTER> { s = span(); } <TABLE> ifExists = IfExists() [ <ONLY> ] table = Table()
    AddAlterAction(actions) ( <COMMA> AddAlterAction(actions) )*
    { return new StatementNode(new Ddl.AlterTable(table, ifExists, actions), s.end(this)); }
}

void AddAlterAction(List<Ddl.AlterAction> actions) :
{
    final Ddl.AlterAction action;
    final Ddl.TableConstraint constraint;
    final Ddl.ColumnDef column;
    final boolean flag;
    final String name;
    final String to;
    final Ddl.DropBehavior behavior;
}
{
    (
        <ADD>
        (
            constraint = TableConstraint()
            { action = new Ddl.AlterAction.AddConstraint(constraint); }
        |
            [ <COLUMN> ] flag = IfNotExists() column = ColumnDefinition()
            { action = new Ddl.AlterAction.AddColumn(column, flag); }
        )
    |
        <DROP>
        (
            <CONSTRAINT> flag = IfExists() name = Identifier() behavior = DropBehavior()
            { action = new Ddl.AlterAction.DropConstraint(name, flag, behavior); }
        |
            [ <COLUMN> ] flag = IfExists() name = ColumnName() behavior = DropBehavior()
            { action = new Ddl.AlterAction.DropColumn(name, flag, behavior); }
        )
    |
        <RENAME>
        (
            <TO> name = Identifier() { action = new Ddl.AlterAction.RenameTable(name); }
        |
            [ <COLUMN> ] name = ColumnName() <TO> to = ColumnName()
            { action = new Ddl.AlterAction.RenameColumn(name, to); }
        )
    |
        <ALTER> [ <COLUMN> ] name = ColumnName() action = AlterColumn(name)
    )
    { actions.add(action); }
}

Ddl.AlterAction AlterColumn(String name) :
{
    final ColumnType type;
    SqlNode e = null;
}
{
    LOOKAHEAD(2) [ <SET> <DATA> ] <TYPE> type = ColumnType()
    [ <USING> e = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    { return new Ddl.AlterAction.SetType(name, type.type(), e); }
|
    <SET>
    (
        <DEFAULT_> e = Expression(ExprContext.ACCEPT_SUB_QUERY)
        { return new Ddl.AlterAction.SetDefault(name, e); }
    |
        <NOT> <NULL> { return new Ddl.AlterAction.SetNullable(name, false); }
    )
|
    <DROP>
    (
        <DEFAULT_> { return new Ddl.AlterAction.SetDefault(name, null); }
    |
        <NOT> <NULL> { return new Ddl.AlterAction.SetNullable(name, true); }
    )
}
