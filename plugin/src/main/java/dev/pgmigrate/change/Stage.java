package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a change that is committed before the next one begins, and what takes it back.
 *
 * @param alone it shares its transaction with nothing else: it scans, or its locks are many
 * @param tidying down only clears away what an interrupted way up leaves: on the way back from the
 *     end there is nothing for it to do
 */
public record Stage(Work up, Work down, boolean alone, boolean tidying) {
  /** How the statements of a stage are executed; as in {@code plan.Step}. */
  public enum Kind {
    TRANSACTION,
    NO_TRANSACTION,
    BATCH
  }

  /**
   * What is done in one direction; no statements where there is nothing to do.
   *
   * @param options of a batch; else empty
   * @param fill what a generated batch gives to rows; else null
   */
  public record Work(
      Kind kind, List<Statement> statements, Map<String, String> options, @Nullable Fill fill) {
    /** Nothing to do. */
    public static final Work NONE = transaction(List.of());

    public Work {
      statements = List.copyOf(statements);
      options = Map.copyOf(options);
    }

    /** Statements in one transaction. */
    public static Work transaction(List<Statement> statements) {
      return new Work(Kind.TRANSACTION, statements, Map.of(), null);
    }

    static Work outside(String sql) {
      return new Work(Kind.NO_TRANSACTION, SqlText.statements(sql), Map.of(), null);
    }

    static Work batch(Fill fill, Map<String, String> options, List<String> comments) {
      return new Work(
          Kind.BATCH, List.of(Statement.of(fill.sql()).withComments(comments)), options, fill);
    }

    /** One walk that does what both do; empty where they walk over different rows. */
    public Optional<Work> with(Work other) {
      if (fill == null || other.fill == null || !options.equals(other.options)) {
        return Optional.empty();
      }
      return fill.with(other.fill)
          .map(
              both ->
                  batch(
                      both,
                      options,
                      Remark.together(
                          statements.get(0).comments(), other.statements.get(0).comments())));
    }

    /** The same with lines above its first statement. */
    public Work withComments(List<String> lines) {
      return statements.isEmpty() ? this : withComments(0, lines);
    }

    /** The same with lines above one of its statements. */
    public Work withComments(int place, List<String> lines) {
      if (lines.isEmpty()) {
        return this;
      }
      List<Statement> all = new ArrayList<>(statements);
      all.set(place, all.get(place).withComments(lines));
      return new Work(kind, all, options, fill);
    }
  }

  /** A short transaction, which may be shared with others on the same table. */
  public static Stage brief(List<Statement> up, List<Statement> down) {
    return new Stage(Work.transaction(up), Work.transaction(down), false, false);
  }

  /** A transaction of its own. */
  public static Stage alone(List<Statement> up, List<Statement> down) {
    return new Stage(Work.transaction(up), Work.transaction(down), true, false);
  }

  /** A statement that no transaction may hold, and the one that takes it back. */
  static Stage outside(String up, String down) {
    return new Stage(Work.outside(up), Work.outside(down), true, false);
  }

  /** The same, of which nothing is left once what follows is taken back. */
  Stage tidied() {
    return new Stage(up, down, alone, true);
  }

  /** The way back: the same stages from the last to the first, each the other way round. */
  static List<Stage> back(List<Stage> stages) {
    List<Stage> back = new ArrayList<>();
    for (Stage stage : stages) {
      back.add(new Stage(stage.tidying ? Work.NONE : stage.down, stage.up, stage.alone, false));
    }
    Collections.reverse(back);
    return back;
  }

  /** The stage with other work on the way up. */
  public Stage withUp(Work work) {
    return new Stage(work, down, alone, tidying);
  }

  /** The stage with other work on the way down. */
  public Stage withDown(Work work) {
    return new Stage(up, work, alone, tidying);
  }

  /** Whether there is nothing to do in either direction. */
  public boolean isEmpty() {
    return up.statements().isEmpty() && down.statements().isEmpty();
  }
}
