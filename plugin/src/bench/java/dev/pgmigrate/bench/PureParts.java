package dev.pgmigrate.bench;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.PlanMode;
import dev.pgmigrate.plan.Planner;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What needs no database: comparison, planning and reading of files. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PureParts {
  private static final int TABLES = 10_000;

  private static final String BEFORE =
      """
      CREATE TABLE t (id bigint PRIMARY KEY, name varchar(80) NOT NULL, c1 int, c2 bigint NOT NULL,
        c3 timestamptz, c4 numeric(38,2), c5 boolean, c6 text, c7 date, parent_id bigint);
      CREATE INDEX ix_name ON t (name);
      CREATE INDEX ix_c2_c3 ON t (c2, c3);
      """;

  private Schema ten;
  private Schema again;
  private Schema thousandChanged;
  private Schema twoChangesEach;
  private List<Change> changes;
  private Path folder;
  private MigrationDirectory revisions;
  private String script;

  /** Tables as PostgreSQL makes them, and files. */
  @Setup
  public void prepare() throws IOException {
    Table before = table(BEFORE);
    Table one = table(BEFORE.replace("c1 int", "c1 bigint"));
    Table two = table(BEFORE.replace("c1 int", "c1 bigint").replace("c7 date", "c7 text"));
    ten = schema(before, before, 0);
    again = schema(before, before, 0);
    thousandChanged = schema(before, one, 1_000);
    twoChangesEach = schema(before, two, TABLES);
    changes = SchemaComparator.compare(ten, twoChangesEach, Equivalence.TEXTUAL);
    folder = Files.createTempDirectory("bench-pure");
    GeneratedProject project = GeneratedProject.revisions(folder, 1_000);
    revisions = new MigrationDirectory(project.migrations());
    script =
        "CREATE TABLE t (id bigint PRIMARY KEY, a text DEFAULT 'x''y'); -- a comment\n"
            .repeat(10_000);
  }

  /** The files go. */
  @TearDown
  public void clean() throws IOException {
    GeneratedProject.delete(folder);
  }

  /** Nothing to find. */
  @Benchmark
  public List<Change> compareEqual() {
    return SchemaComparator.compare(ten, again, Equivalence.TEXTUAL);
  }

  /** One column in each tenth table. */
  @Benchmark
  public List<Change> compareThousandChanges() {
    return SchemaComparator.compare(ten, thousandChanged, Equivalence.TEXTUAL);
  }

  /** Two for each table, in the order in which they are executed. */
  @Benchmark
  public Plan orderTwentyThousandChanges() {
    return Planner.plan(changes, ten, twoChangesEach, PlanMode.atOnce());
  }

  /** Of one statement each. */
  @Benchmark
  public List<MigrationFile> readThousandRevisions() {
    return revisions.read();
  }

  /** A script of 10,000 statements. */
  @Benchmark
  public List<Token> lexTenThousandStatements() {
    return Lexer.tokens(script);
  }

  private static Schema schema(Table before, Table after, int changed) {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      tables.add(named(i < changed ? after : before, TABLES + i));
    }
    return new Schema(
        Schema.EMPTY.namespaces(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(tables),
        List.of(),
        Uses.NONE);
  }

  private static Table named(Table t, int number) {
    String suffix = "_" + number;
    return new Table(
        new QualifiedName("public", "t" + number),
        t.columns(),
        t.constraints().stream().map(c -> c.withName(c.name() + suffix)).toList(),
        t.indexes().stream().map(index -> index.withName(index.name() + suffix)).toList(),
        false,
        t.parameters(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        t.comment(),
        t.access());
  }

  private static Table table(String ddl) {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(ddl);
      return CatalogReader.read(connection, "public").schema().tables().get(0);
    } catch (SQLException e) {
      throw new AssertionError(ddl, e);
    }
  }
}
