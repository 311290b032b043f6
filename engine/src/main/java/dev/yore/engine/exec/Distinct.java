package dev.yore.engine.exec;

import dev.yore.storage.error.YoreException;
import java.util.List;

/** Rows without repeats; nulls are alike. */
public final class Distinct extends OperatorNode {

  public Distinct(Operator input) {
    super(input.fields(), List.of(input));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("Distinct");
  }

  @Override
  public String describe() {
    return "Distinct";
  }
}
