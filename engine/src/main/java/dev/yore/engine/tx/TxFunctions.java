package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.edn.EdnForm;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The transaction functions that are installed. */
final class TxFunctions {
  /** Functions may call functions, but not without end. */
  static final int DEPTH_MAX = 50;

  private static final TxFunctions INSTALLED =
      new TxFunctions(
          ServiceLoader.load(TxFunction.class, TxFunctions.class.getClassLoader()).stream()
              .map(ServiceLoader.Provider::get)
              .toList());

  private final Map<Keyword, TxFunction> functions = new HashMap<>();

  private TxFunctions(Collection<TxFunction> functions) {
    functions.forEach(function -> this.functions.put(function.name(), function));
  }

  /** Those on the class path. */
  static TxFunctions installed() {
    return INSTALLED;
  }

  /** The forms that a call stands for. */
  List<EdnForm> call(Db before, Keyword name, List<EdnForm> arguments, EdnForm form) {
    TxFunction function = functions.get(name);
    if (function == null) {
      throw YoreException.of(
              ErrorCode.TX_FUNCTION_FAILED,
              "The list should begin with :db/add, :db/retract, :db/retractEntity, :db/cas or the"
                  + " name of an installed function")
          .with("found", name)
          .with("installed", functions.keySet().toString())
          .at(form.position());
    }
    List<@Nullable Object> values = new ArrayList<>(arguments.size());
    arguments.forEach(argument -> values.add(argument.value()));
    List<EdnForm> forms = new ArrayList<>();
    for (Object made : apply(function, before, values, form)) {
      forms.add(EdnForm.of(made));
    }
    return forms;
  }

  private static List<?> apply(
      TxFunction function, Db before, List<@Nullable Object> values, EdnForm form) {
    try {
      return function.apply(before, values);
    } catch (YoreException e) {
      throw e.position() == null ? e.at(form.position()) : e;
    } catch (RuntimeException e) {
      throw YoreException.of(ErrorCode.TX_FUNCTION_FAILED, "The transaction function failed")
          .with("function", function.name())
          .with("reason", e.toString())
          .causedBy(e)
          .at(form.position());
    }
  }
}
