package dev.pgmigrate.bench;

import dev.pgmigrate.command.RevisionCommand;
import dev.pgmigrate.command.UpgradeCommand;
import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.Target;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long each planned form, and the plain one beside it, stops the writers of a busy table.
 *
 * <p>{@code -Dbench.rows} and {@code -Dbench.writers} say how big and how busy.
 */
class OnlineFormsBench {
  private static final int ROWS = Integer.getInteger("bench.rows", 1_000_000);
  private static final int WRITERS = Integer.getInteger("bench.writers", 16);
  private static final String WANTED = System.getProperty("bench.form", "");

  private static final String BASE =
      """
      CREATE TABLE customer (id bigint CONSTRAINT customer_pkey PRIMARY KEY);
      CREATE TABLE account (
        id bigint CONSTRAINT account_pkey PRIMARY KEY,
        customer_id bigint NOT NULL,
        number bigint NOT NULL,
        email text%s,
        balance integer NOT NULL,
        writes integer NOT NULL DEFAULT 0%s
      );
      %s
      """;

  /**
   * A change.
   *
   * @param rename an answer for both forms; or null
   * @param widen an option of the online form; or null
   */
  private record Form(
      String name, String from, String to, @Nullable String rename, @Nullable String widen) {
    Form(String name, String from, String to) {
      this(name, from, to, null, null);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          new Form(
              "index", base(), base("", "", "CREATE INDEX ix_account_email ON account (email);")),
          new Form(
              "drop index",
              base("", "", "CREATE INDEX ix_account_email ON account (email);"),
              base()),
          new Form(
              "foreign key",
              base(),
              base(
                  "",
                  "",
                  "ALTER TABLE account ADD CONSTRAINT fk_account_customer FOREIGN KEY (customer_id)"
                      + " REFERENCES customer;")),
          new Form(
              "check",
              base(),
              base("", "", "ALTER TABLE account ADD CONSTRAINT ck_balance CHECK (balance >= 0);")),
          new Form(
              "unique",
              base(),
              base("", "", "ALTER TABLE account ADD CONSTRAINT uq_number UNIQUE (number);")),
          new Form("not null", base(), base(" NOT NULL", "", "")),
          new Form(
              "volatile default",
              base(),
              base("", ", token uuid NOT NULL DEFAULT gen_random_uuid()", "")),
          new Form("rename", base(), base().replace("email", "mail"), "account.email:mail", null),
          new Form(
              "wider type",
              base(),
              base().replace("balance integer", "balance bigint"),
              null,
              "account.balance"),
          new Form(
              "wider key",
              base().replace("id bigint CONSTRAINT account", "id integer CONSTRAINT account"),
              base(),
              null,
              "account.id"));

  @TempDir Path root;

  private static String base() {
    return base("", "", "");
  }

  private static String base(String email, String column, String more) {
    return BASE.formatted(email, column, more);
  }

  @Test
  void longestStrongLockAndTheWritersLatency() throws Exception {
    System.out.printf(
        "%n%d rows, %d writers%n%-18s %-7s %12s %12s %12s %12s%n",
        ROWS, WRITERS, "form", "", "strong lock", "p99", "slowest", "upgrade");
    for (Form form : FORMS) {
      if (form.name().contains(WANTED)) {
        measure(form, false);
        measure(form, true);
      }
    }
  }

  private void measure(Form form, boolean online) throws Exception {
    Path folder = root.resolve(form.name().replace(' ', '-') + online);
    try (ShadowDatabase target = TestServer.database();
        ShadowDatabase shadow = TestServer.database()) {
      Project project = project(folder, target, shadow, online);
      revision(project, form.from(), null, null, 0);
      upgrade(project);
      fill(target);
      revision(project, form.to(), form.rename(), online ? form.widen() : null, 1);
      try (Traffic traffic =
              new Traffic(
                  target, WRITERS, "UPDATE account SET writes = writes + 1 WHERE id = ?", ROWS);
          StrongLocks locks = new StrongLocks(target, "account")) {
        traffic.measure();
        long begun = System.nanoTime();
        upgrade(project);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
            Locale.ROOT,
            "%-18s %-7s %9d ms %9.1f ms %9d ms %9.1f s%n",
            form.name(),
            online ? "online" : "plain",
            locks.longest().toMillis(),
            traffic.p99().toNanos() / 1e6,
            traffic.slowest().toMillis(),
            took.toMillis() / 1e3);
      }
    }
  }

  private static Project project(
      Path folder, ShadowDatabase target, ShadowDatabase shadow, boolean online) {
    return new Project(
        folder,
        folder.resolve("migrations"),
        folder.resolve("schema"),
        folder.resolve("work"),
        null,
        Set.of(),
        new Target(
            DatabaseConfig.of(target.url(), null, null),
            null,
            null,
            true,
            "public",
            null,
            Limits.DEFAULT),
        online,
        TestServer.asAnother(shadow.url()),
        "17",
        Filters.NONE,
        TestServer.artifacts(),
        TestServer.artifacts(),
        BuildServer.NONE);
  }

  private static void revision(
      Project project, String schema, @Nullable String rename, @Nullable String widen, int minute)
      throws IOException {
    Files.createDirectories(project.schemaFiles());
    Files.writeString(project.schemaFiles().resolve("schema.sql"), schema);
    RevisionCommand.run(
        new RevisionCommand.Input(
            project,
            "bench",
            false,
            Placement.ON_HEAD,
            false,
            false,
            rename,
            null,
            widen,
            Instant.parse("2026-11-22T10:00:00Z").plusSeconds(60L * minute),
            new Random(minute)));
  }

  private static void upgrade(Project project) {
    UpgradeCommand.run(new UpgradeCommand.Input(project, "head", true, Progress.SILENT));
  }

  private static void fill(ShadowDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO customer SELECT generate_series(1, 1000)");
      statement.execute(
          "INSERT INTO account SELECT n, 1 + n % 1000, n, 'user' || n, n % 500 FROM generate_series(1, "
              + ROWS
              + ") AS n");
      statement.execute("VACUUM ANALYZE account");
    }
  }
}
