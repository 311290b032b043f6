package dev.yore.engine.log;

import dev.yore.engine.codec.ByteSink;
import dev.yore.engine.codec.ByteSource;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.frame.Frame;
import dev.yore.storage.frame.FrameKind;
import dev.yore.storage.kv.KeyValueStore;
import dev.yore.storage.kv.Versioned;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The databases of a store by name. An entry is written once and says under which id the database
 * keeps everything, so that a name may be given to another database later.
 *
 * <pre>
 * entry   = version id      in a frame of kind CATALOG
 * version = u8    1
 * id      = block           printable ASCII
 * </pre>
 */
public final class Catalog {
  private static final int VERSION = 1;

  /** The longest name; keys have room for it. */
  public static final int NAME_CHARS_MAX = 128;

  private static final String PREFIX = DatabaseKeys.catalog("");

  private final KeyValueStore store;

  public Catalog(KeyValueStore store) {
    this.store = store;
  }

  /** The keys of a database, or null when the store has none of this name. */
  public @Nullable DatabaseKeys find(String name) {
    String key = key(name);
    Versioned entry = store.get(key);
    return entry == null ? null : new DatabaseKeys(decode(key, entry.value()));
  }

  /** The keys of a database; refuses when the store has none of this name. */
  public DatabaseKeys require(String name) {
    DatabaseKeys found = find(name);
    if (found == null) {
      throw YoreException.of(ErrorCode.UNDEFINED_DATABASE, "There is no database of this name")
          .with("database", name)
          .suggesting(name, names());
    }
    return found;
  }

  /** The keys of a database, which is entered into the catalog if it is not there. */
  public DatabaseKeys findOrCreate(String name) {
    DatabaseKeys found = find(name);
    if (found != null) {
      return found;
    }
    String id = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    return store.putIfAbsent(key(name), encode(id)) ? new DatabaseKeys(id) : require(name);
  }

  /** All names, in the order of their characters. */
  public List<String> names() {
    return store.list(PREFIX).stream().map(key -> key.substring(PREFIX.length())).toList();
  }

  private static String key(String name) {
    if (!isName(name)) {
      throw YoreException.of(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "The name of a database has 1 to 128 letters, digits, '_', '-' and '.', and begins"
                  + " with a letter, digit or '_'")
          .with("found", name);
    }
    return DatabaseKeys.catalog(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isName(String name) {
    return name.length() <= NAME_CHARS_MAX && name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  }

  private static byte[] encode(String id) {
    ByteSink out = new ByteSink(64);
    out.u8(VERSION);
    out.text(id);
    return Frame.encode(FrameKind.CATALOG, out.toByteArray());
  }

  private static String decode(String key, byte[] stored) {
    ByteSource in = new ByteSource(Frame.decode(key, FrameKind.CATALOG, stored));
    try {
      int version = in.u8();
      if (version > VERSION) {
        throw YoreException.of(
                ErrorCode.FORMAT_TOO_NEW,
                "The database was made by a newer version of Yore; use that version")
            .with("key", key)
            .with("version", version)
            .with("supported", VERSION);
      }
      return in.text();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw YoreException.of(ErrorCode.CORRUPTED, "An entry of the catalog is damaged")
          .with("key", key)
          .causedBy(e);
    }
  }
}
