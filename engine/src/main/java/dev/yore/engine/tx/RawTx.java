package dev.yore.engine.tx;

import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.edn.EdnReader;
import java.util.ArrayList;
import java.util.List;

/** Transaction data as it was written: maps of facts, and lists that begin with an operation. */
public record RawTx(List<EdnForm> forms) implements TxInput {
  public RawTx {
    forms = List.copyOf(forms);
  }

  /** Transaction data in EDN: a vector of maps and lists, or one map or list for itself. */
  public static RawTx parse(String edn) {
    return switch (EdnReader.read(edn)) {
      case EdnForm.Sequence all when !isOperation(all) -> new RawTx(all.items());
      case EdnForm single -> new RawTx(List.of(single));
    };
  }

  private static boolean isOperation(EdnForm.Sequence sequence) {
    return !sequence.items().isEmpty() && sequence.items().getFirst() instanceof EdnForm.Scalar;
  }

  /** Transaction data made of Java collections: a list of maps and lists. */
  public static RawTx of(List<?> statements) {
    List<EdnForm> forms = new ArrayList<>(statements.size());
    statements.forEach(statement -> forms.add(EdnForm.of(statement)));
    return new RawTx(forms);
  }
}
