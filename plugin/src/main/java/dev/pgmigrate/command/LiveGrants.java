package dev.pgmigrate.command;

import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The grants in a database on an object that the steps create again or replace. The steps carry
 * them over.
 *
 * @param object a column for a grant on that column
 */
public record LiveGrants(ObjectId object, List<Grant> granted) {
  public LiveGrants {
    granted = List.copyOf(granted);
  }

  /** What the steps of these tasks will find. */
  static List<LiveGrants> of(List<Task> tasks, Schema live) {
    List<LiveGrants> all = new ArrayList<>();
    for (Task task : tasks) {
      for (Step step : task.steps()) {
        for (Statement statement : step.statements()) {
          LiveState.read(statement, live).forEach(id -> add(id, live, all));
        }
      }
    }
    return all.stream().distinct().toList();
  }

  private static void add(ObjectId id, Schema live, List<LiveGrants> all) {
    live.forEachPart(
        (object, aspects) -> {
          boolean part =
              id.kind() == ObjectKind.TABLE
                  && object.kind() == ObjectKind.COLUMN
                  && object.qualifiedName().equals(id.qualifiedName());
          if (object.equals(id) || part) {
            add(object, aspects.get("privileges"), all);
            if (aspects.get("column-privileges") instanceof Map<?, ?> columns) {
              columns.forEach(
                  (column, access) ->
                      add(
                          ObjectId.column(id.qualifiedName(), (String) column),
                          ((Access) access).granted(),
                          all));
            }
          }
        });
  }

  private static void add(ObjectId object, @Nullable Object privileges, List<LiveGrants> all) {
    if (privileges instanceof Collection<?> grants) {
      List<Grant> granted =
          grants.stream().filter(Grant.class::isInstance).map(Grant.class::cast).toList();
      all.add(new LiveGrants(object, granted));
    }
  }

  /** For people: {@code view public.shop: app: INSERT, SELECT; PUBLIC: SELECT}. */
  public String inWords() {
    Map<String, List<String>> byRole = new TreeMap<>();
    for (Grant grant : granted) {
      byRole
          .computeIfAbsent(
              grant.grantee().isEmpty() ? "the owner" : grant.grantee(), role -> new ArrayList<>())
          .add(grant.privilege() + (grant.grantable() ? " with grant option" : ""));
    }
    return object
        + ": "
        + byRole.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
            .collect(Collectors.joining("; "));
  }
}
