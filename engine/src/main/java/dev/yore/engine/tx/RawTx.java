package dev.yore.engine.tx;

import dev.yore.engine.edn.EdnForm;
import java.util.ArrayList;
import java.util.List;

/** Transaction data as it was written: maps of facts, and lists that begin with an operation. */
public record RawTx(List<EdnForm> forms) implements TxInput {
  public RawTx {
    forms = List.copyOf(forms);
  }

  /** Transaction data made of Java collections: a list of maps and lists. */
  public static RawTx of(List<?> statements) {
    List<EdnForm> forms = new ArrayList<>(statements.size());
    statements.forEach(statement -> forms.add(EdnForm.of(statement)));
    return new RawTx(forms);
  }
}
