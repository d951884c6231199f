package dev.pgmigrate.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A revision waits for a person in the words of whichever release wrote it. */
class BackfillTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TODO write the value for rows that are there; migrate:verify refuses the revision",
        "TODO write the value for existing rows; migrate:verify refuses the revision until then",
        "TODO write the expression after USING that makes uuid into bigint; until then it fails",
        "TODO write the expression after USING that converts uuid to bigint; until then it fails",
        "TODO decide whether existing rows get 5, which Account.credit starts with in Java"
      })
  void waitsForAValue(String todo) {
    assertThat(Backfill.todo(under(todo))).contains(todo);
    assertThat(Backfill.todoForRows(under(todo))).contains(todo);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TODO where the table has rows, give them a value first:",
        "TODO if the table has rows, give them a value first:"
      })
  void waitsForAValueIfTheTableHasRows(String todo) {
    assertThat(Backfill.todo(under(todo))).isEmpty();
    assertThat(Backfill.todoForRows(under(todo))).contains(todo);
  }

  @Test
  void doesNotWaitForWhatSomebodyElseHasToDo() {
    assertThat(Backfill.todoForRows(under("TODO write to the other team"))).isEmpty();
    assertThat(Backfill.todoForRows(under("the table has rows, give them a value first:")))
        .isEmpty();
  }

  private static Statement under(String comment) {
    return Statement.of("UPDATE t SET a = 1").withComments(List.of("any other comment", comment));
  }
}
