package dev.pgmigrate.watch;

import dev.pgmigrate.lint.Command;
import dev.pgmigrate.lint.DroppedObject;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server said while it executed one statement.
 *
 * @param rewritten names of tables, without their schema, as the server says them
 * @param rewrites oids of tables, as the event trigger reports them
 * @param scanned names, likewise
 * @param implied likewise of default partitions: their checks say already that no row belongs to
 *     another partition
 * @param built likewise
 * @param validated names of foreign keys
 * @param commands as the event trigger reports them
 * @param touched oids of the objects of these commands, and of what is gone
 * @param dropped as the event trigger reports them
 * @param inheriting oids of the touched relations that are a partition or child, or have one
 * @param cutNames names that were too long
 */
record Messages(
    List<String> rewritten,
    List<Long> rewrites,
    List<String> scanned,
    List<String> implied,
    List<Built> built,
    List<String> validated,
    List<Command> commands,
    List<Long> touched,
    List<DroppedObject> dropped,
    List<Long> inheriting,
    List<String> cutNames) {
  /** An index that was built. */
  record Built(String index, String table) {}

  private static final String PART = "\u001f";
  private static final String NAME_PART = "\u001e";
  private static final Pattern CUT =
      Pattern.compile("identifier \"(.+)\" will be truncated to \".+\"");
  private static final Pattern REWRITING = Pattern.compile("rewriting table \"(.+)\"");
  private static final Pattern VERIFYING = Pattern.compile("verifying table \"(.+)\"");
  private static final Pattern IMPLIED =
      Pattern.compile(
          "updated partition constraint for default partition \"(.+)\" is implied by .*");
  private static final Pattern BUILDING =
      Pattern.compile("building index \"(.+)\" on table \"(.+)\" (serially|with request .*)");
  private static final Pattern VALIDATING =
      Pattern.compile("validating foreign key constraint \"(.+)\"");

  /**
   * Reads a statement's warnings.
   *
   * @param word what the event triggers begin their messages with
   * @param baseline what was there before
   */
  static Messages of(@Nullable SQLWarning first, String word, Baseline baseline) {
    Messages messages =
        new Messages(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      String text = String.valueOf(warning.getMessage());
      if (text.startsWith(word + PART)) {
        messages.reported(text.split(PART, -1), baseline);
      } else {
        messages.said(text);
      }
    }
    return messages;
  }

  /** Whether it may have changed which tables are published, which their locks do not say. */
  boolean publishes() {
    return commands.stream().anyMatch(command -> command.tag().endsWith("PUBLICATION"))
        || dropped.stream().anyMatch(gone -> gone.type().startsWith("publication"));
  }

  private void reported(String[] parts, Baseline baseline) {
    switch (parts[1]) {
      case "command" -> {
        long object = Long.parseLong(parts[5]);
        commands.add(new Command(parts[2], parts[3], parts[4], baseline.existed(object)));
        touched.add(object);
        if (parts[6].equals("t")) {
          inheriting.add(object);
        }
      }
      case "drop" -> {
        long object = Long.parseLong(parts[7]);
        dropped.add(
            new DroppedObject(
                parts[2],
                parts[3],
                List.of(parts[4].split(NAME_PART, -1)),
                parts[5].equals("t"),
                parts[6].equals("t"),
                baseline.existed(object)));
        touched.add(object);
      }
      case "rewrite" -> {
        rewrites.add(Long.valueOf(parts[2]));
        touched.add(Long.valueOf(parts[2]));
      }
      default -> throw new IllegalStateException(parts[1]);
    }
  }

  private void said(String text) {
    Matcher rewriting = REWRITING.matcher(text);
    Matcher verifying = VERIFYING.matcher(text);
    Matcher implying = IMPLIED.matcher(text);
    Matcher building = BUILDING.matcher(text);
    Matcher validating = VALIDATING.matcher(text);
    Matcher cut = CUT.matcher(text);
    if (cut.matches()) {
      cutNames.add(cut.group(1));
    } else if (rewriting.matches()) {
      rewritten.add(rewriting.group(1));
    } else if (verifying.matches()) {
      scanned.add(verifying.group(1));
    } else if (implying.matches()) {
      implied.add(implying.group(1));
    } else if (building.matches()) {
      built.add(new Built(building.group(1), building.group(2)));
    } else if (validating.matches()) {
      validated.add(validating.group(1));
    }
  }
}
