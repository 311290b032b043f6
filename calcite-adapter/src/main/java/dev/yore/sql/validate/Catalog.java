package dev.yore.sql.validate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the front needs to know of a database at one moment. Names are exact: folding is done.
 *
 * <p>One statement sees one catalog; an implementation is immutable or otherwise safe to read from
 * several threads.
 */
public interface Catalog {

  /** The table or view of that name, or null. The schema may name a moment: {@code public@t=12}. */
  @Nullable TableInfo table(String schema, String name);

  /** Tables and views of a schema, for messages and listings. */
  List<String> tableNames(String schema);

  /** The schemas, without those of past moments. */
  List<String> schemas();

  /** The schema of tables named without one. */
  String defaultSchema();

  /** Changes whenever anything here does; part of the key of cached plans. */
  long version();
}
