package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a revision as the text of a migration file, for a person to read and edit. */
public final class RevisionWriter {
  /** The common headers are aligned: {@code parent: a81d02c55e10}. */
  private static final int HEADER_WIDTH = "revision: ".length();

  /** So that a line of them can be read: the header may be repeated. */
  private static final int REPLACED_PER_LINE = 7;

  private final StringBuilder out = new StringBuilder();

  private RevisionWriter() {}

  /** The text; parsed again it gives an equal revision, but for the lines of its statements. */
  public static String write(Revision revision) {
    return write(revision, List.of());
  }

  /**
   * The same with remarks about the revision as a whole below its header.
   *
   * @param remarks lines of a comment
   */
  static String write(Revision revision, List<String> remarks) {
    RevisionWriter writer = new RevisionWriter();
    writer.header(revision);
    if (!remarks.isEmpty()) {
      writer.comment("");
      remarks.forEach(writer::comment);
    }
    int up = revision.up().size();
    int down = revision.down().size();
    if (Stream.of(revision.up(), revision.down()).flatMap(List::stream).allMatch(Step::isEmpty)) {
      // A person fills them.
      revision.up().forEach(step -> writer.blank("up"));
      revision.down().forEach(step -> writer.blank("down"));
      return writer.out.toString();
    }
    writer.steps("up", revision.up(), (from, to) -> onlyBack(from + 1, to + 1));
    writer.steps("down", revision.down(), (from, to) -> nothingBack(up, down - from, down - to));
    return writer.out.toString();
  }

  /** Text on one line: what a header and a message can hold. */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  private void header(Revision revision) {
    comment(oneLine(revision.message()));
    comment("");
    entry("revision", revision.id());
    entry("parent", revision.parents().isEmpty() ? "none" : list(revision.parents()));
    entry("depends-on", list(revision.dependsOn()));
    replaces(revision.replaces());
    entry("labels", list(revision.labels()));
    entry("created", revision.created().toString());
    entry("phase", revision.phase() == Phase.CONTRACT ? "contract" : null);
    entry("irreversible", revision.irreversible());
    new TreeMap<>(revision.allow()).forEach((rule, why) -> entry("allow", rule + " " + why));
  }

  private void entry(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return;
    }
    String label = name + ": ";
    comment(label + " ".repeat(Math.max(0, HEADER_WIDTH - label.length())) + oneLine(value));
  }

  private void replaces(List<String> ids) {
    for (int from = 0; from < ids.size(); from += REPLACED_PER_LINE) {
      int to = Math.min(from + REPLACED_PER_LINE, ids.size());
      entry("replaces", list(ids.subList(from, to)));
    }
  }

  private static String list(List<String> values) {
    return String.join(", ", values);
  }

  /**
   * Blocks, those without statements counted.
   *
   * @param nothing what is said of the latter: of the first and last of them, by their indexes
   */
  private void steps(
      String direction, List<Step> steps, BiFunction<Integer, Integer, String> nothing) {
    int end;
    for (int i = 0; i < steps.size(); i = end) {
      out.append('\n');
      end = i + 1;
      if (!steps.get(i).isEmpty()) {
        begin(direction, steps.get(i));
        statements(steps.get(i).statements());
        continue;
      }
      while (end < steps.size() && steps.get(end).isEmpty()) {
        end++;
      }
      int times = end - i;
      marker(direction + " " + BlockHeader.NOTHING + (times > 1 ? " x" + times : ""));
      comment(nothing.apply(i, end - 1));
    }
  }

  private void blank(String direction) {
    out.append('\n');
    marker(direction);
  }

  private static String onlyBack(int from, int to) {
    return numbers(from, to) + (from == to ? " does" : " do") + " something only on downgrade";
  }

  private static String nothingBack(int up, int last, int first) {
    return last > up ? "nothing to do" : "nothing to undo for " + numbers(first, last);
  }

  private static String numbers(int from, int to) {
    return from == to ? "step " + from : "steps " + from + (to - from == 1 ? " and " : " to ") + to;
  }

  private void begin(String direction, Step step) {
    marker(direction + kind(step));
    if (step.doneWhen() != null) {
      marker("done-when " + oneLine(step.doneWhen()));
    }
  }

  private void statements(List<Statement> statements) {
    boolean first = true;
    for (Statement statement : statements) {
      if (!first) {
        out.append('\n');
      }
      first = false;
      statement(statement);
    }
  }

  private static String kind(Step step) {
    return switch (step.kind()) {
      case TRANSACTION -> "";
      case NO_TRANSACTION -> " " + BlockHeader.NO_TRANSACTION;
      case BATCH -> " " + BlockHeader.BATCH + options(step.options());
    };
  }

  private static String options(Map<String, String> options) {
    StringBuilder text = new StringBuilder();
    for (String name : BlockHeader.BATCH_OPTIONS.keySet()) {
      if (options.containsKey(name)) {
        text.append(' ').append(name).append('=').append(options.get(name));
      }
    }
    return text.toString();
  }

  private void statement(Statement statement) {
    statement.comments().forEach(this::comment);
    out.append(statement.sql()).append(";\n");
  }

  private void marker(String text) {
    out.append("-- migrate:").append(text).append('\n');
  }

  private void comment(String text) {
    for (String line : text.split("\r\n|[\r\n]", -1)) {
      // A remark that looks like a block's marker must not be one.
      out.append(Lookalike.marker(line).isPresent() ? "-- >" : "--");
      out.append(line.isEmpty() ? "" : " " + line).append('\n');
    }
  }
}
