package dev.yore.engine.log;

import java.util.HexFormat;

/** The keys of one database in a key-value store. */
public record DatabaseKeys(String database) {

  /** The key under which the store's catalog has a database of this name. */
  public static String catalog(String name) {
    return "catalog/" + name;
  }

  /** The mutable record that names the trees. */
  public String root() {
    return database + "/root";
  }

  /** A log entry; entries are numbered from 0 without gaps. */
  public String log(long number) {
    return database + "/log/" + HexFormat.of().toHexDigits(number);
  }

  /** The record of who writes the database. */
  public String lease() {
    return database + "/lease";
  }

  /** What the keys of all segments begin with. */
  public String segments() {
    return database + "/seg/";
  }
}
