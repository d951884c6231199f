package dev.pgmigrate.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DraftsTest {
  /** Whatever ids chance gives: a folder and a pull request show the files by name. */
  @Test
  void filesOfOneRunAreSortedAsTheyAreApplied() {
    Iterator<Long> falling = Stream.iterate(9L, i -> i - 1).iterator();
    Drafts drafts =
        new Drafts(
            "rename customer.telephone_number to mobile_number",
            Placement.ON_HEAD,
            RevisionGraph.of(List.of()),
            Instant.parse("2026-11-22T10:30:00Z"),
            falling::next,
            revision -> {});
    Step step = new Step(Step.Kind.TRANSACTION, List.of(), Map.of(), null, 0);
    Plan plan = new Plan(List.of(step), List.of(step), null, List.of());
    drafts.add(Revision.Phase.EXPAND, List.of(), plan);
    drafts.add(Revision.Phase.CONTRACT, List.of(), plan);

    List<Revision> revisions = drafts.revisions();

    assertThat(revisions.get(1).parents()).containsExactly(revisions.get(0).id());
    assertThat(revisions.stream().map(MigrationDirectory::fileName))
        .isSorted()
        .containsExactly(
            "202611221030_000000000008_rename_customer_telephone_number_expand.sql",
            "202611221030_000000000009_rename_customer_telephone_numbe_contract.sql");
  }
}
