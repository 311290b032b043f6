package dev.yore.sql.parser;

import dev.yore.sql.parser.Ddl.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Collects the constraints of a column definition, which come in any order. */
final class ColumnBuilder {
  private final String name;
  private final ColumnType type;
  private final SqlParserPos position;
  private final List<TableConstraint> constraints = new ArrayList<>();
  private @Nullable Boolean nullable;
  private @Nullable SqlNode defaultValue;
  private Ddl.@Nullable Identity identity;
  private @Nullable SqlNode generatedAs;

  ColumnBuilder(String name, ColumnType type, SqlParserPos position) {
    this.name = name;
    this.type = type;
    this.position = position;
  }

  List<String> asList() {
    return List.of(name);
  }

  void nullable(boolean value) {
    nullable = value;
  }

  void defaultValue(SqlNode value) {
    defaultValue = value;
  }

  void identity(Ddl.Identity value) {
    identity = value;
  }

  void generatedAs(SqlNode value) {
    generatedAs = value;
  }

  void constraint(TableConstraint constraint) {
    constraints.add(constraint);
  }

  void primaryKey(@Nullable String constraint) {
    constraint(new TableConstraint.PrimaryKey(constraint, asList()));
  }

  void unique(@Nullable String constraint) {
    constraint(new TableConstraint.Unique(constraint, asList()));
  }

  void check(@Nullable String constraint, SqlNode condition) {
    constraint(new TableConstraint.Check(constraint, condition));
  }

  Ddl.ColumnDef build() {
    return new Ddl.ColumnDef(
        name,
        type.type(),
        type.serial(),
        nullable,
        defaultValue,
        identity,
        generatedAs,
        constraints,
        position);
  }
}
