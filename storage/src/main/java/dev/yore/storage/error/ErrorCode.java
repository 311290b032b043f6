package dev.yore.storage.error;

import static dev.yore.storage.error.ErrorCategory.BUG;
import static dev.yore.storage.error.ErrorCategory.CONFLICT;
import static dev.yore.storage.error.ErrorCategory.CORRUPTION;
import static dev.yore.storage.error.ErrorCategory.RESOURCE;
import static dev.yore.storage.error.ErrorCategory.UNAVAILABLE;
import static dev.yore.storage.error.ErrorCategory.USER;

import java.util.Locale;

/** What went wrong: a name for programs, the SQLSTATE a SQL user expects, and a category. */
public enum ErrorCode {
  // Transaction data.
  /** A tempid is used as a value and nowhere as an entity. */
  TEMPID_NOT_AN_ENTITY("22023", USER),
  /** A unique value belongs to another entity. */
  UNIQUE_CONFLICT("23505", CONFLICT),
  /** Two facts of one transaction exclude each other. */
  DATOMS_CONFLICT("22023", USER),
  /** A compare-and-set found another value than the expected one. */
  CAS_FAILED("40001", CONFLICT),
  /** An entity, ident or lookup ref names nothing that exists. */
  NOT_AN_ENTITY("22023", USER),
  /** A lookup ref uses an attribute that is not unique. */
  LOOKUP_REF_ATTR_NOT_UNIQUE("22023", USER),
  /** A nested map is neither a component nor identified by a unique attribute. */
  INVALID_NESTED_ENTITY("22023", USER),
  /** An attribute has not been defined. */
  NOT_AN_ATTRIBUTE("42703", USER),
  /** A value does not have the type of its attribute. */
  WRONG_TYPE_FOR_ATTRIBUTE("42804", USER),
  /** A fact was given without a value. */
  NIL_VALUE("23502", USER),
  /** Transaction data has none of the known forms. */
  INVALID_TX_DATA("22023", USER),
  /** An explicit commit instant is not later than the last one, or in the future. */
  INVALID_TX_INSTANT("22023", USER),
  /** A transaction function is not installed, or failed. */
  TX_FUNCTION_FAILED("39000", USER),
  /** An entity does not meet the spec it was to be checked against. */
  ENTITY_SPEC_FAILED("23514", USER),

  // Schema.
  /** The definition of an attribute is incomplete or contradicts itself. */
  INVALID_ATTRIBUTE("42611", USER),
  /** A change of the schema that stored facts do not allow, or that is never allowed. */
  INVALID_SCHEMA_CHANGE("0A000", USER),
  /** An attribute cannot become cardinality one: entities have several values. */
  CARDINALITY_VIOLATION("23514", USER),
  /** An attribute cannot become unique: values repeat. */
  UNIQUE_VIOLATION("23505", USER),

  // Constraints.
  /** A column that must have a value has none. */
  NOT_NULL_VIOLATION("23502", USER),
  /** A foreign key names a row that does not exist, or a row still named is removed. */
  FOREIGN_KEY_VIOLATION("23503", USER),
  /** A CHECK condition is false. */
  CHECK_VIOLATION("23514", USER),

  // The text of queries and statements.
  /** The text does not follow the grammar. */
  SYNTAX_ERROR("42601", USER),
  /** No table has this name. */
  UNDEFINED_TABLE("42P01", USER),
  /** No column has this name. */
  UNDEFINED_COLUMN("42703", USER),
  /** No function has this name and these argument types. */
  UNDEFINED_FUNCTION("42883", USER),
  /** A constraint, index, view or other thing of this name does not exist. */
  UNDEFINED_OBJECT("42704", USER),
  /** A parameter has no value, or there is no parameter of this number. */
  UNDEFINED_PARAMETER("42P02", USER),
  /** A variable of a query is used where nothing binds it. */
  UNBOUND_VARIABLE("42P10", USER),
  /** A table of this name exists. */
  DUPLICATE_TABLE("42P07", USER),
  /** A column of this name exists, or is named twice. */
  DUPLICATE_COLUMN("42701", USER),
  /** A table name or alias is used twice in one FROM. */
  DUPLICATE_ALIAS("42712", USER),
  /** A schema of this name exists. */
  DUPLICATE_SCHEMA("42P06", USER),
  /** A constraint, index, view or other thing of this name exists. */
  DUPLICATE_OBJECT("42710", USER),
  /** A column name fits several tables. */
  AMBIGUOUS_COLUMN("42702", USER),
  /** A function name and argument types fit several functions. */
  AMBIGUOUS_FUNCTION("42725", USER),
  /** A column is neither grouped nor aggregated, or an aggregate stands where none may. */
  GROUPING_ERROR("42803", USER),
  /** A window function stands where none may. */
  WINDOWING_ERROR("42P20", USER),
  /** An operator or column met a value of another type. */
  DATATYPE_MISMATCH("42804", USER),
  /** A value of this type cannot be cast to that type. */
  CANNOT_COERCE("42846", USER),
  /** The type of a parameter cannot be told from where it stands. */
  INDETERMINATE_DATATYPE("42P18", USER),
  /** A column of a query has more or fewer values than names, or an ordinal is out of range. */
  INVALID_COLUMN_REFERENCE("42P10", USER),
  /** The definition of a table is wrong. */
  INVALID_TABLE_DEFINITION("42P16", USER),
  /** A foreign key names columns that are not a key. */
  INVALID_FOREIGN_KEY("42830", USER),
  /** A recursive query breaks the rules of recursion. */
  INVALID_RECURSION("42P19", USER),
  /** The thing named is not of the kind that this statement works on. */
  WRONG_OBJECT_TYPE("42809", USER),
  /** Something else depends on what was to be dropped. */
  DEPENDENT_OBJECTS_STILL_EXIST("2BP01", USER),
  /** No database has this name. */
  UNDEFINED_DATABASE("3D000", USER),
  /** No schema has this name. */
  UNDEFINED_SCHEMA("3F000", USER),

  // Values.
  /** A number does not fit its type. */
  NUMERIC_VALUE_OUT_OF_RANGE("22003", USER),
  /** Division by zero. */
  DIVISION_BY_ZERO("22012", USER),
  /** Text that cannot be read as a value of the type. */
  INVALID_TEXT_REPRESENTATION("22P02", USER),
  /** A string is longer than its column allows. */
  STRING_TOO_LONG("22001", USER),
  /** Text that is no date or time. */
  INVALID_DATETIME_FORMAT("22007", USER),
  /** A date, time or interval outside of its range. */
  DATETIME_OUT_OF_RANGE("22008", USER),
  /** A sub-query used as a value gave more than one row. */
  MORE_THAN_ONE_ROW("21000", USER),
  /** A parameter, option or argument has a value that is not allowed. */
  INVALID_PARAMETER_VALUE("22023", USER),
  /** A null where none is allowed. */
  NULL_VALUE_NOT_ALLOWED("22004", USER),
  /** A substring of negative length. */
  SUBSTRING_ERROR("22011", USER),
  /** A pattern ends in its escape character, or the escape is not one character. */
  INVALID_ESCAPE("22025", USER),
  /** A regular expression that cannot be read. */
  INVALID_REGULAR_EXPRESSION("2201B", USER),
  /** A step of a JSON path fails on what it finds. */
  JSON_PATH_FAILED("2203A", USER),
  /** A JSON path finds nothing where something is needed. */
  NO_JSON_ITEM("22035", USER),
  /** A JSON path finds several items where one is needed. */
  SEVERAL_JSON_ITEMS("22034", USER),
  /** A JSON path finds an object or array where a scalar is needed. */
  JSON_SCALAR_REQUIRED("2203F", USER),
  /** The argument of a logarithm is not positive. */
  INVALID_LOGARITHM_ARGUMENT("2201E", USER),
  /** A power has no value. */
  INVALID_POWER_ARGUMENT("2201F", USER),
  /** The offset of a window's frame is null or negative. */
  INVALID_FRAME_OFFSET("22013", USER),
  INVALID_NTILE_ARGUMENT("22014", USER),
  INVALID_NTH_VALUE_ARGUMENT("22016", USER),
  /** LIMIT is negative. */
  INVALID_LIMIT("2201W", USER),
  /** OFFSET is negative. */
  INVALID_OFFSET("2201X", USER),
  /** Bytes that are no text in the expected encoding. */
  CHARACTER_NOT_IN_REPERTOIRE("22021", USER),

  // Transactions and sessions.
  /** Another commit changed what this transaction read or wrote; run it again. */
  SERIALIZATION_FAILURE("40001", CONFLICT),
  /** A write in a read-only session, or to the past. */
  READ_ONLY_TRANSACTION("25006", USER),
  /** The transaction has failed and only takes a rollback. */
  IN_FAILED_TRANSACTION("25P02", USER),
  /** The statement cannot run inside of a transaction. */
  ACTIVE_TRANSACTION("25001", USER),
  /** The statement needs a transaction, and there is none. */
  NO_ACTIVE_TRANSACTION("25P01", USER),
  /** No savepoint has this name. */
  INVALID_SAVEPOINT("3B001", USER),
  /** No cursor or result has this name, or it is closed. */
  INVALID_CURSOR_STATE("24000", USER),
  /** The object or the state it is in does not allow this call. */
  INVALID_STATE("55000", USER),

  // Reaching the database.
  /** A connection could not be made. */
  CANNOT_CONNECT("08001", UNAVAILABLE),
  /** The connection, store or database is closed. */
  CLOSED("08003", UNAVAILABLE),
  /** The connection was lost. */
  CONNECTION_FAILURE("08006", UNAVAILABLE),
  /** The connection was lost while committing, and the outcome cannot be had. */
  OUTCOME_UNKNOWN("08007", UNAVAILABLE),
  /** The other side does not speak the protocol. */
  PROTOCOL_VIOLATION("08P01", UNAVAILABLE),
  /** Another process, or another user in this process, holds the file. */
  FILE_LOCKED("55006", UNAVAILABLE),
  /** The caller is not who it must be to do this. */
  NOT_AUTHORIZED("28000", USER),
  /** The role lacks a right on what it wants to read or write. */
  INSUFFICIENT_PRIVILEGE("42501", USER),

  // Limits.
  /** Cancelled by the user, or timed out. */
  CANCELLED("57014", RESOURCE),
  /** The disk, or the quota on it, is full. */
  DISK_FULL("53100", RESOURCE),
  /** The memory budget of the query or process is spent. */
  OUT_OF_MEMORY("53200", RESOURCE),
  /** More connections than allowed. */
  TOO_MANY_CONNECTIONS("53300", RESOURCE),
  /** A fixed limit of the product is passed. */
  LIMIT_EXCEEDED("54000", USER),
  /** A file cannot be read or written, for another reason than a full disk. */
  IO_ERROR("58030", UNAVAILABLE),

  // Not there.
  /** SQL, a clause or an option that is not supported. */
  UNSUPPORTED("0A000", USER),
  /** A JDBC method that is not supported; 0A000 would make pools drop the connection. */
  UNSUPPORTED_METHOD("HYC00", USER),

  // Stored bytes.
  /** Stored bytes are damaged. */
  CORRUPTED("XX001", CORRUPTION),
  /** A stored value that must exist is missing. */
  MISSING_VALUE("XX001", CORRUPTION),
  /** Stored by a newer version than this one can read. */
  FORMAT_TOO_NEW("XX001", UNAVAILABLE),

  /** A rule that holds by construction does not hold. */
  INTERNAL("XX000", BUG);

  private final String sqlState;
  private final ErrorCategory category;
  private final String keyword;

  ErrorCode(String sqlState, ErrorCategory category) {
    this.sqlState = sqlState;
    this.category = category;
    this.keyword = ":db.error/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The five characters that SQL and JDBC report. */
  public String sqlState() {
    return sqlState;
  }

  public ErrorCategory category() {
    return category;
  }

  /** The name as an EDN keyword, such as {@code :db.error/unique-conflict}. */
  public String keyword() {
    return keyword;
  }

  /** Whether the same transaction, run again on the newer state, may succeed unchanged. */
  public boolean isRetryable() {
    return this == SERIALIZATION_FAILURE;
  }
}
