package dev.pgmigrate.draft;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where in the graph a new revision goes.
 *
 * @param head what it follows: an id, a label, {@code label@head}, {@code base} for a beginning of
 *     its own; null for the one head
 * @param labels names of the branch that starts with it
 * @param dependsOn revisions, named like {@code head}, that must be applied before: of other
 *     branches, or a contract revision that the new one cannot do without
 */
@API(status = API.Status.EXPERIMENTAL)
public record Placement(@Nullable String head, List<String> labels, List<String> dependsOn) {
  /** On the one head. */
  public static final Placement ON_HEAD = new Placement(null, List.of(), List.of());

  public Placement {
    labels = List.copyOf(labels);
    dependsOn = List.copyOf(dependsOn);
  }

  /**
   * The parents of the new revision.
   *
   * @throws MigrationException when there are several heads and none is named
   */
  List<String> parents(RevisionGraph graph) {
    if (head == null) {
      return theOneHead(graph);
    }
    return head.equals("base") ? List.of() : List.of(graph.resolve(head).id());
  }

  /** The ids of what must be applied before. */
  List<String> dependencies(RevisionGraph graph) {
    return dependsOn.stream().map(name -> graph.resolve(name).id()).toList();
  }

  private static List<String> theOneHead(RevisionGraph graph) {
    List<Revision> heads = graph.heads();
    if (heads.size() > 1) {
      throw new MigrationException(
          "There are "
              + heads.size()
              + " heads: "
              + heads.stream()
                  .map(head -> head.id() + " (" + head.message() + ")")
                  .collect(Collectors.joining(", "))
              + ".",
          "Join them: mvn migrate:merge. Or put yours on top of the others: mvn"
              + " migrate:rebase. Or name the parent of the new revision: -Dmigrate.head="
              + heads.get(heads.size() - 1).id());
    }
    return heads.stream().map(Revision::id).toList();
  }
}
