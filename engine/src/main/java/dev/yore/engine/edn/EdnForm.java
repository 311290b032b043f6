package dev.yore.engine.edn;

import dev.yore.storage.error.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A piece of data and the place where it stood in the text, if it came from text. */
public sealed interface EdnForm {

  /** Where it begins, or null when it was not read from text. */
  @Nullable SourcePosition position();

  /** The data as plain Java values: scalars, {@link List}, {@link Set}, {@link Map}. */
  @Nullable Object value();

  /**
   * @param value null, Boolean, String, Character, Long, BigInteger, Double, BigDecimal, Keyword,
   *     Symbol, Instant, UUID, Bytes or another scalar that Java code gave
   */
  record Scalar(@Nullable Object value, @Nullable SourcePosition position) implements EdnForm {}

  /** Forms in a row. */
  record Sequence(Kind kind, List<EdnForm> items, @Nullable SourcePosition position)
      implements EdnForm {
    /** The brackets around them. */
    public enum Kind {
      /** In parentheses. */
      LIST,
      /** In brackets. */
      VECTOR,
      /** In braces after a hash. */
      SET
    }

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Object value() {
      List<@Nullable Object> values = new ArrayList<>(items.size());
      items.forEach(item -> values.add(item.value()));
      return kind == Kind.SET
          ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
          : Collections.unmodifiableList(values);
    }
  }

  /** Pairs of forms. */
  record Mapping(List<Entry> entries, @Nullable SourcePosition position) implements EdnForm {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public Object value() {
      Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
      entries.forEach(entry -> values.put(entry.key().value(), entry.form().value()));
      return Collections.unmodifiableMap(values);
    }
  }

  record Entry(EdnForm key, EdnForm form) {}

  /** The form of a Java value: collections and maps become forms of forms. */
  static EdnForm of(@Nullable Object value) {
    return switch (value) {
      case EdnForm form -> form;
      case Map<?, ?> map -> {
        List<Entry> entries = new ArrayList<>(map.size());
        map.forEach((key, item) -> entries.add(new Entry(of(key), of(item))));
        yield new Mapping(entries, null);
      }
      case Set<?> set -> new Sequence(Sequence.Kind.SET, all(set), null);
      case Collection<?> list -> new Sequence(Sequence.Kind.VECTOR, all(list), null);
      case Object[] array ->
          new Sequence(Sequence.Kind.VECTOR, all(java.util.Arrays.asList(array)), null);
      case null, default -> new Scalar(value, null);
    };
  }

  private static List<EdnForm> all(Collection<?> values) {
    List<EdnForm> forms = new ArrayList<>(values.size());
    values.forEach(value -> forms.add(of(value)));
    return forms;
  }
}
