package dev.pgmigrate.journal;

import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a database's journal adds up to. */
public final class AppliedState {
  private final List<AppliedRevision> revisions;
  private final boolean initialising;
  private final List<Squash> squashes;
  private final Map<String, AppliedRevision> byId = new HashMap<>();

  AppliedState(List<AppliedRevision> revisions, boolean initialising, List<Squash> squashes) {
    this.revisions = List.copyOf(revisions);
    this.initialising = initialising;
    this.squashes = List.copyOf(squashes);
    this.revisions.forEach(revision -> byId.putIfAbsent(revision.id(), revision));
  }

  /**
   * All that the journal speaks of and that are not wholly taken back, in the order in which they
   * came into the database; also failed ones of which nothing is in it.
   */
  public List<AppliedRevision> revisions() {
    return revisions;
  }

  /** Whether the database has never reached a head. */
  public boolean initialising() {
    return initialising;
  }

  /**
   * Which of the revisions are there only {@link #in} a checkout: the journal has what they
   * replace.
   */
  public List<Squash> squashes() {
    return squashes;
  }

  /** The sum of these rows. */
  public static AppliedState of(List<JournalEntry> entries) {
    Map<String, Fold> folds = new LinkedHashMap<>();
    boolean initialising = true;
    for (JournalEntry entry : entries) {
      if (entry.kind().isOfDatabase()) {
        initialising &= entry.kind() != Kind.INITIALISED;
        continue;
      }
      Fold fold = folds.computeIfAbsent(entry.revision(), id -> new Fold());
      boolean absent = !fold.present();
      fold.add(entry);
      if (absent && fold.present()) {
        // Others may have been applied since it failed for the first time.
        folds.remove(entry.revision());
        folds.put(entry.revision(), fold);
      }
      if (fold.gone) {
        folds.remove(entry.revision());
        // Wholly taken back it is as good as new.
        initialising |= folds.isEmpty();
      }
    }
    List<AppliedRevision> revisions = new ArrayList<>();
    folds.values().forEach(fold -> revisions.add(fold.result()));
    return new AppliedState(revisions, initialising, List.of());
  }

  /** Of a database that nobody asks: these revisions are wholly applied, in this order. */
  public static AppliedState assumed(List<Revision> revisions) {
    return new AppliedState(
        revisions.stream().map(AppliedRevision::assumed).toList(), revisions.isEmpty(), List.of());
  }

  /**
   * The same in the revisions of a checkout: one that replaces others is applied, and these are not
   * spoken of, when all of them are applied.
   */
  public AppliedState in(Collection<MigrationFile> checkout) {
    List<Squash> found = new ArrayList<>();
    Map<String, String> instead = new HashMap<>();
    for (MigrationFile file : checkout) {
      Revision revision = file.revision();
      boolean present = find(revision.id()).filter(AppliedRevision::present).isPresent();
      boolean squashed =
          !present
              && !revision.replaces().isEmpty()
              && revision.replaces().stream().allMatch(this::isComplete);
      if (squashed) {
        found.add(
            new Squash(
                file, revision.replaces().stream().map(id -> find(id).orElseThrow()).toList()));
      }
      if (squashed || present) {
        revision.replaces().forEach(id -> instead.put(id, revision.id()));
      }
    }
    if (instead.isEmpty()) {
      return this;
    }
    List<AppliedRevision> told = new ArrayList<>(revisions);
    for (Squash squash : found) {
      told.removeIf(revision -> revision.id().equals(squash.into().revision().id()));
      AppliedRevision last =
          told.stream().filter(squash.replaced()::contains).reduce((a, b) -> b).orElseThrow();
      told.add(told.indexOf(last), squash.applied());
      told.removeAll(squash.replaced());
    }
    told.replaceAll(
        revision ->
            revision.withParents(
                revision.parents().stream()
                    .map(id -> instead.getOrDefault(id, id))
                    .distinct()
                    .toList()));
    return new AppliedState(told, initialising, found);
  }

  /** As the journal itself has it, whatever the checkout. */
  public List<AppliedRevision> journalled() {
    List<AppliedRevision> all = new ArrayList<>(revisions);
    for (Squash squash : squashes) {
      all.removeIf(revision -> revision.id().equals(squash.into().revision().id()));
      all.addAll(squash.replaced());
    }
    return all;
  }

  /** What is known of a revision. */
  public Optional<AppliedRevision> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The ids of those wholly applied, in the order of application. */
  public List<String> complete() {
    return revisions.stream().filter(AppliedRevision::complete).map(AppliedRevision::id).toList();
  }

  /** The ids of those of which anything is in the database, in the order of application. */
  public List<String> present() {
    return revisions.stream().filter(AppliedRevision::present).map(AppliedRevision::id).toList();
  }

  /** Whether this revision is wholly applied. */
  public boolean isComplete(String id) {
    return find(id).map(AppliedRevision::complete).orElse(false);
  }

  /** The rows of one revision, added up. */
  private static final class Fold {
    private @Nullable JournalEntry last;
    private @Nullable JournalEntry lastUp;
    private @Nullable JournalEntry unknown;
    private @Nullable JournalEntry batch;
    private @Nullable Integer downLeft;
    private boolean returning;
    private @Nullable String script;
    private int steps;
    private int applied;
    private boolean complete;
    private boolean gone;
    private final Map<Integer, String> checksums = new HashMap<>();

    void add(JournalEntry entry) {
      last = entry;
      if (entry.script() != null) {
        repaired(entry.script());
        script = entry.script();
      }
      boolean walks = entry.kind() == Kind.BATCH;
      unknown = entry.outcome() == Outcome.STARTED && !walks ? entry : null;
      switch (entry.outcome()) {
        case STARTED, RANGE -> batch = walks ? entry : null;
        case DONE -> batch = null;
        case FAILED -> {}
      }
      switch (entry.direction()) {
        case UP -> up(entry);
        case DOWN -> down(entry);
      }
    }

    /** Whether anything of it is in the database, or may be. */
    boolean present() {
      boolean begun = unknown != null || batch != null || downLeft != null;
      return begun || complete || !checksums.isEmpty();
    }

    /** From the row on that has the text, a done-when that was mended is the step's own. */
    private void repaired(String text) {
      if (script == null || script.equals(text) || checksums.isEmpty()) {
        return;
      }
      Path path = Path.of("journal.sql");
      Revision now = RevisionParser.parseJournalled(path, text);
      List<Step> before = RevisionParser.parseJournalled(path, script).up();
      for (int i = 0; i < Math.min(before.size(), now.up().size()); i++) {
        Step step = now.up().get(i);
        if (StepChecksum.differsInDoneWhen(
            step, now.phase(), checksums.get(i + 1), before.get(i))) {
          checksums.put(i + 1, Checksum.of(step, now.phase()));
        }
      }
    }

    private void up(JournalEntry entry) {
      steps = entry.steps();
      if (entry.outcome() != Outcome.DONE) {
        return;
      }
      if (entry.checksum() != null) {
        checksums.put(entry.step(), entry.checksum());
      }
      if (entry.step() > applied + 1) {
        // Somebody went on past a step that failed.
        return;
      }
      lastUp = entry;
      downLeft = null;
      returning = false;
      applied = entry.step();
      complete = applied == steps;
    }

    private void down(JournalEntry entry) {
      // Of a batch the row that begins it says nothing more than how far it is to go.
      boolean begun = entry.outcome() == Outcome.STARTED && entry.kind() != Kind.BATCH;
      if (entry.outcome() == Outcome.FAILED && entry.kind() != Kind.BATCH) {
        complete = applied == steps && downLeft == null;
      } else if (begun || entry.outcome() == Outcome.RANGE) {
        complete = false;
      }
      if (entry.outcome() != Outcome.DONE) {
        return;
      }
      complete = false;
      returning = true;
      int left = Math.max(0, entry.step() - 1);
      if (left == 0) {
        gone = true;
      } else if (entry.steps() == steps) {
        applied = left;
        checksums.keySet().removeIf(step -> step > left);
      } else {
        downLeft = left;
      }
    }

    AppliedRevision result() {
      JournalEntry any = java.util.Objects.requireNonNull(last);
      JournalEntry done = lastUp;
      return new AppliedRevision(
          any.subject(),
          steps,
          applied,
          complete,
          checksums,
          downLeft,
          returning,
          unknown,
          batch,
          any.outcome() == Outcome.FAILED ? any : null,
          script,
          done == null ? null : done.finished(),
          any.actor());
    }
  }
}
