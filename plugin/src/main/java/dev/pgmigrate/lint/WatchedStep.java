package dev.pgmigrate.lint;

import dev.pgmigrate.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A step of a revision, each of its statements watched. */
@API(status = API.Status.EXPERIMENTAL)
public record WatchedStep(Step.Kind kind, List<WatchedStatement> statements) {
  public WatchedStep {
    statements = List.copyOf(statements);
  }

  /** The statements before this one. */
  public Stream<WatchedStatement> before(WatchedStatement next) {
    return statements.stream().limit(position(next));
  }

  /** The statements before this one, and it. */
  public Stream<WatchedStatement> until(WatchedStatement last) {
    return statements.stream().limit(position(last) + 1L);
  }

  /** The statements behind this one. */
  public Stream<WatchedStatement> after(WatchedStatement first) {
    return statements.stream().skip(position(first) + 1L);
  }

  /** By identity: to compare what thousands of statements did with each other takes minutes. */
  @SuppressWarnings("ReferenceEquality")
  private int position(WatchedStatement one) {
    int at = 0;
    while (statements.get(at) != one) {
      at++;
    }
    return at;
  }

  /** The text of this warning, if a comment above one of its statements gives it. */
  public Optional<String> warning(String id) {
    String head = "warning " + id + ":";
    return statements.stream()
        .flatMap(watched -> watched.statement().comments().stream())
        .map(String::strip)
        .filter(comment -> comment.startsWith(head))
        .map(comment -> comment.substring(head.length()).strip())
        .findFirst();
  }

  /** Whether it drops this table, under the name that it has then. */
  public boolean drops(Relation table) {
    return statements.stream()
        .flatMap(watched -> watched.effects().changes().stream())
        .anyMatch(change -> change.after() == null && change.relation().equals(table));
  }

  /** Whether its locks are held until its last statement has ended. */
  public boolean isTransaction() {
    return kind == Step.Kind.TRANSACTION;
  }
}
