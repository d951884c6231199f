package dev.pgmigrate.report;

import dev.pgmigrate.command.LiveGrants;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.PlanCommand.Planned;
import dev.pgmigrate.command.ProtectCommand;
import dev.pgmigrate.command.UpgradePlan;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.output.Json;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.StepPolicies;
import dev.pgmigrate.project.TableSize;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.HiddenRows;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What would be done to a database: for people, for programs, and as the SQL itself. */
public final class PlanReport {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

  private PlanReport() {}

  /** For people. */
  public static List<Line> text(PlanCommand.Result plan) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.info("Database: " + plan.database()));
    lines.add(
        Line.info(
            "\""
                + plan.name()
                + (plan.isProtected()
                    ? "\" is protected: a person must approve this plan."
                    : "\" is not protected.")));
    if (plan.revisions().isEmpty()) {
      lines.add(Line.info("Nothing to do for " + plan.kind().goal() + "."));
    }
    plan.revisions().forEach(planned -> revision(planned, plan.kind(), lines));
    plan.held()
        .forEach(
            held ->
                lines.add(
                    Line.warn(
                        "Held: the contract revision "
                            + Phrases.named(held)
                            + "; apply it with -Dmigrate.phase=contract")));
    plan.behind().forEach(waiting -> lines.add(Line.warn(behind(waiting))));
    plan.tables()
        .forEach(size -> lines.add(Line.info("Touches table " + size.name() + ": " + shown(size))));
    StepPolicies.inWords(plan.policies()).forEach(text -> lines.add(Line.warn(text)));
    plan.rowsInTheWay()
        .forEach(rows -> lines.add(Line.warn("The downgrade would be refused: " + rows)));
    plan.grants()
        .forEach(grants -> lines.add(Line.info("Recreates the grants on " + grants.inWords())));
    drift(plan, lines);
    if (plan.digest() != null) {
      lines.add(Line.info("Digest: " + plan.digest()));
      lines.add(
          Line.info(
              "To execute exactly this plan: "
                  + plan.command()
                  + " -Dmigrate.approve="
                  + plan.digest()));
    }
    return lines;
  }

  private static void revision(Planned planned, PlanCommand.Kind kind, List<Line> lines) {
    String verb =
        switch (kind) {
          case UPGRADE -> "Apply ";
          case DOWNGRADE -> "Take back ";
          case STAMP -> "Record as applied, without executing it, ";
        };
    Revision revision = planned.task().revision();
    boolean contract = revision.phase() == Revision.Phase.CONTRACT;
    lines.add(Line.info(verb + Phrases.named(revision) + (contract ? " (phase: contract)" : "")));
    List<Step> steps = planned.task().steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).statements().isEmpty()) {
        continue;
      }
      lines.add(
          Line.info(
              "  step "
                  + (i + 1)
                  + " of "
                  + steps.size()
                  + ", "
                  + kind(steps.get(i))
                  + (i < planned.done() ? ", done already" : ":")));
      if (i >= planned.done()) {
        steps.get(i).statements().forEach(s -> statement(s, lines));
      }
    }
  }

  private static void statement(Statement statement, List<Line> lines) {
    statement
        .comments()
        .forEach(comment -> lines.add(Line.info(("    -- " + comment).stripTrailing())));
    (statement.shown() + ";").lines().forEach(line -> lines.add(Line.info("    " + line)));
  }

  private static String behind(UpgradePlan.Waiting waiting) {
    return "The upgrade would be refused: "
        + Phrases.named(waiting.revision())
        + " needs the contract revision "
        + Phrases.named(waiting.contract())
        + " (depends-on), which is held. When the previous release no longer runs:"
        + " -Dmigrate.phase=contract";
  }

  private static void drift(PlanCommand.Result plan, List<Line> lines) {
    if (plan.driftUnknown() != null) {
      lines.add(Line.info("Drift was not checked: " + plan.driftUnknown()));
      return;
    }
    long open = plan.drift().stream().filter(Drift::isOpen).count();
    if (open > 0) {
      lines.add(
          Line.warn(
              "The database has drifted from its history ("
                  + Phrases.count(open, "difference")
                  + "):"));
    }
    lines.addAll(DriftReport.of(plan.drift(), "  drift: "));
  }

  /** For programs: one JSON object. */
  public static List<String> json(PlanCommand.Result plan) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("command", plan.kind().goal());
    json.put("database", plan.name());
    json.put("protected", plan.isProtected());
    json.put("digest", plan.digest() == null ? null : plan.digest().toString());
    json.put("revisions", plan.revisions().stream().map(PlanReport::json).toList());
    json.put("held", plan.held().stream().map(PlanReport::json).toList());
    json.put("behind", plan.behind().stream().map(waiting -> json(waiting.revision())).toList());
    json.put("tables", plan.tables().stream().map(PlanReport::json).toList());
    json.put("rowSecurity", plan.policies().stream().map(PlanReport::json).toList());
    json.put("rowsInTheWay", plan.rowsInTheWay());
    json.put("grants", plan.grants().stream().map(LiveGrants::inWords).toList());
    json.put("drift", plan.drift().stream().filter(Drift::isOpen).map(Drift::sql).toList());
    json.put(
        "acceptedDrift",
        plan.drift().stream().filter(drift -> !drift.isOpen()).map(Drift::sql).toList());
    json.put("driftUnknown", plan.driftUnknown());
    return Json.complete(json).lines().toList();
  }

  private static Map<String, @Nullable Object> json(Planned planned) {
    Map<String, @Nullable Object> json = json(planned.task().revision());
    json.put("stepsDone", planned.done());
    json.put("steps", planned.task().steps().stream().map(PlanReport::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Revision revision) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("revision", revision.id());
    json.put("message", revision.message());
    json.put("phase", revision.phase().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private static Map<String, @Nullable Object> json(Step step) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", word(step));
    json.put("options", new TreeMap<>(step.options()));
    json.put("statements", step.statements().stream().map(Statement::shown).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(TableSize size) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("schema", size.name().namespace());
    json.put("table", size.name().name());
    json.put("rows", size.rows());
    json.put("bytes", size.bytes());
    return json;
  }

  private static Map<String, @Nullable Object> json(StepPolicies policies) {
    HiddenRows table = policies.table();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("revision", policies.revision().id());
    json.put("step", policies.step());
    json.put("table", table == null ? null : table.table());
    json.put("role", table == null ? null : table.role());
    json.put("byHand", policies.byHand());
    json.put("refused", policies.refused());
    return json;
  }

  /** The statements that are still to be executed, in order and as they are, with passwords. */
  public static List<String> sql(PlanCommand.Result plan) {
    List<String> lines = new ArrayList<>();
    for (Planned planned : plan.revisions()) {
      List<Step> steps = planned.task().steps();
      for (int i = planned.done(); i < steps.size(); i++) {
        if (steps.get(i).statements().isEmpty()) {
          continue;
        }
        lines.add(
            "-- %s, step %d of %d, %s"
                .formatted(
                    Phrases.named(planned.task().revision()),
                    i + 1,
                    steps.size(),
                    kind(steps.get(i))));
        steps.get(i).statements().forEach(s -> lines.addAll((s.sql() + ";").lines().toList()));
        lines.add("");
      }
    }
    return lines;
  }

  /** What {@code protect} did. */
  public static List<Line> of(ProtectCommand.Result result) {
    String already = result.changed() ? "" : " already";
    return List.of(
        Line.info("Database: " + result.database()),
        Line.info(
            result.isProtected()
                ? "\""
                    + result.name()
                    + "\" is"
                    + already
                    + " protected. Each change needs the digest of a plan that a person has read:"
                    + " mvn migrate:plan. To end the protection: mvn migrate:protect"
                    + " -Dmigrate.unprotect="
                    + result.name()
                : "\"" + result.name() + "\" is" + already + " not protected."));
  }

  private static String kind(Step step) {
    return switch (step.kind()) {
      case TRANSACTION -> "in a transaction";
      case NO_TRANSACTION -> "without a transaction";
      case BATCH -> "in batches (" + options(step) + ")";
    };
  }

  private static String options(Step step) {
    List<String> options = new ArrayList<>();
    new TreeMap<>(step.options()).forEach((name, value) -> options.add(name + "=" + value));
    return String.join(" ", options);
  }

  private static String word(Step step) {
    return step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String shown(TableSize size) {
    String rows = size.rows() == null ? "an unknown number of" : "about " + size.rows();
    double value = size.bytes();
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String amount = unit == 0 ? "" + size.bytes() : String.format(Locale.ROOT, "%.1f", value);
    return rows + " rows, " + amount + " " + UNITS[unit];
  }
}
