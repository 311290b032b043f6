package dev.yore.sql.validate;

import dev.yore.sql.type.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;

/**
 * Calcite's validator, with parameters that may stand anywhere and hidden pseudo-columns.
 *
 * <p>The type of a parameter is what its place asks for. Where the place says nothing ({@code
 * SELECT ?}) it is the type of the bound value if {@code boundTypes} are given, else text.
 */
public final class Validator extends SqlValidatorImpl {
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withConformance(Dialect.CONFORMANCE)
          .withDefaultNullCollation(NullCollation.HIGH)
          .withIdentifierExpansion(true)
          .withTypeCoercionEnabled(true);

  private final List<RelDataType> boundTypes;
  private final boolean lenient;

  /**
   * Makes the validator of one statement.
   *
   * @param boundTypes the types of the parameters' values; may be shorter than the parameters
   * @param lenient whether parameters without a type of their own get one at once; Calcite's
   *     inference is tried first without, because it leaves columns free of casts
   */
  public Validator(CatalogReader catalog, List<RelDataType> boundTypes, boolean lenient) {
    super(Dialect.operators(), catalog, Dialect.TYPES, CONFIG);
    this.boundTypes = List.copyOf(boundTypes);
    this.lenient = lenient;
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
    if (lenient && expression instanceof SqlDynamicParam parameter) {
      RelDataType known = getValidatedNodeTypeIfKnown(expression);
      if (known == null || known.getSqlTypeName() == SqlTypeName.UNKNOWN) {
        RelDataType type = fallback(parameter);
        setValidatedNodeType(expression, type);
        return type;
      }
      return known;
    }
    return super.deriveType(scope, expression);
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferred, SqlValidatorScope scope, SqlNode expression) {
    if (expression instanceof SqlDynamicParam parameter && inferred.equals(unknownType)) {
      RelDataType known = getValidatedNodeTypeIfKnown(expression);
      if (known == null || known.equals(unknownType)) {
        setValidatedNodeType(expression, fallback(parameter));
      }
      return;
    }
    super.inferUnknownTypes(inferred, scope, expression);
  }

  private RelDataType fallback(SqlDynamicParam parameter) {
    if (parameter.getIndex() < boundTypes.size()) {
      RelDataType bound = boundTypes.get(parameter.getIndex());
      if (bound.getSqlTypeName() != SqlTypeName.NULL) {
        return Dialect.TYPES.createTypeWithNullability(bound, true);
      }
    }
    return Dialect.TYPES.createTypeWithNullability(
        Dialect.TYPES.createSqlType(SqlTypeName.VARCHAR), true);
  }

  /** Names of columns that joins with USING have merged stand for the merged ones here too. */
  @Override
  protected void validateWhereClause(SqlSelect select) {
    SqlNode where = select.getWhere();
    if (where != null && select.getFrom() instanceof SqlJoin) {
      SelectScope scope = getRawSelectScope(select);
      if (scope != null) {
        select.setWhere(expandSelectExpr(where, scope, select, Map.of()));
      }
    }
    super.validateWhereClause(select);
  }

  @Override
  protected void addToSelectList(
      List<SqlNode> list,
      Set<String> aliases,
      List<Map.Entry<String, RelDataType>> fields,
      SqlNode expression,
      SelectScope scope,
      boolean includeSystemVars) {
    if (!isHidden(expression, scope)) {
      super.addToSelectList(list, aliases, fields, expression, scope, includeSystemVars);
    }
  }

  /** Whether a column found by expanding a star is a pseudo-column of a table. */
  private boolean isHidden(SqlNode expression, SelectScope scope) {
    if (!(expression instanceof SqlIdentifier name) || name.names.size() < 2) {
      return false;
    }
    String column = name.names.get(name.names.size() - 1);
    if (PseudoColumn.named(column) == null) {
      return false;
    }
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    List<String> table = name.names.subList(0, name.names.size() - 1);
    scope.resolve(table, getCatalogReader().nameMatcher(), false, resolved);
    return resolved.count() == 1 && isPseudo(resolved.only().namespace, column);
  }

  private static boolean isPseudo(SqlValidatorNamespace namespace, String column) {
    SqlValidatorTable table = namespace.getTable();
    CatalogTable unwrapped = table == null ? null : table.unwrap(CatalogTable.class);
    return unwrapped != null && unwrapped.isPseudo(column);
  }
}
