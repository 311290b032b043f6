package dev.yore;

import dev.yore.jdbc.Databases;
import dev.yore.jdbc.config.ConnectionOptions;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Properties;

/**
 * Opens databases.
 *
 * {@snippet :
 * try (YoreDatabase people = Yore.connect("jdbc:yore:mem:people")) {
 *   people.transact("[{:db/ident :person/name :db/valueType :db.type/string}]");
 *   TxReport report = people.transact("[{:person/name \"Alice\"}]");
 * }
 * }
 */
public final class Yore {
  private Yore() {}

  /**
   * Opens a database of this process, or takes part in it when it is open already.
   *
   * @param url {@code jdbc:yore:mem:NAME} or {@code jdbc:yore:file:PATH}; of the properties only
   *     {@code keep} means anything here
   */
  public static YoreDatabase connect(String url) {
    ConnectionOptions options = ConnectionOptions.of(url, new Properties());
    if (options.settings().asOf() != null) {
      throw YoreException.of(
          ErrorCode.INVALID_PARAMETER_VALUE, "Take asOf of the database that is opened instead");
    }
    return new YoreDatabase(Databases.open(options.database(), "", options.keep()));
  }
}
