package dev.pgmigrate.command;

import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.jdbc.NewerServer;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.Approval;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SharedServer;
import dev.pgmigrate.project.Target;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.proof.Production;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.shadow.Pooler;
import dev.pgmigrate.shadow.Shadow;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A project in a folder, with a database of its own, driven as a person drives it. */
public final class TestProject implements AutoCloseable {
  /** One for all projects: nothing is ever put into it. */
  private static final class Beside {
    static final ShadowDatabase ALL = TestServer.database();
  }

  private final Path root;
  private final ShadowDatabase target;

  /** Throw-away databases are made beside it. */
  private final ShadowDatabase shadow;

  private final boolean shadowIsOurs;
  private final Random random = new Random(1);
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private @Nullable DatabaseConfig configured;
  private @Nullable DatabaseConfig direct;
  private @Nullable String role;
  private @Nullable EntityInput entities;
  private @Nullable Approval approval;
  private String historySchema = "public";
  private Filters filters = Filters.NONE;
  private boolean online = true;
  private @Nullable String otherShadow;
  private @Nullable String postgresVersion = "17";
  private SharedServer sharedServer = SharedServer.strict();
  private NewerServer newer = NewerServer.UNHEARD;
  private Placement place = Placement.ON_HEAD;
  private BuildServer buildServer = BuildServer.NONE;

  /** With its database configured. */
  public TestProject(Path root) {
    this(root, TestServer.database(), Beside.ALL, false);
  }

  /** The same on databases of another server. */
  public TestProject(Path root, Supplier<ShadowDatabase> databases) {
    this(root, databases.get(), databases.get(), true);
  }

  private TestProject(
      Path root, ShadowDatabase target, ShadowDatabase shadow, boolean shadowIsOurs) {
    this.root = root;
    this.target = target;
    this.shadow = shadow;
    this.shadowIsOurs = shadowIsOurs;
    configured = DatabaseConfig.of(target.url(), null, null);
  }

  /** From now on no database is configured; the goals that need one do not work. */
  public TestProject withoutDatabase() {
    configured = null;
    return this;
  }

  public TestProject database(DatabaseConfig database) {
    configured = database;
    return this;
  }

  /** From now on it goes through a pooler, with a direct URL beside or without. */
  TestProject pooled(Pooler pooler, boolean withDirect) {
    configured = DatabaseConfig.of(pooler.through(target.url()), null, null);
    direct = withDirect ? DatabaseConfig.of(target.url(), null, null) : null;
    return this;
  }

  /** From now on this is the way around the pooler. */
  TestProject direct(DatabaseConfig database) {
    direct = database;
    return this;
  }

  /** From now on there is no pooler between. */
  TestProject direct() {
    configured = DatabaseConfig.of(target.url(), null, null);
    direct = null;
    return this;
  }

  /** From now on migrations run as this role. */
  public TestProject role(String name) {
    role = name;
    return this;
  }

  public TestProject filters(List<String> includes, List<String> excludes) {
    filters = Filters.of(includes, excludes);
    return this;
  }

  /** From now on revisions are plain, for an application that stops meanwhile. */
  TestProject offline() {
    online = false;
    return this;
  }

  /** From now on revisions are written for two releases that run at once, as by default. */
  TestProject online() {
    online = true;
    return this;
  }

  /** From now on new revisions go there. */
  TestProject at(Placement placement) {
    place = placement;
    return this;
  }

  /** From now on runs have this plan approved; null: none. */
  public TestProject approve(@Nullable Approval digest) {
    approval = digest;
    return this;
  }

  /** From now on a server that is newer than every tested one is said there. */
  public TestProject newer(NewerServer heard) {
    newer = heard;
    return this;
  }

  public TestProject historySchema(String name) {
    historySchema = name;
    return this;
  }

  /** From now on throw-away databases are made on the server of the configured one. */
  TestProject sameServer(SharedServer judge) {
    otherShadow = Shadow.SAME_SERVER;
    sharedServer = judge;
    return this;
  }

  /** From now on throw-away databases are embedded ones of this version; null: as recorded. */
  public TestProject embeddedShadow(@Nullable String version) {
    otherShadow = Shadow.EMBEDDED;
    postgresVersion = version;
    return this;
  }

  /** From now on this URL is where throw-away databases are made. */
  TestProject shadow(String url, SharedServer judge) {
    otherShadow = url;
    sharedServer = judge;
    return this;
  }

  /** From now on this build server runs it. */
  public TestProject builtBy(BuildServer server) {
    buildServer = server;
    return this;
  }

  public TestProject entities(EntityInput input) {
    entities = input;
    return this;
  }

  public Project project() {
    return new Project(
        root,
        migrations(),
        root.resolve("schema"),
        root.resolve("work"),
        entities,
        Set.of(),
        new Target(
            configured,
            direct,
            role,
            true,
            historySchema,
            approval,
            sharedServer,
            Limits.DEFAULT,
            newer),
        online,
        otherShadow == null ? TestServer.asAnother(shadow.url()) : otherShadow,
        postgresVersion,
        filters,
        TestServer.artifacts(),
        TestServer.artifacts(),
        buildServer);
  }

  public Path migrations() {
    return root.resolve("migrations");
  }

  public String url() {
    return target.url();
  }

  /** What the project states from now on. */
  public TestProject schema(String sql) {
    return write("schema/schema.sql", sql);
  }

  public TestProject write(String file, String text) {
    return write(root.resolve(file), text);
  }

  public TestProject write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a text that must be in the file. */
  public static void edit(Path file, String from, String to) {
    String text = read(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not hold: " + from + "\n" + text);
    }
    try {
      Files.writeString(file, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of the migrations' folder, by name. */
  public List<Path> files() {
    if (!Files.isDirectory(migrations())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(migrations())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on these revisions were never written. */
  TestProject without(List<MigrationFile> written, String lock) {
    try {
      for (MigrationFile file : written) {
        Files.delete(file.path());
      }
      return write(migrations().resolve("model.lock"), lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Path> revisionFiles() {
    return files().stream().filter(file -> file.toString().endsWith(".sql")).toList();
  }

  public String lock() {
    return read(migrations().resolve("model.lock"));
  }

  public RevisionCommand.Result revision(@Nullable String message) {
    return revision(message, null, null);
  }

  public RevisionCommand.Result revision(
      @Nullable String message, @Nullable String rename, @Nullable String drop) {
    return RevisionCommand.run(input(message, false, false, false, rename, drop));
  }

  /** With warnings that the project set to other levels. */
  public RevisionCommand.Result revision(String message, WarningLevels levels) {
    return RevisionCommand.run(input(message, false, false, false, null, null), levels);
  }

  /** The texts of the files that would be written, by name. */
  Map<String, String> dryRun(String message) {
    Map<String, String> texts = new TreeMap<>();
    RevisionCommand.dryRun(
        input(message, false, false, false, null, null), WarningLevels.NONE, texts::putAll);
    return texts;
  }

  /** Some columns get their new type by way of second ones. */
  RevisionCommand.Result widen(@Nullable String message, String columns) {
    RevisionCommand.Input input = input(message, false, false, false, null, null);
    return RevisionCommand.run(
        new RevisionCommand.Input(
            input.project(),
            input.message(),
            false,
            input.place(),
            false,
            false,
            null,
            null,
            columns,
            input.now(),
            input.random()));
  }

  public RevisionCommand.Result emptyRevision(@Nullable String message) {
    return RevisionCommand.run(input(message, true, false, false, null, null));
  }

  public RevisionCommand.Result revisionFromDatabase(String message) {
    return RevisionCommand.run(input(message, false, true, false, null, null));
  }

  RevisionCommand.Result splitRevision(String message) {
    return RevisionCommand.run(input(message, false, false, true, null, null));
  }

  public RebaseCommand.Result rebase(@Nullable String first) {
    return RebaseCommand.run(
        new RebaseCommand.Input(project(), first, null, null, Progress.SILENT));
  }

  public SquashCommand.Result squash(String message, @Nullable String range) {
    return SquashCommand.run(new SquashCommand.Input(project(), message, range, null, random));
  }

  HistoryCommand.Result history() {
    return HistoryCommand.run(project());
  }

  AmendCommand.Result amend() {
    return amend(null, null);
  }

  AmendCommand.Result amend(@Nullable String message, @Nullable String base) {
    return AmendCommand.run(
        new AmendCommand.Input(
            input(message, false, false, false, null, null), base, Progress.SILENT));
  }

  /** Only lists when {@code what} is null. */
  AcceptCommand.Result accept(@Nullable String what, @Nullable String reason) {
    return AcceptCommand.run(new AcceptCommand.Input(project(), what, reason));
  }

  private RevisionCommand.Input input(
      @Nullable String message,
      boolean empty,
      boolean fromDatabase,
      boolean split,
      @Nullable String rename,
      @Nullable String drop) {
    now = now.plusSeconds(60);
    return new RevisionCommand.Input(
        project(), message, empty, place, fromDatabase, split, rename, drop, null, now, random);
  }

  public UpgradeCommand.Result upgrade() {
    return upgrade("head");
  }

  public UpgradeCommand.Result upgrade(String to) {
    return upgrade(to, Progress.SILENT);
  }

  public UpgradeCommand.Result upgrade(String to, Progress progress) {
    return UpgradeCommand.run(new UpgradeCommand.Input(project(), to, false, progress));
  }

  public UpgradeCommand.Result upgradeWithContract() {
    return upgradeWithContract(Progress.SILENT);
  }

  public UpgradeCommand.Result upgradeWithContract(Progress progress) {
    return UpgradeCommand.run(new UpgradeCommand.Input(project(), "head", true, progress));
  }

  public DowngradeCommand.Result downgrade(String to) {
    return downgrade(to, Progress.SILENT);
  }

  public DowngradeCommand.Result downgrade(String to, Progress progress) {
    return DowngradeCommand.run(new DowngradeCommand.Input(project(), to, false, progress));
  }

  public DowngradeCommand.Result downgradeFromJournal(String to) {
    return DowngradeCommand.run(new DowngradeCommand.Input(project(), to, true, Progress.SILENT));
  }

  public StampCommand.Result stamp(String to) {
    return StampCommand.run(new StampCommand.Input(project(), to, Progress.SILENT));
  }

  public BaselineCommand.Result baseline() {
    return baseline(Progress.SILENT);
  }

  public BaselineCommand.Result baseline(Progress progress) {
    now = now.plusSeconds(60);
    return BaselineCommand.run(
        new BaselineCommand.Input(project(), "baseline", now, random, progress));
  }

  public CurrentCommand.Result current() {
    return CurrentCommand.run(new CurrentCommand.Input(project(), false));
  }

  public CurrentCommand.Result currentWithDrift() {
    return CurrentCommand.run(new CurrentCommand.Input(project(), true));
  }

  public PlanCommand.Result plan() {
    return plan(PlanCommand.Kind.UPGRADE, null);
  }

  public PlanCommand.Result plan(PlanCommand.Kind kind, @Nullable String to) {
    return PlanCommand.run(new PlanCommand.Input(project(), kind, to, false, false, false));
  }

  PlanCommand.Result planWithDrift() {
    return PlanCommand.run(
        new PlanCommand.Input(project(), PlanCommand.Kind.UPGRADE, null, false, false, true));
  }

  public PlanCommand.Result planWithContract() {
    return PlanCommand.run(
        new PlanCommand.Input(project(), PlanCommand.Kind.UPGRADE, null, true, false, false));
  }

  public TestProject protect() {
    ProtectCommand.run(new ProtectCommand.Input(project(), null));
    return this;
  }

  public TestProject unprotect(String name) {
    ProtectCommand.run(new ProtectCommand.Input(project(), name));
    return this;
  }

  /** What is wrong with the history itself: no rule is asked, and no live database. */
  public Verdict verify() {
    return VerifyCommand.run(
        new VerifyCommand.Input(
            project(), null, noRules(), new Production(Production.Comparison.OFF, null)));
  }

  /** The same, with the live database where it can be reached. */
  public Verdict verifyWithDatabase() {
    return verify(noRules());
  }

  private static LintLevels noRules() {
    return LintLevels.parse(Rules.all().stream().map(rule -> rule.id() + "=off").toList());
  }

  public Verdict verify(LintLevels levels) {
    return VerifyCommand.run(new VerifyCommand.Input(project(), null, levels));
  }

  /** Git, in the project's folder. */
  public TestProject git(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", root.toString(), "-c", "user.name=t", "-c", "user.email=t@t"));
    command.addAll(List.of(arguments));
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new AssertionError(command + " ended with " + code);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What is there now is merged: the base branch of Git has it. */
  public TestProject merged() {
    return git("init", "-q")
        .git("add", "migrations")
        .git("commit", "-q", "-m", "merged")
        .git("update-ref", "refs/remotes/origin/main", "HEAD");
  }

  /**
   * How many proofs that nothing is lost a revision begins with.
   *
   * @throws AssertionError when one comes after something else is done
   */
  static int proofs(List<Step> steps) {
    List<Step> done = steps.stream().filter(step -> !step.isEmpty()).toList();
    int proofs = 0;
    for (int i = 0; i < done.size(); i++) {
      if (done.get(i).statements().stream().anyMatch(TestProject::isProof) && i != proofs++) {
        throw new AssertionError("a proof comes late, in step " + (i + 1) + ": " + done);
      }
    }
    return proofs;
  }

  private static boolean isProof(dev.pgmigrate.sql.Statement statement) {
    return statement.sql().contains("% differ'") || statement.sql().contains("do not fit %");
  }

  /** Executes by hand, in the configured database. */
  public TestProject execute(String sql) {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return this;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** A session of an application. */
  Connection connect() throws SQLException {
    return target.connect();
  }

  /** The first column of a query in the configured database. */
  public List<String> query(String sql) {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The columns of a table in the configured database. */
  public List<String> columns(String table) {
    return query(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('public."
            + table
            + "') AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
  }

  @Override
  public void close() {
    target.close();
    if (shadowIsOurs) {
      shadow.close();
    }
  }
}
