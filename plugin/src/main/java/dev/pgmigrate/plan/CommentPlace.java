package dev.pgmigrate.plan;

import dev.pgmigrate.change.Stage;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts comments above the statement that they are about, in either direction. */
final class CommentPlace {
  /** What is about the thing that goes, or about all that follows. */
  private static final Set<String> OF_THE_FIRST =
      Set.of(
          WarningKind.DATA_LOSS.id(),
          WarningKind.PRIMARY_KEY_CHANGE.id(),
          WarningKind.BREAKS_RUNNING_RELEASE.id());

  private static final Pattern MAKES_ROOM =
      Pattern.compile(
          "ALTER (?:TYPE|DOMAIN|COLLATION) .* RENAME TO |CREATE (?:TYPE|DOMAIN|COLLATION) "
              + "|DO \\$|LOCK TABLE |COMMENT ON |SET "
              + "|ALTER (?:TABLE|INDEX) .* RENAME |ALTER TABLE \\S+ DROP CONSTRAINT "
              + "|ALTER TABLE .* DROP DEFAULT$");

  private CommentPlace() {}

  /** The stages with warnings on the way up. */
  static List<Stage> up(List<Stage> stages, List<Warning> warnings) {
    List<Stage.Work> works = warned(stages.stream().map(Stage::up).toList(), warnings);
    List<Stage> all = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      all.add(stages.get(i).withUp(works.get(i)));
    }
    return all;
  }

  /**
   * The stages with comments on the way down, which begins with the last stage.
   *
   * @param remarks lines above the first statement
   */
  static List<Stage> down(List<Stage> stages, List<Warning> warnings, List<String> remarks) {
    List<Stage.Work> works = new ArrayList<>(stages.stream().map(Stage::down).toList());
    Collections.reverse(works);
    works = warned(works, warnings);
    for (int i = 0; i < works.size(); i++) {
      if (!works.get(i).statements().isEmpty()) {
        works.set(i, works.get(i).withComments(remarks));
        break;
      }
    }
    Collections.reverse(works);
    List<Stage> all = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      all.add(stages.get(i).withDown(works.get(i)));
    }
    return all;
  }

  /** Above the index that is built, else above the statement that does what is warned of. */
  private static List<Stage.Work> warned(List<Stage.Work> works, List<Warning> warnings) {
    List<Stage.Work> all = new ArrayList<>(works);
    int first = -1;
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).statements().isEmpty()
          && (first < 0 || (isOutside(all.get(i)) && !isOutside(all.get(first))))) {
        first = i;
      }
    }
    for (int i = warnings.size() - 1; first >= 0 && i >= 0; i--) {
      Warning warning = warnings.get(i);
      int at = stage(warning, all, first);
      Stage.Work work = all.get(at);
      all.set(at, work.withComments(place(warning, work.statements()), warning.comment()));
    }
    return all;
  }

  /**
   * The first one after all that only drops a default, which is its own stage where others can
   * fail.
   */
  private static int stage(Warning warning, List<Stage.Work> works, int first) {
    int at = first;
    while (!OF_THE_FIRST.contains(warning.id())
        && at + 1 < works.size()
        && works.get(at).statements().stream().allMatch(CommentPlace::dropsDefault)) {
      at++;
    }
    return works.get(at).statements().isEmpty() ? first : at;
  }

  private static boolean dropsDefault(Statement statement) {
    return statement.sql().matches("ALTER TABLE .* DROP DEFAULT");
  }

  private static boolean isOutside(Stage.Work work) {
    return work.kind() == Stage.Kind.NO_TRANSACTION;
  }

  /** The statement that does it: what only makes room before it takes no time and cannot fail. */
  private static int place(Warning warning, List<Statement> statements) {
    int place = 0;
    while (!OF_THE_FIRST.contains(warning.id())
        && place < statements.size()
        && MAKES_ROOM.matcher(statements.get(place).sql()).lookingAt()) {
      place++;
    }
    return place == statements.size() ? 0 : place;
  }
}
