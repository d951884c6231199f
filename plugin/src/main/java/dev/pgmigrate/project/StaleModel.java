package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.MappedTable;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.ModelLock;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.intent.Resolution;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.DefaultNamespace;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A stale model removes nothing: a class that this build did not see, or saw in an old jar, may
 * still state its objects.
 */
public final class StaleModel {
  private StaleModel() {}

  /**
   * Refuses a project that states nothing.
   *
   * @throws MigrationException if nothing states a schema
   */
  public static void requireSomething(Project project, DesiredState stated, History history) {
    requireSeen(project, stated, history);
    if (isNothing(stated, history)) {
      throw new MigrationException(
          "There is nothing to compare: no entity in "
              + searched(project)
              + ", no SQL file in "
              + project.show(project.schemaFiles())
              + ", no revision in "
              + project.show(project.migrations())
              + ".",
          "If the entities are in a dependency, name it:"
              + " -Dmigrate.entityDependencies=groupId:artifactId");
    }
  }

  /** Whether nothing states a schema and no revision makes one: such a module has no database. */
  public static boolean isNothing(DesiredState stated, History history) {
    return stated.model().empty()
        && stated.schemaFiles() == 0
        && history.graph().revisions().isEmpty();
  }

  /**
   * Refuses a build that lost all entities.
   *
   * @throws MigrationException if no entity is found where there were some
   */
  public static void requireSeen(Project project, DesiredState stated, History history) {
    if (stated.model().empty() && !history.lock().entities().isEmpty()) {
      throw new MigrationException(
          "No entity was found in "
              + searched(project)
              + ", but model.lock names "
              + history.lock().entities().size()
              + ", such as "
              + history.lock().entities().firstKey()
              + ".",
          "Compile first, and run it from the root of the build.");
    }
  }

  /**
   * Refuses to remove objects that an old or missing class may still state.
   *
   * @throws MigrationException if an object would be removed because a class is missing or stale
   */
  public static void refuseStaleRetractions(
      Project project, EntityModel model, ModelLock base, Resolution resolution, Answers answers) {
    Set<QualifiedName> retracted =
        resolution.notices().stream()
            .filter(notice -> notice.kind() == Notice.Kind.RETRACTED)
            .map(notice -> notice.key().object().path())
            .filter(path -> path.size() > 1)
            .map(path -> new QualifiedName(path.get(0), path.get(1)))
            .collect(Collectors.toSet());
    // Whether such a table was renamed together with its class is asked first.
    resolution.questions().stream()
        .flatMap(question -> question.drops().stream())
        .filter(from -> from.kind() == ObjectKind.TABLE)
        .forEach(from -> retracted.remove(from.qualifiedName()));
    resolution.moves().forEach(move -> retracted.remove(move.from().qualifiedName()));
    base.entities()
        .forEach(
            (entity, tables) ->
                tables.stream()
                    .filter(retracted::contains)
                    .forEach(
                        table -> {
                          List<MappedTable> mapped = mapped(model, entity, table);
                          if (!mapped.isEmpty()) {
                            refuseStale(project, table, mapped);
                          } else if (tables.stream().noneMatch(t -> dropped(t, answers))) {
                            throw gone(entity, table);
                          }
                        }));
  }

  /** What states the table now, or what else its entity states. */
  private static List<MappedTable> mapped(EntityModel model, String entity, QualifiedName table) {
    return model.tables().stream()
        .filter(t -> t.entityClass().equals(entity) || qualified(t.name()).equals(table))
        .toList();
  }

  private static boolean dropped(QualifiedName table, Answers answers) {
    return answers.drops().stream()
        .map(Answers.Name::parts)
        .anyMatch(
            parts ->
                parts.equals(List.of(table.name()))
                    || parts.equals(List.of(table.namespace(), table.name())));
  }

  private static MigrationException gone(String entity, QualifiedName table) {
    return new MigrationException(
        "Table "
            + shown(table)
            + " was declared by "
            + entity
            + ", which this build does not have.",
        "If its module is not part of this build, run it from the root of the build."
            + " If the class was deleted: -Dmigrate.drop="
            + shown(table));
  }

  private static void refuseStale(Project project, QualifiedName table, List<MappedTable> mapped) {
    for (MappedTable other : mapped) {
      Path source = other.source();
      if (source != null && project.staleSources().contains(source)) {
        throw new MigrationException(
            other.entityClass()
                + " no longer declares a part of table "
                + shown(table)
                + ", but it comes from "
                + source
                + ", which may be older than your sources.",
            "Run it from the root of the build.");
      }
    }
  }

  private static String shown(QualifiedName table) {
    return DefaultNamespace.is(table.namespace()) ? table.name() : table.toString();
  }

  /** The table with the namespace that the connection would give it. */
  public static QualifiedName qualified(QualifiedName name) {
    return name.namespace().isEmpty()
        ? new QualifiedName(DefaultNamespace.name(), name.name())
        : name;
  }

  private static String searched(Project project) {
    EntityInput input = project.entities();
    return input == null || input.scanned().isEmpty()
        ? project.show(project.work().resolveSibling("classes"))
        : input.scanned().stream().map(project::show).collect(Collectors.joining(", "));
  }
}
