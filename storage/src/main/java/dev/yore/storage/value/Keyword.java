package dev.yore.storage.value;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A name that stands for itself, such as {@code :person/name}. Keywords compare by the code points
 * of {@code namespace/name}.
 */
public final class Keyword implements Comparable<Keyword> {
  private static final ConcurrentHashMap<String, Keyword> INTERNED = new ConcurrentHashMap<>();
  private static final int INTERNED_MAX = 65_536;

  private final @Nullable String namespace;
  private final String name;
  private final String text;

  private Keyword(String text) {
    int slash = text.length() > 1 ? text.indexOf('/') : -1;
    this.namespace = slash > 0 ? text.substring(0, slash) : null;
    this.name = slash > 0 ? text.substring(slash + 1) : text;
    this.text = text;
  }

  /** The keyword written as this text, with or without the colon in front. */
  public static Keyword of(String text) {
    String bare = text.startsWith(":") ? text.substring(1) : text;
    if (bare.isEmpty()) {
      throw new IllegalArgumentException("a keyword needs a name after the colon");
    }
    Keyword known = INTERNED.get(bare);
    if (known != null) {
      return known;
    }
    Keyword made = new Keyword(bare);
    if (INTERNED.size() < INTERNED_MAX) {
      Keyword raced = INTERNED.putIfAbsent(bare, made);
      return raced == null ? made : raced;
    }
    return made;
  }

  public static Keyword of(@Nullable String namespace, String name) {
    return of(namespace == null ? name : namespace + "/" + name);
  }

  /** The part before the slash, or null when there is none. */
  public @Nullable String namespace() {
    return namespace;
  }

  /** The part after the slash. */
  public String name() {
    return name;
  }

  /** Namespace and name without the colon, which is how it is stored. */
  public String text() {
    return text;
  }

  @Override
  public int compareTo(Keyword other) {
    return ValueOrder.compareText(text, other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Keyword keyword && keyword.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hash("keyword", text);
  }

  @Override
  public String toString() {
    return ":" + text;
  }
}
