package dev.yore.storage.value;

/** A name that stands for something else, such as a variable {@code ?e} or a function. */
public record Symbol(String text) implements Comparable<Symbol> {
  public Symbol {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a symbol needs a name");
    }
  }

  @Override
  public int compareTo(Symbol other) {
    return ValueOrder.compareText(text, other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
