package dev.pgmigrate.draft;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.AlterSequence;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.MappedTable;
import dev.pgmigrate.entity.NumberedColumn;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.intent.NumberNames;
import dev.pgmigrate.intent.NumberSources;
import dev.pgmigrate.intent.Question;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.project.DesiredState;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.StaleModel;
import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which sequences number which columns: the entities say it of the new release, model.lock of the
 * previous one.
 */
public final class Numbers {
  private Numbers() {}

  public static NumberSources of(
      Project project, DesiredState stated, ModelLock base, Resolution resolution) {
    ModelLock lock = base.renamed(resolution.renames());
    // A lock of an older plugin does not say what numbers what.
    Set<QualifiedName> told =
        lock.numbered().isEmpty()
            ? Set.of()
            : lock.entities().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    Set<QualifiedName> mapped =
        stated.model().tables().stream()
            .map(MappedTable::name)
            .map(StaleModel::qualified)
            .collect(Collectors.toSet());
    return new NumberSources(
        resolution.current(),
        resolution.target(),
        new NumberNames(resolution.current(), lock.numbered(), told, lock.entities()),
        new NumberNames(resolution.target(), drawn(stated.model()), mapped, new TreeMap<>()),
        project.online());
  }

  /** What the database shall be, so that what both releases number comes from one sequence. */
  public static Resolution settled(
      Project project, DesiredState stated, ModelLock base, Resolution resolution) {
    ModelLock lock = base.renamed(resolution.renames());
    if (project.online()) {
      refuseRenames(base, resolution);
    }
    Set<ObjectId> served = columns(lock.stated(), "identity");
    served.removeAll(columns(resolution.stated(), "default"));
    Set<ObjectId> serving = columns(resolution.stated(), "identity");
    NumberSources numbers = of(project, stated, base, resolution);
    // Whether it is renamed or another one comes, the numbers go on after those that were given.
    List<Question> open =
        resolution.questions().stream()
            .filter(question -> !isDrawn(lock, question.from()) && !numbers.answers(question))
            .toList();
    return resolution
        .withTarget(numbers.settled(resolution.target(), served, serving))
        .withQuestions(open);
  }

  private static Set<ObjectId> columns(Set<AspectKey> keys, String aspect) {
    return keys.stream()
        .filter(key -> aspect.equals(key.aspect()))
        .map(AspectKey::object)
        .collect(Collectors.toSet());
  }

  private static boolean isDrawn(ModelLock lock, ObjectId sequence) {
    return lock.numbered().values().stream().anyMatch(all -> all.contains(sequence));
  }

  /** A sequence has one name, and the previous release draws from it by that. */
  private static void refuseRenames(ModelLock base, Resolution resolution) {
    for (Rename rename : resolution.renames()) {
      if (isDrawn(base, rename.from())) {
        throw new MigrationException(
            "Nothing was written: the previous release draws from "
                + rename.from()
                + ", and a sequence cannot have a second name.",
            "Leave this rename out: the new sequence starts after the numbers of the old"
                + " one, and the contract revision drops the old one. Or stop the application"
                + " during the upgrade: -Dmigrate.online=false");
      }
    }
  }

  /** Column to the sequences that Hibernate draws its values from. */
  public static SortedMap<ObjectId, SortedSet<ObjectId>> drawn(EntityModel model) {
    SortedMap<ObjectId, SortedSet<ObjectId>> drawn = new TreeMap<>();
    for (NumberedColumn each : model.numbered()) {
      if (each.takesValues()) {
        drawn
            .computeIfAbsent(
                ObjectId.column(StaleModel.qualified(each.table()), each.column()),
                column -> new TreeSet<>())
            .add(ObjectId.of(ObjectKind.SEQUENCE, StaleModel.qualified(each.sequence())));
      }
    }
    return drawn;
  }

  /** Nothing suits both releases. */
  public static void refuseOtherBlocks(NumberSources numbers, List<Change> changes) {
    for (AlterSequence alter : numbers.otherBlocks(changes)) {
      long before = alter.from().options().increment();
      long after = alter.to().options().increment();
      throw new MigrationException(
          "Nothing was written: "
              + alter.object()
              + " would change from INCREMENT BY "
              + before
              + " to "
              + after
              + ", and Hibernate refuses to start if allocationSize is not the increment, so"
              + " the previous and the new release cannot both run.",
          "Make two deploys: first allocationSize = 1; then, when its contract"
              + " revision is applied, allocationSize = "
              + after
              + ". Or stop the application during the upgrade: -Dmigrate.online=false");
    }
  }
}
