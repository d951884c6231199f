package dev.pgmigrate.jdbc;

import static org.postgresql.PGProperty.*;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * What becomes of one of the driver's parameters when a URL, or the service that it names, sets it.
 *
 * @param value what every session of ours has instead, if overridden; null: it is left out, or each
 *     session has its own
 * @param why for a person
 */
@SuppressWarnings("deprecation") // What the driver no longer heeds is in the table, too.
record UrlParameter(PGProperty property, Treatment treatment, @Nullable String value, String why) {

  /** The four things that can become of it. */
  enum Treatment {
    /** The driver gets it as it is written. */
    PASSED,
    /** Our own value wins; the user is told. */
    OVERRIDDEN,
    /** It is read, and what it says holds as far as it contradicts nothing. */
    TAKEN_OVER,
    /** No session is opened. */
    REFUSED
  }

  private static final Map<PGProperty, UrlParameter> ALL = new EnumMap<>(PGProperty.class);

  static {
    passed(
        "where the server is",
        PG_HOST,
        PG_PORT,
        PG_DBNAME,
        SERVICE,
        HOST_RECHECK_SECONDS,
        LOCAL_SOCKET_ADDRESS,
        SOCKET_FACTORY,
        SOCKET_FACTORY_ARG);
    passed(
        "who logs in, and how",
        USER,
        PASSWORD,
        AUTHENTICATION_PLUGIN_CLASS_NAME,
        REQUIRE_AUTH,
        CHANNEL_BINDING,
        SCRAM_MAX_ITERATIONS,
        GSS_ENC_MODE,
        GSS_LIB,
        GSS_RESPONSE_TIMEOUT,
        GSS_USE_DEFAULT_CREDS,
        JAAS_APPLICATION_NAME,
        JAAS_LOGIN,
        KERBEROS_SERVER_NAME,
        SSPI_SERVICE_CLASS,
        USE_SPNEGO);
    passed(
        "how the connection is encrypted",
        SSL,
        SSL_CERT,
        SSL_FACTORY,
        SSL_FACTORY_ARG,
        SSL_HOSTNAME_VERIFIER,
        SSL_KEY,
        SSL_MODE,
        SSL_NEGOTIATION,
        SSL_PASSWORD,
        SSL_PASSWORD_CALLBACK,
        SSL_RESPONSE_TIMEOUT,
        SSL_ROOT_CERT,
        PEM_KEY_ALGORITHM);
    passed(
        "bounds the login and a cancellation, not a statement",
        CONNECT_TIMEOUT,
        LOGIN_TIMEOUT,
        CANCEL_SIGNAL_TIMEOUT,
        CONNECT_EXECUTOR,
        CONNECT_EXECUTOR_ARG);
    passed(
        "changes no statement and no result that we read",
        ADAPTIVE_FETCH_MAXIMUM,
        ADAPTIVE_FETCH_MINIMUM,
        BINARY_TRANSFER,
        BINARY_TRANSFER_DISABLE,
        BINARY_TRANSFER_ENABLE,
        CLASS_LOADER_STRATEGY,
        DATABASE_METADATA_CACHE_FIELDS,
        DATABASE_METADATA_CACHE_FIELDS_MIB,
        DISABLE_COLUMN_SANITISER,
        ESCAPE_SYNTAX_CALL_MODE,
        GROUP_STARTUP_PARAMETERS,
        HIDE_UNPRIVILEGED_OBJECTS,
        LOG_SERVER_ERROR_DETAIL,
        LOG_UNCLOSED_CONNECTIONS,
        MAX_RESULT_BUFFER,
        MAX_SEND_BUFFER_SIZE,
        PREPARED_STATEMENT_CACHE_QUERIES,
        PREPARED_STATEMENT_CACHE_SIZE_MIB,
        PROTOCOL_VERSION,
        QUOTE_RETURNING_IDENTIFIERS,
        RECEIVE_BUFFER_SIZE,
        REWRITE_BATCHED_INSERTS_SIZE,
        SEND_BUFFER_SIZE,
        TCP_NO_DELAY,
        UNKNOWN_LENGTH,
        XML_FACTORY_FACTORY);

    overridden(APPLICATION_NAME, null, "the sessions of a stopped run are found by our own name");
    overridden(
        ASSUME_MIN_SERVER_VERSION, "10", "our application name has to go with the login itself");
    overridden(SOCKET_TIMEOUT, "0", "a statement may take longer");
    overridden(QUERY_TIMEOUT, "0", "a statement may take longer; see migrate.statementTimeout");
    overridden(TCP_KEEP_ALIVE, "true", "a connection that is gone has to be noticed");
    overridden(AUTOSAVE, "never", "a step is one transaction, without savepoints of the driver");
    overridden(CLEANUP_SAVEPOINTS, "false", "our sessions have no savepoints of the driver");
    overridden(
        PREFER_QUERY_MODE,
        "extendedForPrepared",
        "a statement goes to the server as it is written; the driver's splitter breaks on BEGIN"
            + " ATOMIC");
    overridden(
        PREPARE_THRESHOLD, "0", "named statements do not survive a pooler in transaction mode");
    overridden(FLUSH_CACHE_ON_DDL, "true", "a statement is prepared again after its table changed");
    overridden(
        DEFAULT_ROW_FETCH_SIZE, "0", "a result is read as a whole, before its transaction ends");
    overridden(ADAPTIVE_FETCH, "false", "a result is read as a whole, before its transaction ends");
    overridden(ALLOW_ENCODING_CHANGES, "false", "our sessions speak UTF-8");
    overridden(CONVERT_BOOLEAN_TO_NUMERIC, "false", "we read booleans as booleans");
    overridden(STRING_TYPE, "varchar", "the types of our own queries' parameters are known");
    overridden(REWRITE_BATCHED_INSERTS, "false", "a statement goes to the server as it is written");
    overridden(LOAD_BALANCE_HOSTS, "false", "all sessions of a run have to be on the same server");
    overridden(LOGGER_LEVEL, null, "the driver's log is for the whole JVM");
    overridden(LOGGER_FILE, null, "the driver's log is for the whole JVM");

    takenOver(
        OPTIONS, "its settings hold, but for those that our sessions set themselves, and the role");
    takenOver(READ_ONLY, "goals that write refuse it");
    takenOver(READ_ONLY_MODE, "says when readOnly applies");
    takenOver(TARGET_SERVER_TYPE, "goals that write go to the primary, and refuse a standby");
    takenOver(
        CURRENT_SCHEMA, "decides the default schema; refused where migrate.schema says otherwise");
    all(
        Treatment.REFUSED,
        null,
        "a replication session executes no migrations",
        List.of(REPLICATION));
  }

  /** Those that hold a secret, or may. */
  private static final List<PGProperty> SECRET =
      List.of(
          PASSWORD,
          SSL_PASSWORD,
          OPTIONS,
          SOCKET_FACTORY_ARG,
          SSL_FACTORY_ARG,
          CONNECT_EXECUTOR_ARG);

  /** Of this parameter; null for one that we have never heard of. */
  static @Nullable UrlParameter of(PGProperty property) {
    return ALL.get(property);
  }

  /** All with a value of ours that no URL changes. */
  static List<UrlParameter> overridden() {
    return ALL.values().stream().filter(p -> p.treatment == Treatment.OVERRIDDEN).toList();
  }

  /** Whether its value may be shown. */
  boolean shown() {
    return !SECRET.contains(property);
  }

  private static void passed(String why, PGProperty... properties) {
    all(Treatment.PASSED, null, why, Arrays.asList(properties));
  }

  private static void overridden(PGProperty property, @Nullable String value, String why) {
    all(Treatment.OVERRIDDEN, value, why, List.of(property));
  }

  private static void takenOver(PGProperty property, String why) {
    all(Treatment.TAKEN_OVER, null, why, List.of(property));
  }

  private static void all(
      Treatment treatment, @Nullable String value, String why, List<PGProperty> properties) {
    for (PGProperty property : properties) {
      if (ALL.put(property, new UrlParameter(property, treatment, value, why)) != null) {
        throw new AssertionError(property + " stands twice");
      }
    }
  }
}
