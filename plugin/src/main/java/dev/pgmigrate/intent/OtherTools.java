package dev.pgmigrate.intent;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables in which other tools keep their books, and the extensions of administrators. */
final class OtherTools {
  static final String PARTMAN = "pg_partman";

  private static final String PARTMAN_SCHEMA = "partman";
  private static final String TEMPLATE = "template_";

  private static final String NAMES =
      """
      Flyway | flyway_schema_history
      Liquibase | databasechangelog databasechangeloglock
      Quartz | qrtz_job_details qrtz_triggers qrtz_simple_triggers qrtz_cron_triggers
      Quartz | qrtz_simprop_triggers qrtz_blob_triggers qrtz_calendars qrtz_paused_trigger_grps
      Quartz | qrtz_fired_triggers qrtz_scheduler_state qrtz_locks
      Spring Batch | batch_job_instance batch_job_execution batch_job_execution_params
      Spring Batch | batch_step_execution batch_step_execution_context batch_job_execution_context
      Spring Batch | batch_job_seq batch_job_instance_seq batch_job_execution_seq
      Spring Batch | batch_step_execution_seq
      Spring Integration | int_message int_group_to_message int_message_group int_lock
      Spring Integration | int_channel_message int_metadata_store int_message_seq
      Spring Session | spring_session spring_session_attributes
      Spring Modulith | event_publication event_publication_archive
      ShedLock | shedlock
      PostGIS | spatial_ref_sys
      """;

  /** Two tools let people choose the names of their tables, but not those of the columns. */
  private static final Map<Set<String>, String> COLUMNS =
      Map.of(
          Set.of("installed_rank", "installed_by", "installed_on", "success"),
          "Flyway",
          Set.of("orderexecuted", "dateexecuted", "md5sum", "exectype"),
          "Liquibase",
          Set.of("lockgranted", "lockedby", "locked"),
          "Liquibase");

  /** They watch or keep a server; no application needs them. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "amcheck",
          "auto_explain",
          "hypopg",
          "pageinspect",
          "pg_buffercache",
          "pg_cron",
          "pg_freespacemap",
          "pg_hint_plan",
          "pg_partman",
          "pg_prewarm",
          "pg_qualstats",
          "pg_repack",
          "pg_stat_kcache",
          "pg_stat_monitor",
          "pg_stat_statements",
          "pg_visibility",
          "pg_wait_sampling",
          "pg_walinspect",
          "pgaudit",
          "pgstattuple",
          "pldbgapi",
          "rds_tools");

  private static final Map<String, String> TOOLS = new HashMap<>();

  static {
    NAMES
        .lines()
        .map(line -> line.split(" \\| ", -1))
        .forEach(
            line -> {
              for (String name : line[1].split(" ", -1)) {
                TOOLS.put(name, line[0]);
              }
            });
  }

  private OtherTools() {}

  /** The tool whose table it is. */
  static Optional<String> of(Table table) {
    Set<String> columns =
        table.columns().stream()
            .map(Column::name)
            .map(OtherTools::lower)
            .collect(Collectors.toSet());
    return COLUMNS.entrySet().stream()
        .filter(known -> columns.containsAll(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> of(table.name()));
  }

  /** The tool whose table or sequence is called so. */
  static Optional<String> of(QualifiedName name) {
    String own = lower(name.name());
    boolean template = name.namespace().equals(PARTMAN_SCHEMA) && own.startsWith(TEMPLATE);
    return template ? Optional.of(PARTMAN) : Optional.ofNullable(TOOLS.get(own));
  }

  /** Whether a table is a partition of one that pg_partman keeps: it has a template for it. */
  static boolean isOfPartman(Table table, Schema live) {
    Partition partition = table.partition();
    if (partition == null) {
      return false;
    }
    QualifiedName parent = partition.parent();
    String template = TEMPLATE + parent.namespace() + "_" + parent.name();
    return live.table(new QualifiedName(PARTMAN_SCHEMA, template)).isPresent();
  }

  /** Whether an extension is for administrators alone. */
  static boolean isAdministrators(String extension) {
    return EXTENSIONS.contains(extension);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
