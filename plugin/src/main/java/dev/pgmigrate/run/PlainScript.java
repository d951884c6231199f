package dev.pgmigrate.run;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps as a script for psql that keeps no journal. Each keeps the transactions that a run gives
 * it, so it cannot be run as one: neither with {@code psql -1} nor inside of BEGIN.
 */
public final class PlainScript {
  private final List<String> lines = new ArrayList<>();

  private PlainScript() {}

  /**
   * Its lines.
   *
   * @param title of the comment at its head
   * @param namespace where names without a namespace are
   */
  public static List<String> write(String title, String namespace, List<Step> steps) {
    PlainScript script = new PlainScript();
    script.lines.add("-- " + title);
    // Past an error psql would go on with the next step.
    script.lines.add("\\set ON_ERROR_STOP on");
    script.lines.add("\\set AUTOCOMMIT on");
    script.lines.add("SET client_encoding = 'UTF8';");
    // A batch is one statement here, whatever the role allows one.
    script.lines.add("SET statement_timeout = 0;");
    SessionSettings.forWriting(namespace).forEach(script::line);
    steps.stream().filter(step -> !step.isEmpty()).map(PlainScript::step).forEach(script::block);
    return script.lines;
  }

  /** A kind of step is added here or this does not compile. */
  private static List<Statement> step(Step step) {
    return switch (step.kind()) {
      case TRANSACTION -> {
        List<Statement> all = new ArrayList<>(step.statements());
        all.add(0, Statement.of("BEGIN"));
        all.add(Statement.of("COMMIT"));
        yield all;
      }
      case NO_TRANSACTION -> step.statements();
      case BATCH -> batch(Batch.of(step));
    };
  }

  private static List<Statement> batch(Batch batch) {
    List<Statement> all = new ArrayList<>();
    List<String> settings = KeyWalk.settings(batch);
    settings.forEach(setting -> all.add(Statement.of(setting)));
    all.add(Statement.of(BatchScript.write(batch)).withComments(batch.statement().comments()));
    settings.forEach(setting -> all.add(Statement.of(reset(setting))));
    return all;
  }

  private static String reset(String setting) {
    return setting.replaceFirst("^SET (\\S+) .*", "RESET $1");
  }

  private void block(List<Statement> statements) {
    for (Statement statement : statements) {
      lines.add("");
      statement.comments().forEach(comment -> lines.add("-- " + comment));
      line(statement.sql());
    }
  }

  private void line(String sql) {
    lines.addAll((sql + ";").lines().toList());
  }
}
