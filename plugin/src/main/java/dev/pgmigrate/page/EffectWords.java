package dev.pgmigrate.page;

import dev.pgmigrate.lint.DroppedObject;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.WatchedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a statement was seen to do, in a few words each. */
final class EffectWords {
  /**
   * One of them.
   *
   * @param heavy whether others notice it: they wait, or something is gone
   */
  record Words(String text, boolean heavy) {}

  /** What CASCADE takes along and somebody may miss. */
  private static final Set<String> ALONG =
      Set.of(
          "table",
          "table column",
          "table constraint",
          "view",
          "materialized view",
          "foreign table",
          "function",
          "procedure",
          "policy");

  private final List<Words> words = new ArrayList<>();

  private EffectWords() {}

  /** The heavy ones first. */
  static List<Words> of(WatchedStatement statement) {
    EffectWords all = new EffectWords();
    Effects effects = statement.effects();
    effects.locks().stream()
        .filter(lock -> lock.relation().isExistingTable())
        .sorted((a, b) -> b.mode().compareTo(a.mode()))
        .forEach(all::lock);
    effects.rewritten().forEach(table -> all.rows("rewrites", table, ""));
    effects.scanned().forEach(table -> all.rows("reads", table, " to check them"));
    effects.validated().forEach(key -> all.rows("reads", key.table(), " to check " + key.name()));
    effects.built().forEach(index -> all.rows("reads", index.table(), " to build " + index.name()));
    effects.dropped().stream()
        .filter(object -> tells(object, effects.dropped()))
        .forEach(all::dropped);
    if (statement.hidesCode()) {
      effects
          .commands()
          .forEach(
              command ->
                  all.add(
                      "inside: "
                          + command.tag()
                          + " "
                          + ReadableNames.expression(command.identity()),
                      command.existing()));
    }
    effects.cutNames().forEach(name -> all.add("name cut to 63 bytes: " + name, true));
    return Stream.concat(
            all.words.stream().filter(Words::heavy),
            all.words.stream().filter(word -> !word.heavy()))
        .distinct()
        .toList();
  }

  private void lock(Lock lock) {
    String on =
        "locks " + ReadableNames.of(lock.relation().name()) + " (" + lock.mode().words() + ")";
    if (lock.mode().blocksReads()) {
      add(on + ": others can neither read nor write", true);
    } else if (lock.mode().blocksWrites()) {
      add(on + ": others cannot write", true);
    } else {
      add(on, false);
    }
  }

  /** Nobody waits for a table that the branch itself creates. */
  private void rows(String verb, Relation table, String purpose) {
    if (table.existing()) {
      add(verb + " all rows of " + ReadableNames.of(table.name()) + purpose, true);
    }
  }

  private void dropped(DroppedObject object) {
    add(
        "drops "
            + object.type().replace("table column", "column")
            + " "
            + ReadableNames.expression(object.identity())
            + (object.named() ? "" : " along with it"),
        true);
  }

  /** What belongs to a dropped table, such as its indexes and its row type, goes without saying. */
  private static boolean tells(DroppedObject object, List<DroppedObject> all) {
    if (!object.existing() || object.named()) {
      return object.existing();
    }
    return ALONG.contains(object.type())
        && all.stream()
            .filter(other -> other.type().equals("table"))
            .noneMatch(
                table ->
                    object.path().size() > table.path().size()
                        && object.path().subList(0, table.path().size()).equals(table.path()));
  }

  private void add(String text, boolean heavy) {
    words.add(new Words(text, heavy));
  }
}
