package dev.yore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClosedObjectsTest {
  private record Subject(Class<?> type, Object closed) {}

  @TestFactory
  List<DynamicTest> everyMethodOfAClosedObjectThrowsNothingButSqlExceptions() throws SQLException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Subject subject : closed()) {
      for (Method method : subject.type().getMethods()) {
        if (!Modifier.isStatic(method.getModifiers())
            && method.getDeclaringClass() != Object.class) {
          tests.add(
              DynamicTest.dynamicTest(
                  subject.type().getSimpleName() + "." + method.getName(),
                  () -> call(subject.closed(), method)));
        }
      }
    }
    return tests;
  }

  private static List<Subject> closed() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
    Statement statement = connection.createStatement();
    PreparedStatement prepared = connection.prepareStatement("VALUES (1)");
    ResultSet rows = prepared.executeQuery();
    DatabaseMetaData metadata = connection.getMetaData();
    connection.close();
    return List.of(
        new Subject(Connection.class, connection),
        new Subject(Statement.class, statement),
        new Subject(PreparedStatement.class, prepared),
        new Subject(ResultSet.class, rows),
        new Subject(DatabaseMetaData.class, metadata));
  }

  private static void call(Object subject, Method method) throws Exception {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = argument(types[i]);
    }
    try {
      method.invoke(subject, arguments);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).isInstanceOf(SQLException.class);
    }
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == byte.class) {
      return (byte) 1;
    }
    if (type == short.class) {
      return (short) 1;
    }
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == float.class) {
      return 1f;
    }
    if (type == double.class) {
      return 1d;
    }
    if (type == String.class) {
      return "x";
    }
    return type == Executor.class ? (Executor) Runnable::run : null;
  }

  @Test
  void closedObjectsSayWhichOfThemIsClosed() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("VALUES (1)");
    rows.close();
    assertThatThrownBy(rows::next)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("24000"))
        .hasMessageContaining("result set");
    statement.close();
    assertThatThrownBy(() -> statement.executeQuery("VALUES (1)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("24000"))
        .hasMessageContaining("statement");
    connection.close();
    connection.close();
    assertThatThrownBy(connection::createStatement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    assertThat(connection.isValid(1)).isFalse();
  }
}
