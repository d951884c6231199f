package dev.pgmigrate.journal;

import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.revision.MigrationFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A revision of the checkout that counts as applied because all is that it replaces; the journal
 * does not say so yet.
 *
 * @param replaced what the journal says instead
 */
@API(status = API.Status.EXPERIMENTAL)
public record Squash(MigrationFile into, List<AppliedRevision> replaced) {
  public Squash {
    replaced = List.copyOf(replaced);
  }

  /** What the journal amounts to. */
  AppliedRevision applied() {
    Instant at =
        replaced.stream()
            .map(AppliedRevision::at)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return AppliedRevision.whole(into.revision(), at, replaced.get(replaced.size() - 1).actor());
  }

  /** The rows that say so from now on. At no time do they say that nothing is applied. */
  public List<JournalEntry> rows(String run, Actor actor) {
    List<JournalEntry> rows = new ArrayList<>();
    Task task = Task.up(into);
    if (task.steps().isEmpty()) {
      rows.add(JournalEntry.of(run, actor, task, 0, Kind.SQUASH, Outcome.DONE));
    }
    for (int index = 0; index < task.steps().size(); index++) {
      Step step = task.steps().get(index);
      rows.add(
          JournalEntry.of(run, actor, task, task.number(index), Kind.SQUASH, Outcome.DONE)
              .withChecksum(Checksum.of(step, task.revision().phase()))
              .withScript(index == 0 ? task : null));
    }
    replaced.forEach(each -> rows.add(JournalEntry.replaced(run, actor, each)));
    return rows;
  }

  /** For people. */
  public String inWords() {
    return "  %s %s counts as applied: the %d revisions that it replaces are"
        .formatted(into.revision().id(), into.revision().message(), replaced.size());
  }
}
