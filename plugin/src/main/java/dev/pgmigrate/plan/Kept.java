package dev.pgmigrate.plan;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Stage;
import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of one transaction that drop objects to create them again: it begins with one look. */
final class Kept {
  private Kept() {}

  /** The stages of these changes, with what must be known before the first object is dropped. */
  static List<Stage> around(List<Change> changes, List<Stage> stages, Schema from, Schema to) {
    List<Statement> up = keep(changes, from);
    List<Statement> down = keep(changes.stream().map(Change::reverse).toList(), to);
    List<Stage> all = new ArrayList<>(stages);
    if (!up.isEmpty()) {
      all.add(0, Stage.brief(up, List.of()));
    }
    if (!down.isEmpty()) {
      all.add(Stage.brief(List.of(), down));
    }
    return all;
  }

  private static List<Statement> keep(List<Change> changes, Schema there) {
    List<LiveState.Recreated> objects =
        changes.stream().map(Change::recreated).flatMap(Optional::stream).toList();
    return LiveState.keep(objects, there);
  }
}
