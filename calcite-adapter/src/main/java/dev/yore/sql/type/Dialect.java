package dev.yore.sql.type;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** The singletons that say how our SQL differs from Calcite's; PostgreSQL is the model. */
public final class Dialect {

  public static final SqlConformance CONFORMANCE = new Conformance();
  public static final RelDataTypeSystem TYPE_SYSTEM = new TypeSystem();
  public static final RelDataTypeFactory TYPES = new Types();

  private Dialect() {}

  /** The functions and operators; loaded on first use, because it takes a while. */
  public static SqlOperatorTable operators() {
    return Operators.TABLE;
  }

  private static final class Types extends SqlTypeFactoryImpl {
    Types() {
      super(TYPE_SYSTEM);
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }
  }

  private static final class Conformance extends SqlDelegatingConformance {
    Conformance() {
      super(SqlConformanceEnum.DEFAULT);
    }

    @Override
    public boolean isGroupByAlias() {
      return true;
    }

    @Override
    public boolean isGroupByOrdinal() {
      return true;
    }

    @Override
    public boolean isHavingAlias() {
      return true;
    }

    @Override
    public boolean isLimitStartCountAllowed() {
      return true;
    }

    @Override
    public boolean isOffsetLimitAllowed() {
      return true;
    }

    @Override
    public boolean isPercentRemainderAllowed() {
      return true;
    }

    @Override
    public boolean isBangEqualAllowed() {
      return true;
    }

    @Override
    public boolean isInsertSubsetColumnsAllowed() {
      return true;
    }

    @Override
    public boolean allowNiladicParentheses() {
      return true;
    }

    @Override
    public boolean allowQualifyingCommonColumn() {
      return true;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
      return true;
    }

    @Override
    public boolean isValueAllowed() {
      return true;
    }
  }
}
