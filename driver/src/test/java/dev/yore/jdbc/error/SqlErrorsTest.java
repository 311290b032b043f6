package dev.yore.jdbc.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlErrorsTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void givesEachCodeTheClassThatItsStateSays(ErrorCode code) {
    SQLException made = SqlErrors.of(YoreException.of(code, "It went wrong").with("fact", 7));
    assertThat(made.getSQLState()).isEqualTo(code.sqlState());
    assertThat((Exception) made).hasMessageContaining("It went wrong (fact: 7)");
    switch (code.sqlState().substring(0, 2)) {
      case "42" -> assertThat((Exception) made).isInstanceOf(SQLSyntaxErrorException.class);
      case "22" -> assertThat((Exception) made).isInstanceOf(SQLDataException.class);
      case "23" ->
          assertThat((Exception) made).isInstanceOf(SQLIntegrityConstraintViolationException.class);
      case "40" -> assertThat((Exception) made).isInstanceOf(SQLTransactionRollbackException.class);
      case "08" ->
          assertThat((Exception) made).isInstanceOf(SQLNonTransientConnectionException.class);
      case "0A", "HY" ->
          assertThat((Exception) made).isInstanceOf(SQLFeatureNotSupportedException.class);
      case "28" ->
          assertThat((Exception) made).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
      default -> assertThat(made.getCause()).isInstanceOf(YoreException.class);
    }
  }

  @Test
  void tellsThePlaceInTheText() {
    assertThat(
            (Exception)
                SqlErrors.of(YoreException.of(ErrorCode.SYNTAX_ERROR, "Unexpected word").at(1, 8)))
        .hasMessage("Unexpected word at line 1, column 8");
  }

  @Test
  void callsWhateverElseAnInternalError() {
    assertThat(SqlErrors.of(new IllegalStateException("oops")).getSQLState()).isEqualTo("XX000");
    assertThat(SqlErrors.of(new StackOverflowError()).getSQLState()).isEqualTo("54000");
    assertThat(SqlErrors.of(new OutOfMemoryError()).getSQLState()).isEqualTo("53200");
    YoreException inside = YoreException.of(ErrorCode.UNIQUE_CONFLICT, "taken");
    assertThat(SqlErrors.of(new CompletionException(inside)).getSQLState()).isEqualTo("23505");
  }

  @Test
  void doesNotLetPoolsDropConnectionsForAMethodThatIsNotThere() {
    assertThat(SqlErrors.unsupported("setRef").getSQLState()).isEqualTo("HYC00");
  }
}
