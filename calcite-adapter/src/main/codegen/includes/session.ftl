SqlNode TransactionStatement() :
{
    final Span s = Span.of();
    SessionCommand command;
    String name;
    SessionCommand.TransactionModes modes = SessionCommand.TransactionModes.NONE;
}
{
    (
        <BEGIN> [ <WORK> | <TRANSACTION> ] [ modes = TransactionModes() ]
        { command = new SessionCommand.Begin(modes); }
    |
        <START> <TRANSACTION> [ modes = TransactionModes() ]
        { command = new SessionCommand.Begin(modes); }
    |
        ( <COMMIT> | <END> ) [ <WORK> | <TRANSACTION> ]
        { command = new SessionCommand.Commit(); }
    |
        ( <ROLLBACK> | <ABORT> ) [ <WORK> | <TRANSACTION> ]
        { command = new SessionCommand.Rollback(); }
        [
            <TO> [ LOOKAHEAD(2) <SAVEPOINT> ] name = Identifier()
            { command = new SessionCommand.RollbackTo(name); }
        ]
    |
        <SAVEPOINT> name = Identifier() { command = new SessionCommand.Savepoint(name); }
    |
        <RELEASE> [ LOOKAHEAD(2) <SAVEPOINT> ] name = Identifier()
        { command = new SessionCommand.Release(name); }
    )
    { return new StatementNode(command, s.end(this)); }
}

SessionCommand.TransactionModes TransactionModes() :
{
    SessionCommand.TransactionModes modes = SessionCommand.TransactionModes.NONE;
}
{
    modes = TransactionMode(modes) ( [ <COMMA> ] modes = TransactionMode(modes) )*
    { return modes; }
}

SessionCommand.TransactionModes TransactionMode(SessionCommand.TransactionModes modes) :
{
    final String level;
}
{
    <ISOLATION> <LEVEL>
    (
        <SERIALIZABLE> { level = "serializable"; }
    |
        <REPEATABLE> <READ> { level = "repeatable read"; }
    |
        LOOKAHEAD(2) <READ> <COMMITTED> { level = "read committed"; }
    |
        <READ> <UNCOMMITTED> { level = "read uncommitted"; }
    )
    { return modes.withIsolation(level); }
|
    LOOKAHEAD(2) <READ> <ONLY> { return modes.withReadOnly(true); }
|
    <READ> <WRITE> { return modes.withReadOnly(false); }
|
    [ <NOT> ] <DEFERRABLE> { return modes; }
}

SqlNode SetStatement() :
{
    final Span s;
    SessionCommand command;
    SessionCommand.TransactionModes modes;
    SqlIdentifier id;
    String name;
    boolean local = false;
    boolean session = false;
    List<String> values = new ArrayList<String>();
    SqlNode moment;
}
{
    (
        <SET> { s = span(); }
        (
            LOOKAHEAD(2)
            <AS> <OF>
            (
                <DEFAULT_> { command = new SessionCommand.SetAsOf(null); }
            |
                moment = Moment() { command = new SessionCommand.SetAsOf(moment); }
            )
        |
            LOOKAHEAD(2)
            <TRANSACTION> modes = TransactionModes()
            { command = new SessionCommand.SetTransaction(modes, false); }
        |
            LOOKAHEAD(2)
            <SESSION> <CHARACTERISTICS> <AS> <TRANSACTION> modes = TransactionModes()
            { command = new SessionCommand.SetTransaction(modes, true); }
        |
            LOOKAHEAD(2)
            <TIME> <ZONE> AddSettings(values)
            { command = new SessionCommand.SetOption("timezone", values, false); }
        |
            [
                LOOKAHEAD(( <SESSION> | <LOCAL> ) Identifier())
                ( <SESSION> | <LOCAL> { local = true; } )
            ]
            id = CompoundIdentifier() ( <EQ> | <TO> ) AddSettings(values)
            { command = new SessionCommand.SetOption(
                  String.join(".", id.names).toLowerCase(Locale.ROOT), values, local); }
        )
    |
        <RESET> { s = span(); name = "all"; }
        ( <ALL> | id = CompoundIdentifier() {
              name = String.join(".", id.names).toLowerCase(Locale.ROOT); } )
        { command = new SessionCommand.SetOption(name, values, false); }
    )
    { return new StatementNode(command, s.end(this)); }
}

void AddSettings(List<String> values) :
{
}
{
    <DEFAULT_>
|
    AddSetting(values) ( <COMMA> AddSetting(values) )*
}

void AddSetting(List<String> values) :
{
    final SqlNode literal;
    final String name;
    final SqlIdentifier id;
}
{
    literal = NonIntervalLiteral() { values.add(((SqlLiteral) literal).toValue()); }
|
    <ON> { values.add("on"); }
|
    id = CompoundIdentifier() { values.add(String.join(".", id.names)); }
}

SqlNode ShowStatement() :
{
    final Span s;
    final SqlIdentifier id;
    String name;
}
{
    <SHOW> { s = span(); name = "all"; }
    (
        <ALL>
    |
        LOOKAHEAD(2) <TRANSACTION> <ISOLATION> <LEVEL> { name = "transaction_isolation"; }
    |
        <TIME> <ZONE> { name = "timezone"; }
    |
        id = CompoundIdentifier() { name = String.join(".", id.names).toLowerCase(Locale.ROOT); }
    )
    { return new StatementNode(new SessionCommand.Show(name), s.end(this)); }
}
