package dev.pgmigrate.output;

import com.google.gson.annotations.SerializedName;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.page.RulePage;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.NotChecked;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0, the exchange format of OASIS for static analysis. The records below are the part of
 * it that we write; names are the standard's.
 */
final class Sarif implements Form {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Stands for the root of the repository; code hosts put their own address there. */
  private static final String ROOT = "%SRCROOT%";

  private record Log(@SerializedName("$schema") String schema, String version, List<Run> runs) {}

  private record Run(
      Tool tool,
      AutomationDetails automationDetails,
      List<Invocation> invocations,
      Map<String, BaseLocation> originalUriBaseIds,
      String columnKind,
      List<Result> results) {}

  private record Tool(Driver driver) {}

  private record Driver(String name, String version, List<Descriptor> rules) {}

  private record Descriptor(
      String id,
      Text shortDescription,
      Text fullDescription,
      @Nullable Configuration defaultConfiguration,
      Text help) {}

  private record Configuration(String level) {}

  private record Text(String text, @Nullable String markdown) {
    Text(String text) {
      this(text, null);
    }
  }

  /** One per module: a code host replaces the results of a run by those of the same id. */
  private record AutomationDetails(String id) {}

  private record Invocation(
      boolean executionSuccessful, List<Notification> toolExecutionNotifications) {}

  private record Notification(Reference descriptor, String level, Text message) {}

  private record Reference(String id) {}

  private record BaseLocation(String uri) {}

  private record Result(
      String ruleId,
      int ruleIndex,
      String level,
      Text message,
      List<Location> locations,
      Map<String, String> partialFingerprints,
      List<Suppression> suppressions) {}

  private record Location(PhysicalLocation physicalLocation) {}

  private record PhysicalLocation(ArtifactLocation artifactLocation, @Nullable Region region) {}

  private record ArtifactLocation(String uri, @Nullable String uriBaseId) {}

  private record Region(int startLine) {}

  private record Suppression(String kind, String justification) {}

  @Override
  public String file() {
    return "verify.sarif";
  }

  @Override
  public String text(Outcome outcome) {
    Map<String, Descriptor> rules = descriptors(outcome);
    List<String> ids = List.copyOf(rules.keySet());
    Fingerprints fingerprints = Fingerprints.of(outcome);
    Run run =
        new Run(
            new Tool(
                new Driver("migrate-maven-plugin", outcome.version(), List.copyOf(rules.values()))),
            new AutomationDetails(automation(outcome)),
            List.of(
                new Invocation(
                    true, outcome.verdict().notChecked().stream().map(Sarif::notified).toList())),
            Map.of(ROOT, new BaseLocation(Uris.folder(outcome.repository()))),
            "utf16CodeUnits",
            outcome.verdict().findings().stream()
                .map(finding -> result(finding, ids.indexOf(finding.rule()), outcome, fingerprints))
                .toList());
    return Json.withoutNulls(new Log(SCHEMA, "2.1.0", List.of(run))) + "\n";
  }

  /** Of every rule and check that says something here, in the order of the findings. */
  private static Map<String, Descriptor> descriptors(Outcome outcome) {
    Map<String, Descriptor> all = new LinkedHashMap<>();
    for (Finding finding : outcome.verdict().findings()) {
      all.computeIfAbsent(finding.rule(), id -> descriptor(id, finding, outcome));
    }
    return all;
  }

  private static Descriptor descriptor(String id, Finding finding, Outcome outcome) {
    for (Rule rule : Rules.all()) {
      if (rule.id().equals(id)) {
        Configuration configuration = new Configuration(level(rule.severity()));
        return RulePage.of(id)
            .map(page -> descriptor(page, rule.mend(), configuration))
            .orElseGet(() -> descriptor(id, inWords(id), rule.mend(), configuration));
      }
    }
    String title =
        outcome.verdict().checks().stream()
            .filter(check -> check.rule().equals(id))
            .map(CheckedRule::title)
            .findFirst()
            .orElseGet(() -> inWords(id));
    return descriptor(id, title, finding.mend(), new Configuration(level(Severity.ERROR)));
  }

  /** Without an address of the documentation: its page is in the help. */
  private static Descriptor descriptor(RulePage page, String mend, Configuration configuration) {
    return new Descriptor(
        page.id(),
        new Text(inWords(page.id())),
        new Text(page.happens()),
        configuration,
        new Text(
            mend + "\n\n" + page.why() + "\n\nWhen to allow it: " + page.allow(), page.markdown()));
  }

  private static Descriptor descriptor(
      String id, String title, String mend, Configuration configuration) {
    Text help = new Text(mend.isEmpty() ? title : mend);
    return new Descriptor(id, new Text(title), new Text(title), configuration, help);
  }

  private static String inWords(String id) {
    String words = id.replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** The last slash separates what stays the same from run to run. */
  private static String automation(Outcome outcome) {
    String module = outcome.path(outcome.project().migrations());
    return "migrate/" + module + "/";
  }

  private static Notification notified(NotChecked line) {
    return new Notification(
        new Reference(line.rule()),
        "warning",
        new Text(line.rule() + " was not checked. " + line.why()));
  }

  private static Result result(
      Finding finding, int rule, Outcome outcome, Fingerprints fingerprints) {
    String mend = finding.mend().isEmpty() ? "" : "\n" + finding.mend();
    String allowed = finding.allowed();
    return new Result(
        finding.rule(),
        rule,
        level(finding.severity()),
        new Text(finding.message() + mend),
        List.of(location(finding, outcome)),
        Map.of("migrateFinding/v1", fingerprints.of(finding)),
        allowed == null ? List.of() : List.of(new Suppression("inSource", allowed)));
  }

  private static Location location(Finding finding, Outcome outcome) {
    String path = outcome.placeOf(finding);
    boolean inside = !Path.of(path).isAbsolute();
    return new Location(
        new PhysicalLocation(
            inside
                ? new ArtifactLocation(Uris.relative(path), ROOT)
                : new ArtifactLocation(Uris.file(Path.of(path)), null),
            finding.line() > 0 ? new Region(finding.line()) : null));
  }

  private static String level(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
