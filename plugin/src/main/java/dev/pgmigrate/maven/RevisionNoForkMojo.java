package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.AmendCommand;
import dev.pgmigrate.command.KeptRevision;
import dev.pgmigrate.command.RevisionCommand;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.fingerprint.KeptLine;
import dev.pgmigrate.intent.Question;
import dev.pgmigrate.project.DefaultSchema;
import dev.pgmigrate.project.SchemaDecision;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.QuestionReport;
import dev.pgmigrate.report.RevisionReport;
import java.io.File;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.components.interactivity.Prompter;
import org.codehaus.plexus.components.interactivity.PrompterException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the next revision from compiled classes. As <code>migrate:revision</code> , for binding to
 * a phase.
 */
@Mojo(
    name = "revision-no-fork",
    defaultPhase = LifecyclePhase.PROCESS_CLASSES,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public class RevisionNoForkMojo extends EntityMojo {
  @Inject Prompter prompter;

  /** The lines of a dry run. */
  private final List<String> printed = new ArrayList<>();

  /**
   * The message of the revision: what it is for. It is also in the name of the file. Example:
   * {@code add user.phone_number}.
   */
  @Parameter(property = "message")
  @Nullable String message;

  /** The same as <code>message</code>, with the prefix. */
  @Parameter(property = "migrate.message")
  @Nullable String prefixedMessage;

  /** Writes a revision without statements, which you fill in by hand. */
  @Parameter(property = "migrate.empty", defaultValue = "false")
  boolean empty;

  /**
   * The parent of the revision, if there are several heads: a revision id, a label, <code>
   *  label@head</code>; <code>base</code> starts a branch without a parent. Example: {@code
   * billing@head}.
   */
  @Parameter(property = "migrate.head")
  @Nullable String head;

  /** Names for the branch that starts with the revision. Example: {@code billing}. */
  @Parameter(property = "migrate.branchLabel")
  @Nullable List<String> branchLabels;

  /**
   * Revisions that must be applied first: of other branches, or a contract revision that the new
   * one needs. Example: {@code 3f9c1a7be204}.
   */
  @Parameter(property = "migrate.dependsOn")
  @Nullable List<String> dependsOn;

  /**
   * What the entities are compared with: <code>history</code> (the drift of a live database is only
   * reported), or <code>database</code>, the live catalog.
   */
  @Parameter(property = "migrate.current", defaultValue = "history")
  String current;

  /**
   * Writes one revision for each group of unrelated changes, each the parent of the next: each can
   * be reviewed, applied and taken back alone.
   */
  @Parameter(property = "migrate.split", defaultValue = "false")
  boolean split;

  /**
   * Replaces the newest revision (that of <code>migrate.head</code> where there are several)
   * instead of adding one, as long as it is neither merged nor applied in a configured database;
   * the embedded development database is taken back first. Edits made by hand are not copied: the
   * replaced file is kept under <code>target/migrate/amended</code>.
   */
  @Parameter(property = "migrate.amend", defaultValue = "false")
  boolean amend;

  /**
   * The branch of Git that revisions are merged into: its revisions are not replaced. Without it:
   * the default branch of <code>origin</code>. Example: {@code origin/develop}.
   */
  @Parameter(property = "migrate.base")
  @Nullable String base;

  /**
   * Renames that look like a drop and an add, and columns that move to another table. Example:
   * {@code account.phone:phone_number,old_table:new_table,person.street:address.street}.
   */
  @Parameter(property = "migrate.rename")
  @Nullable String rename;

  /** Drops that look like a rename or a move, but are not. Example: {@code account.phone}. */
  @Parameter(property = "migrate.drop")
  @Nullable String drop;

  /**
   * Columns whose new type would rewrite every row while nobody can read the table: they get it
   * with a second column, in two revisions. Example: {@code account.balance,account.id}.
   */
  @Parameter(property = "migrate.widen")
  @Nullable String widen;

  /**
   * Prints the revision instead of writing it; no file is changed, not even model.lock. See <code>
   *  migrate.output</code>.
   */
  @Parameter(property = "migrate.dryRun", defaultValue = "false")
  boolean dryRun;

  /**
   * The file for the output of a dry run. Without it: standard output. Example: {@code next.sql}.
   */
  @Parameter(property = "migrate.output")
  @Nullable File output;

  /**
   * The level of single warnings: <code>off</code> leaves a warning out of console and file, with
   * <code> error</code> nothing is written. Example: {@code
   * several-changes=off,cast-can-fail=error}.
   */
  @Parameter(property = "migrate.warnings")
  @Nullable List<String> warnings;

  @Override
  DefaultSchema defaultSchema(SchemaDecision decision) {
    return decision.first();
  }

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    if (dryRun && amend) {
      throw new MigrationException(
          "migrate.dryRun and migrate.amend do not go together: amending first takes"
              + " the revision back.",
          "Leave one of them out.");
    }
    WarningLevels levels = WarningLevels.parse(wantedWarnings());
    KeptRevision kept = new KeptRevision(input(rename, drop), levels, getLog()::debug);
    boolean mayBeKept = !dryRun && !amend;
    Optional<List<KeptLine>> printedBefore = mayBeKept ? kept.printed() : Optional.empty();
    if (printedBefore.isPresent()) {
      printedBefore
          .get()
          .forEach(
              line -> new Line(line.warning(), line.text()).to(getLog()::info, getLog()::warn));
      return;
    }
    RevisionCommand.Result result = write(rename, drop, levels);
    // A table's new name may raise questions about its columns.
    Answered answered = new Answered(rename, drop);
    while (!result.questions().isEmpty() && canAsk()) {
      Answered more = ask(result.questions(), answered);
      if (more.equals(answered)) {
        break;
      }
      answered = more;
      result = write(answered.rename(), answered.drop(), levels);
    }
    List<Line> lines = RevisionReport.revision(result, project(), dryRun);
    lines.forEach(line -> line.to(getLog()::info, getLog()::warn));
    if (mayBeKept && answered.equals(new Answered(rename, drop))) {
      kept.keep(
          result, lines.stream().map(line -> new KeptLine(line.warning(), line.text())).toList());
    }
    if (dryRun) {
      new Output(output, getLog()).write(printed);
    }
    if (!result.questions().isEmpty()) {
      throw QuestionReport.unanswered(result.questions());
    }
  }

  private RevisionCommand.Result write(
      @Nullable String renames, @Nullable String drops, WarningLevels levels) {
    RevisionCommand.Input input = input(renames, drops);
    if (dryRun) {
      printed.clear();
      return RevisionCommand.dryRun(input, levels, this::print);
    }
    if (!amend) {
      return RevisionCommand.run(input, levels);
    }
    AmendCommand.Result amended =
        AmendCommand.run(new AmendCommand.Input(input, base, new LogProgress(getLog())), levels);
    if (amended.revision().questions().isEmpty()) {
      RevisionReport.amend(amended, input.project())
          .forEach(line -> line.to(getLog()::info, getLog()::warn));
    }
    return amended.revision();
  }

  /** Maven ignores a property of the command line that the POM configures: it comes last here. */
  List<String> wantedWarnings() {
    List<String> all = new ArrayList<>(listed(warnings));
    String given = session.getUserProperties().getProperty("migrate.warnings", "");
    all.addAll(Arrays.stream(given.split(",", -1)).filter(word -> !word.isBlank()).toList());
    return all;
  }

  /** The revisions alone: model.lock is not for people. */
  private void print(Map<String, String> texts) {
    texts.forEach(
        (name, text) -> {
          if (name.endsWith(".sql")) {
            printed.addAll(text.lines().toList());
          }
        });
  }

  private RevisionCommand.Input input(@Nullable String renames, @Nullable String drops) {
    return new RevisionCommand.Input(
        projectWithEntities(),
        message == null ? prefixedMessage : message,
        empty,
        new Placement(head, listed(branchLabels), listed(dependsOn)),
        currentIsDatabase(),
        split,
        renames,
        drops,
        widen,
        Instant.now(),
        new SecureRandom());
  }

  private static List<String> listed(@Nullable List<String> values) {
    return values == null ? List.of() : values.stream().map(String::strip).toList();
  }

  private boolean currentIsDatabase() {
    return switch (current) {
      case "history" -> false;
      case "database" -> true;
      default ->
          throw new MigrationException(
              "migrate.current is " + current, "It can be history or database.");
    };
  }

  /** Whether a person sits at a terminal. */
  private boolean canAsk() {
    return !unattended() && Terminal.present();
  }

  private record Answered(@Nullable String rename, @Nullable String drop) {}

  private Answered ask(List<Question> questions, Answered before) {
    StringBuilder renames = new StringBuilder(before.rename() == null ? "" : before.rename());
    StringBuilder drops = new StringBuilder(before.drop() == null ? "" : before.drop());
    for (Question question : questions) {
      List<String> options = question.renameOptions();
      try {
        for (String line : QuestionReport.question(question)) {
          prompter.showMessage(line);
        }
        String answer =
            prompter.prompt(
                question.isMove()
                    ? "Number of the new place, or d to drop"
                    : "Number of the new name, or d to drop",
                "");
        if (answer != null && answer.strip().equals("d")) {
          append(drops, question.dropOption());
        } else if (answer != null && answer.strip().matches("[1-9][0-9]?")) {
          int index = Integer.parseInt(answer.strip()) - 1;
          if (index < options.size()) {
            append(renames, options.get(index));
          }
        }
      } catch (PrompterException e) {
        getLog().debug("No answer", e);
      }
    }
    return new Answered(
        renames.isEmpty() ? null : renames.toString(), drops.isEmpty() ? null : drops.toString());
  }

  private static void append(StringBuilder answers, String option) {
    answers.append(answers.isEmpty() ? "" : ",").append(option.substring(option.indexOf('=') + 1));
  }
}
