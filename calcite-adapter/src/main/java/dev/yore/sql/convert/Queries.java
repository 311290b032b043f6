package dev.yore.sql.convert;

import dev.yore.sql.type.RelTypes;
import dev.yore.sql.type.SqlType;
import dev.yore.sql.validate.Catalog;
import dev.yore.sql.validate.Validator;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Takes queries from parsed to {@link ValidatedQuery}. */
public final class Queries {
  private final Converter converter;

  public Queries(Catalog catalog) {
    this.converter = new Converter(catalog);
  }

  /** Validates and converts {@code query}, which is left as it was. */
  public ValidatedQuery query(SqlNode query, QueryOptions options) {
    try {
      return attempt(query, options, false);
    } catch (YoreException e) {
      if (!hasParameters(query)) {
        throw e;
      }
      return attempt(query, options, true);
    }
  }

  private ValidatedQuery attempt(SqlNode query, QueryOptions options, boolean lenient) {
    SqlNode copy = FromRewrites.apply(query, options.asOf());
    Validator validator = new Validator(converter.reader(), boundTypes(options), lenient);
    SqlNode validated = converter.validate(validator, copy);
    List<@Nullable SqlType> parameters = parameters(validator, validated);
    RelDataType rowType = validator.getValidatedNodeType(validated);
    List<ColumnMeta> columns =
        columns(rowType, validator.getFieldOrigins(validated), ColumnNames.of(query, rowType));
    return new ValidatedQuery(converted(validator, validated).rel, columns, parameters);
  }

  private RelRoot converted(Validator validator, SqlNode validated) {
    try {
      return converter.convert(validator, validated);
    } catch (YoreException e) {
      throw e;
    } catch (RuntimeException | AssertionError e) {
      throw YoreException.unsupported("A query of this form")
          .with("reason", String.valueOf(e.getMessage()))
          .causedBy(e);
    }
  }

  private static List<RelDataType> boundTypes(QueryOptions options) {
    List<RelDataType> types = new ArrayList<>();
    SqlType text = SqlType.of(SqlType.Kind.VARCHAR);
    for (SqlType type : options.boundTypes()) {
      types.add(RelTypes.toRel(type == null ? text : type, true));
    }
    return types;
  }

  private static List<ColumnMeta> columns(
      RelDataType rowType, List<? extends @Nullable List<String>> origins, List<String> labels) {
    List<ColumnMeta> columns = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      List<String> origin =
          field.getIndex() < origins.size() ? origins.get(field.getIndex()) : null;
      int parts = origin == null ? 0 : origin.size();
      columns.add(
          new ColumnMeta(
              labels.get(field.getIndex()),
              part(origin, parts - 1),
              part(origin, parts - 2),
              part(origin, parts - 3),
              RelTypes.fromRel(field.getType()),
              field.getType().isNullable()));
    }
    return columns;
  }

  private static @Nullable String part(@Nullable List<String> names, int index) {
    return names == null || index < 0 ? null : names.get(index);
  }

  private static boolean hasParameters(SqlNode query) {
    boolean[] found = new boolean[1];
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            found[0] = true;
            return super.visit(parameter);
          }
        });
    return found[0];
  }

  private static List<@Nullable SqlType> parameters(Validator validator, SqlNode validated) {
    TreeMap<Integer, RelDataType> types = new TreeMap<>();
    validated.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            RelDataType type = validator.getValidatedNodeTypeIfKnown(parameter);
            if (type != null && type.getSqlTypeName() != SqlTypeName.UNKNOWN) {
              types.putIfAbsent(parameter.getIndex(), type);
            }
            return super.visit(parameter);
          }
        });
    List<@Nullable SqlType> parameters = new ArrayList<>();
    int count = types.isEmpty() ? 0 : types.lastKey() + 1;
    for (int i = 0; i < count; i++) {
      RelDataType type = types.get(i);
      boolean any = type == null || type.getSqlTypeName() == SqlTypeName.ANY;
      parameters.add(any || type == null ? null : RelTypes.fromRel(type));
    }
    return parameters;
  }
}
