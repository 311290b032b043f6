package dev.yore.sql.parser;

import java.io.StringReader;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.Metadata;

/** The words of the grammar. */
public final class Keywords {
  private Keywords() {}

  private static final class Holder {
    static final Metadata METADATA = new YoreSqlParser(new StringReader("")).getMetadata();
  }

  /** Whether a name must be quoted to be this word, in any case. */
  public static boolean isReserved(String word) {
    return Holder.METADATA.isReservedWord(word.toUpperCase(java.util.Locale.ROOT));
  }

  /** All words that are part of the grammar. */
  public static Set<String> all() {
    return new TreeSet<>(Holder.METADATA.getTokens());
  }
}
