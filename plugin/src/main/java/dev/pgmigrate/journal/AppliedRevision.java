package dev.pgmigrate.journal;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionParser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says of one revision.
 *
 * @param steps how many up steps it has
 * @param applied how many of them are in the database
 * @param complete whether that is all of them
 * @param checksums of the applied steps, by number; without those that were only stamped
 * @param downLeft how many down blocks are still to be executed, when a revision whose numbers of
 *     up and down blocks differ was taken back in part; else null
 * @param returning whether the last step that was done was one of the way back
 * @param unknown the row of a step that was begun outside a transaction and never ended, or null
 * @param batch the row of a batch that says how far it has come, when it has begun and is not done;
 *     else null
 * @param failed the last row, if it says that a step failed; else null
 * @param script the whole revision as it was applied, or null when it was only stamped
 * @param at when its last step was applied; null while there is none
 */
@API(status = API.Status.EXPERIMENTAL)
public record AppliedRevision(
    JournalEntry.Subject subject,
    int steps,
    int applied,
    boolean complete,
    Map<Integer, String> checksums,
    @Nullable Integer downLeft,
    boolean returning,
    @Nullable JournalEntry unknown,
    @Nullable JournalEntry batch,
    @Nullable JournalEntry failed,
    @Nullable String script,
    @Nullable Instant at,
    JournalEntry.Actor actor) {
  public AppliedRevision {
    checksums = Map.copyOf(checksums);
  }

  static AppliedRevision assumed(Revision revision) {
    return whole(revision, null, new JournalEntry.Actor("", "", null));
  }

  /** Wholly applied, though no row of its own says so. */
  static AppliedRevision whole(Revision revision, @Nullable Instant at, JournalEntry.Actor actor) {
    int steps = revision.up().size();
    return new AppliedRevision(
        JournalEntry.Subject.of(revision),
        steps,
        steps,
        true,
        Map.of(),
        null,
        false,
        null,
        null,
        null,
        null,
        at,
        actor);
  }

  public String id() {
    return subject.revision();
  }

  public String message() {
    return subject.message();
  }

  public List<String> parents() {
    return subject.parents();
  }

  public Revision.Phase phase() {
    return subject.phase();
  }

  /** The same after others. */
  AppliedRevision withParents(List<String> parents) {
    return new AppliedRevision(
        subject.withParents(parents),
        steps,
        applied,
        complete,
        checksums,
        downLeft,
        returning,
        unknown,
        batch,
        failed,
        script,
        at,
        actor);
  }

  /** The index of the task's first step that is still to be executed. */
  public int next(Task task) {
    int size = task.steps().size();
    return switch (task.direction()) {
      case UP -> applied;
      case DOWN -> {
        if (downLeft != null) {
          yield size - downLeft;
        }
        // What its ranges have done so far is taken back by the same block as the whole, and what
        // they have not taken back so far by the rest of their own.
        yield size == steps ? size - (batch != null ? batch.step() : applied) : 0;
      }
    };
  }

  /** Whether anything of it is in the database, or may be. */
  public boolean present() {
    return complete
        || applied > 0
        || downLeft != null
        || unknown != null
        || batch != null
        || ahead().isPresent();
  }

  /** The number of a step that is recorded as done while one before it is not. */
  public OptionalInt ahead() {
    return checksums.keySet().stream()
        .mapToInt(Integer::intValue)
        .filter(step -> step > applied)
        .min();
  }

  /** The revision as the journal recorded it, for a checkout that lacks its file. */
  public Optional<MigrationFile> journalled() {
    if (script == null) {
      return Optional.empty();
    }
    Path path = Path.of("journal-of-" + id() + ".sql");
    return Optional.of(new MigrationFile(path, RevisionParser.parseJournalled(path, script)));
  }

  /** Its place in the graph, for a checkout that lacks its file. */
  public Revision withoutSteps() {
    return Revision.of(id(), message(), parents(), at == null ? Instant.EPOCH : at)
        .withPhase(phase());
  }

  /** One of its steps as the journal recorded it; null when it has none there. */
  public @Nullable Step journalled(Direction direction, int index) {
    List<Step> steps =
        journalled().map(file -> new Task(file, direction).steps()).orElse(List.of());
    return index < steps.size() ? steps.get(index) : null;
  }
}
