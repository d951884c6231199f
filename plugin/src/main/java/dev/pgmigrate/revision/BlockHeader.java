package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind {@code -- migrate:} at the head of a block.
 *
 * @param options of a batch; else empty
 * @param empty how many steps without statements it stands for; 0 for a step with some
 */
record BlockHeader(boolean isUp, Step.Kind kind, Map<String, String> options, int empty) {
  static final String NO_TRANSACTION = "no-transaction";
  static final String NOTHING = "nothing";
  static final String BATCH = "batch";

  /** The options of a batch in the order in which they are written, and how each must look. */
  static final Map<String, Pattern> BATCH_OPTIONS = batchOptions();

  /** A quoted name may hold spaces. */
  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|\\S)+|^$");

  private static final String FORMS =
      "'-- migrate:up' or '-- migrate:down', alone or followed by 'no-transaction', by"
          + " 'batch key=id size=5000 pause=100ms', or by 'nothing' or 'nothing x3'";

  private static final Pattern TIMES = Pattern.compile("x([1-9][0-9]{0,3})");

  static BlockHeader parse(Path path, int line, String arguments) {
    List<String> words = WORD.matcher(arguments).results().map(MatchResult::group).toList();
    String direction = words.get(0);
    if (!direction.equals("up") && !direction.equals("down")) {
      throw new RevisionFormatException(
          path, line, "'-- migrate:" + direction + "' is not a block", "Write " + FORMS);
    }
    boolean up = direction.equals("up");
    if (words.size() == 1) {
      return new BlockHeader(up, Step.Kind.TRANSACTION, Map.of(), 0);
    }
    if (words.size() == 2 && words.get(1).equals(NO_TRANSACTION)) {
      return new BlockHeader(up, Step.Kind.NO_TRANSACTION, Map.of(), 0);
    }
    if (words.get(1).equals(BATCH)) {
      return new BlockHeader(
          up, Step.Kind.BATCH, options(path, line, words.subList(2, words.size())), 0);
    }
    Matcher times = TIMES.matcher(words.size() == 3 ? words.get(2) : "x1");
    if (words.get(1).equals(NOTHING) && words.size() <= 3 && times.matches()) {
      return new BlockHeader(up, Step.Kind.TRANSACTION, Map.of(), Integer.parseInt(times.group(1)));
    }
    throw new RevisionFormatException(
        path, line, "'" + arguments + "' is not a kind of block", "Write " + FORMS);
  }

  /** The kind as it is written. */
  String kindWord() {
    return kind == Step.Kind.BATCH ? BATCH : NO_TRANSACTION;
  }

  private static Map<String, String> options(Path path, int line, List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = equals < 0 ? "" : word.substring(equals + 1);
      Pattern form = BATCH_OPTIONS.get(name);
      if (form == null || !form.matcher(value).matches() || options.put(name, value) != null) {
        throw new RevisionFormatException(
            path, line, "'" + word + "' is not an option of a batch", "Write " + FORMS);
      }
    }
    if (!options.containsKey("key")) {
      throw new RevisionFormatException(
          path, line, "a batch needs the column whose ranges it walks", "Add key=<column>.");
    }
    return options;
  }

  private static Map<String, Pattern> batchOptions() {
    Map<String, Pattern> options = new LinkedHashMap<>();
    options.put("key", Pattern.compile("\\S.*"));
    options.put("size", Pattern.compile("[1-9][0-9]{0,8}"));
    options.put("pause", Pattern.compile("[0-9]{1,8}(ms|s)"));
    options.put("target", Pattern.compile("[1-9][0-9]{0,7}(ms|s)"));
    options.put("table", Pattern.compile("\\S.*"));
    return options;
  }
}
