package dev.yore.sql.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  private static final List<SqlOperator> OPERATORS = Operators.TABLE.getOperatorList();

  @Test
  void haveAllOfCalcitesLibraryForPostgresqlThatIsNotDeclaredAnew() {
    Set<SqlOperator> here = Collections.newSetFromMap(new IdentityHashMap<>());
    here.addAll(OPERATORS);
    Set<String> names = new HashSet<>();
    OPERATORS.forEach(operator -> names.add(operator.getName().toUpperCase(Locale.ROOT)));
    List<SqlOperator> library =
        SqlLibraryOperatorTableFactory.INSTANCE
            .getOperatorTable(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL)
            .getOperatorList();
    assertThat(library).contains(SqlLibraryOperators.STRING_AGG);
    assertThat(library)
        .filteredOn(operator -> !here.contains(operator))
        .allSatisfy(
            operator -> assertThat(names).contains(operator.getName().toUpperCase(Locale.ROOT)));
  }
}
