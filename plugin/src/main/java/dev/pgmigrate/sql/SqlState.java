package dev.pgmigrate.sql;

/**
 * The SQLSTATEs that we know what to do about, by the names that PostgreSQL's manual gives them
 * (Appendix A).
 */
public final class SqlState {
  public static final String PRIVILEGE_NOT_REVOKED = "01006";
  public static final String PRIVILEGE_NOT_GRANTED = "01007";

  /** The driver reached no server. */
  public static final String CANNOT_CONNECT = "08001";

  public static final String CONNECTION_REJECTED = "08004";
  public static final String CONNECTION_FAILURE = "08006";
  public static final String PROTOCOL_VIOLATION = "08P01";

  /** Of a login: there is no such role. */
  public static final String INVALID_PARAMETER_VALUE = "22023";

  public static final String NOT_NULL_VIOLATION = "23502";
  public static final String UNIQUE_VIOLATION = "23505";

  /** A statement that no transaction block may hold: CREATE INDEX CONCURRENTLY, VACUUM. */
  public static final String ACTIVE_TRANSACTION = "25001";

  public static final String IDLE_IN_TRANSACTION_TIMEOUT = "25P03";
  public static final String INVALID_AUTHORIZATION = "28000";
  public static final String INVALID_PASSWORD = "28P01";

  /** A COMMIT in a procedure or block, within a transaction block. */
  public static final String INVALID_TRANSACTION_TERMINATION = "2D000";

  public static final String UNDEFINED_DATABASE = "3D000";
  public static final String UNDEFINED_SCHEMA = "3F000";
  public static final String SERIALIZATION_FAILURE = "40001";
  public static final String DEADLOCK_DETECTED = "40P01";
  public static final String INSUFFICIENT_PRIVILEGE = "42501";
  public static final String UNDEFINED_COLUMN = "42703";
  public static final String UNDEFINED_OBJECT = "42704";
  public static final String DUPLICATE_OBJECT = "42710";
  public static final String DATATYPE_MISMATCH = "42804";
  public static final String UNDEFINED_FUNCTION = "42883";
  public static final String UNDEFINED_TABLE = "42P01";

  /** Also a duplicate index, view or sequence. */
  public static final String DUPLICATE_TABLE = "42P07";

  public static final String OBJECT_NOT_IN_PREREQUISITE_STATE = "55000";
  public static final String OBJECT_IN_USE = "55006";
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** An enum value is used in the transaction that added it. */
  public static final String UNSAFE_NEW_ENUM_VALUE = "55P04";

  public static final String QUERY_CANCELED = "57014";

  /** The server is starting, or about to stop. */
  public static final String CANNOT_CONNECT_NOW = "57P03";

  /** A RAISE that names no other. */
  public static final String RAISE_EXCEPTION = "P0001";

  private SqlState() {}
}
