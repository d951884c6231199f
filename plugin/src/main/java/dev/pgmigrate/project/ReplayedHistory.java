package dev.pgmigrate.project;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.intent.Renamer;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowEquivalence;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.WrittenExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A throw-away database with a history applied, for further trials. */
public final class ReplayedHistory implements AutoCloseable {
  private final SchemaSources sources;
  private final History history;
  private final ShadowDatabase database;
  private final Replay replay;
  private final List<Statement> statements = new ArrayList<>();
  private final WrittenExpressions written = new WrittenExpressions();
  private final List<Revision> revisions = new ArrayList<>();
  private @Nullable Catalog read;

  /**
   * Executes revisions.
   *
   * @param begun gets each revision before it is executed
   */
  ReplayedHistory(
      SchemaSources sources, History history, List<Revision> revisions, Consumer<Revision> begun) {
    this.sources = sources;
    this.history = history;
    this.database = sources.shadow().create();
    this.replay = new Replay(database, history::describe);
    try {
      up(revisions, begun);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  public void up(List<Revision> more) {
    up(more, revision -> {});
  }

  /**
   * Applies these revisions, too.
   *
   * @param begun gets each revision before it is executed
   */
  public void up(List<Revision> more, Consumer<Revision> begun) {
    read = null;
    replay.up(more, begun);
    more.forEach(revision -> executed(revision.up()));
    revisions.addAll(more);
  }

  public void down(Revision revision) {
    read = null;
    replay.down(List.of(revision));
    executed(revision.down());
    revisions.remove(revision);
  }

  /** The applied revisions, in this order. */
  public List<Revision> revisions() {
    return List.copyOf(revisions);
  }

  private void executed(List<Step> steps) {
    for (Step step : steps) {
      statements.addAll(step.statements());
      written.add(step.statements());
    }
  }

  /** A copy of the database; the caller closes it. */
  public ShadowDatabase copied() {
    return database
        .copy()
        .orElseGet(() -> new ReplayedHistory(sources, history, revisions(), r -> {}).database);
  }

  /**
   * The catalog after this revision, too.
   *
   * @throws ReplayException if PostgreSQL refuses it
   */
  public Schema with(Revision revision) {
    List<Statement> all = new ArrayList<>(statements);
    revision.up().forEach(step -> all.addAll(step.statements()));
    try (ShadowDatabase copy = copied()) {
      new Replay(copy, history::describe).up(List.of(revision));
      return sources.read(copy, all).schema();
    }
  }

  /** The current catalog of such a copy. */
  public Schema schemaOf(ShadowDatabase copy) {
    return sources.read(copy, List.of()).schema();
  }

  /** Whether the whole server is ours, so that roles may be created there. */
  public boolean ownsServer() {
    return database.ownsServer();
  }

  /** Its connection. */
  public Database database() {
    return database.database();
  }

  /** Whether its databases are these. */
  public boolean isOf(SchemaSources others) {
    return sources == others;
  }

  /** PostgreSQL's equality of expressions, with the types and functions of this history. */
  public ShadowEquivalence equivalence() {
    return new ShadowEquivalence(database);
  }

  /** The same, its catalog known. */
  public ReplayedHistory withCatalog() {
    try {
      read();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Its catalog; read once until something else is applied. */
  public Catalog read() {
    Catalog known = read;
    if (known == null) {
      known = sources.read(database, written.words());
      read = known;
    }
    return known;
  }

  /**
   * The result of these renames in PostgreSQL; they are taken back again.
   *
   * @param schema the result of {@link #read}
   */
  public Schema renamed(Schema schema, List<Rename> renames) {
    if (renames.isEmpty()) {
      return schema;
    }
    Set<String> namespaces = missing(schema, renames);
    List<Statement> there = new ArrayList<>();
    List<Statement> back = new ArrayList<>();
    for (String name : namespaces) {
      there.add(Statement.of("CREATE SCHEMA " + Identifier.quote(name)));
      back.add(Statement.of("DROP SCHEMA " + Identifier.quote(name)));
    }
    renames.forEach(rename -> there.addAll(rename.up()));
    for (Rename rename : renames) {
      back.addAll(0, rename.reverse().up());
    }
    try {
      replay.script("the renames", there);
    } catch (ReplayException needsWhatComesLater) {
      return Renamer.TEXTUAL.renamed(schema, renames);
    }
    List<Statement> all = new ArrayList<>(statements);
    all.addAll(there);
    Schema renamed = sources.read(database, all).schema();
    replay.script("the renames, taken back", back);
    return renamed.withNamespaces(
        renamed.namespaces().stream().filter(n -> !namespaces.contains(n.name())).toList());
  }

  /** The namespaces that something gets into and that a change of its own makes. */
  private static Set<String> missing(Schema schema, List<Rename> renames) {
    Set<String> missing = new TreeSet<>();
    renames.stream()
        .map(Rename::to)
        .filter(to -> to.kind() != ObjectKind.NAMESPACE)
        .forEach(to -> missing.add(to.path().get(0)));
    schema.namespaces().forEach(namespace -> missing.remove(namespace.name()));
    return missing;
  }

  @Override
  public void close() {
    database.close();
  }
}
