package dev.yore.engine.datalog;

import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.edn.EdnForm.Sequence.Kind;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at EDN forms as parts of a query. */
final class Forms {
  private Forms() {}

  static YoreException error(String expectation, EdnForm form) {
    return error(ErrorCode.SYNTAX_ERROR, expectation, form.position()).with("found", text(form));
  }

  static YoreException error(
      ErrorCode code, String expectation, @Nullable SourcePosition position) {
    return YoreException.of(code, expectation).at(position);
  }

  static String text(EdnForm form) {
    if (form instanceof EdnForm.Sequence sequence && sequence.kind() == Kind.LIST) {
      String items = EdnText.of(form.value());
      return "(" + items.substring(1, items.length() - 1) + ")";
    }
    return EdnText.of(form.value());
  }

  /** The text of a symbol, or null. */
  static @Nullable String symbol(EdnForm form) {
    return form.value() instanceof Symbol symbol ? symbol.text() : null;
  }

  static boolean isSymbol(EdnForm form, String text) {
    return text.equals(symbol(form));
  }

  static @Nullable Keyword keyword(EdnForm form) {
    return form.value() instanceof Keyword keyword ? keyword : null;
  }

  static boolean isVariable(EdnForm form) {
    String symbol = symbol(form);
    return symbol != null && symbol.startsWith("?") && symbol.length() > 1;
  }

  static boolean isDatabase(EdnForm form) {
    String symbol = symbol(form);
    return symbol != null && symbol.startsWith("$");
  }

  static String variable(EdnForm form) {
    String symbol = symbol(form);
    if (symbol == null || !isVariable(form)) {
      throw error("A variable such as ?x is expected", form);
    }
    return symbol;
  }

  /** The items of a vector, or null. */
  static @Nullable List<EdnForm> vector(EdnForm form) {
    return form instanceof EdnForm.Sequence sequence && sequence.kind() == Kind.VECTOR
        ? sequence.items()
        : null;
  }

  /** The items of a list in parentheses, or null. */
  static @Nullable List<EdnForm> list(EdnForm form) {
    return form instanceof EdnForm.Sequence sequence && sequence.kind() == Kind.LIST
        ? sequence.items()
        : null;
  }

  /** The items of a vector or list, or null. */
  static @Nullable List<EdnForm> items(EdnForm form) {
    return form instanceof EdnForm.Sequence sequence && sequence.kind() != Kind.SET
        ? sequence.items()
        : null;
  }
}
