package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.output.GitHubAnnotations;
import dev.pgmigrate.output.Outcome;
import dev.pgmigrate.output.OutputFiles;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs read of a verdict is what they expect, whatever names files have. */
class VerdictFormsTest {
  private static final Path SITE = Path.of("src/site/resources/schemas");
  private static final String HEADER =
      "-- by hand\n\n-- revision: %s\n-- parent: %s\n\n-- migrate:up\n%s\n-- migrate:down nothing\n";

  /** One of each weight; what others find in the same statements is not the point here. */
  private static final List<String> RULES =
      List.of("index-built-under-lock", "unbounded-write", "type-to-avoid");

  @TempDir Path folder;
  private Path repository;
  private TestProject project;

  @BeforeEach
  void openAModuleOfARepository() throws IOException {
    repository = folder.resolve("Ärger & 'mehr' 100%");
    Path module = Files.createDirectories(repository.resolve("shop module"));
    project = new TestProject(module).withoutDatabase();
    project.git("init", "-q", "..");
    write(
        "a.sql",
        "aaaaaaaaaaaa",
        "none",
        "CREATE TABLE account (id bigint PRIMARY KEY, email text);\n");
    project.git("add", "migrations").git("commit", "-q", "-m", "merged");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void everyWeightIsInEveryForm() throws IOException {
    Path file = everyWeight("");
    Outcome outcome = lint();
    assertThat(OutputFiles.write(outcome))
        .extracting(each -> each.getFileName().toString())
        .containsExactly(
            "verify.json",
            "verify.sarif",
            "verify.junit.xml",
            "verify.gitlab.json",
            "verify.md",
            "verify.html");
    String place = "shop module/migrations/größe, 'maß' & 50%.sql";

    JsonObject json = valid("verify.json", SITE.resolve("verify-1.schema.json"));
    assertThat(json.get("passed").getAsBoolean()).isFalse();
    assertThat(json.getAsJsonObject("counts").toString())
        .isEqualTo(
            "{\"errors\":1,\"warnings\":1,\"notes\":1,\"allowed\":1,\"notChecked\":0,"
                + "\"revisions\":2}");
    assertThat(texts(json.getAsJsonArray("findings"), "severity"))
        .containsExactly("error", "warning", "note", "error");
    assertThat(texts(json.getAsJsonArray("findings"), "file")).containsOnly(place);
    assertThat(json.getAsJsonArray("revisions").get(0).toString())
        .contains("\"revision\":\"bbbbbbbbbbbb\"", "\"mode\":\"SHARE\"", "\"grade\":\"not tried\"");

    JsonObject run = sarifRun();
    JsonArray results = run.getAsJsonArray("results");
    assertThat(texts(results, "level")).containsExactly("error", "warning", "note", "error");
    assertThat(texts(results, "ruleId"))
        .containsExactly(
            "index-built-under-lock", "unbounded-write", "type-to-avoid", "index-built-under-lock");
    URI base =
        URI.create(
            run.getAsJsonObject("originalUriBaseIds")
                .getAsJsonObject("%SRCROOT%")
                .get("uri")
                .getAsString());
    JsonObject location = physical(results.get(0));
    JsonObject artifact = location.getAsJsonObject("artifactLocation");
    assertThat(artifact.get("uriBaseId").getAsString()).isEqualTo("%SRCROOT%");
    assertThat(Path.of(base.resolve(artifact.get("uri").getAsString()))).isEqualTo(file);
    assertThat(location.getAsJsonObject("region").get("startLine").getAsInt()).isEqualTo(7);
    assertThat(results.get(0).getAsJsonObject().getAsJsonArray("suppressions")).isEmpty();
    assertThat(results.get(3).getAsJsonObject().getAsJsonArray("suppressions").toString())
        .isEqualTo("[{\"kind\":\"inSource\",\"justification\":\"ten \\\"rows\\\" <only>\"}]");
    JsonArray rules = run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
    assertThat(texts(rules, "id"))
        .containsExactly("index-built-under-lock", "unbounded-write", "type-to-avoid");
    JsonObject rule = rules.get(0).getAsJsonObject();
    assertThat(rule.get("fullDescription").toString()).contains("Writers of the table wait");
    assertThat(rule.getAsJsonObject("help").get("markdown").getAsString())
        .isEqualTo(Files.readString(Path.of("src/site/markdown/rules/index-built-under-lock.md")));
    assertThat(rule.getAsJsonObject("help").get("text").getAsString())
        .startsWith("Build the index with CREATE INDEX CONCURRENTLY")
        .contains("`CREATE INDEX` takes a SHARE lock", "When to allow it: The table is small");

    JsonArray issues = JsonParser.parseString(read("verify.gitlab.json")).getAsJsonArray();
    assertThat(texts(issues, "severity")).containsExactly("critical", "minor", "info");
    assertThat(texts(issues, "check_name")).doesNotContainNull();
    assertThat(texts(issues, "description")).doesNotContainNull();
    assertThat(texts(issues, "fingerprint")).doesNotHaveDuplicates();
    assertThat(issues.get(0).getAsJsonObject().getAsJsonObject("location").toString())
        .isEqualTo("{\"path\":\"" + place + "\",\"lines\":{\"begin\":7}}");

    List<ReportTestSuite> suites = junit();
    assertThat(suites)
        .extracting(ReportTestSuite::getFullClassName)
        .containsExactly("shop module/migrations", place);
    assertThat(suites).extracting(ReportTestSuite::getNumberOfTests).containsExactly(1, 4);
    assertThat(suites).extracting(ReportTestSuite::getNumberOfFailures).containsExactly(0, 1);
    ReportTestCase failed = suites.get(1).getTestCases().get(0);
    assertThat(failed.getFailureType()).isEqualTo("index-built-under-lock");
    assertThat(failed.getName()).startsWith("line 7: ");

    assertThat(GitHubAnnotations.lines(outcome))
        .hasSize(3)
        .first()
        .asString()
        .startsWith(
            "::error file=shop module/migrations/größe%2C 'maß' & 50%25.sql,line=7,"
                + "title=index-built-under-lock::")
        .doesNotContain("\n")
        .contains("%0A");
    assertThat(GitHubAnnotations.lines(outcome))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("::error", "::warning", "::notice");
  }

  @Test
  void aFindingIsKnownAgainWhenItsLineMoves() throws IOException {
    everyWeight("");
    OutputFiles.write(lint());
    List<String> before = fingerprints();
    assertThat(before).doesNotHaveDuplicates();
    everyWeight("-- a comment\n-- of two lines\n\n");
    OutputFiles.write(lint());
    assertThat(physical(sarifRun().getAsJsonArray("results").get(0)).toString())
        .contains("\"startLine\":10");
    assertThat(fingerprints()).isEqualTo(before);
  }

  @Test
  void aDifferenceIsInNoFile() throws IOException {
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, email text, \"näme\" text);");
    project.filters(List.of(), List.of("nothing.*"));
    Outcome outcome = verify();
    OutputFiles.write(outcome);
    JsonObject json = valid("verify.json", SITE.resolve("verify-1.schema.json"));
    assertThat(json.getAsJsonArray("missing").toString()).contains("näme");
    assertThat(json.getAsJsonArray("findings").get(0).toString()).contains("\"file\":null");
    JsonObject run = sarifRun();
    assertThat(physical(run.getAsJsonArray("results").get(0)).toString())
        .isEqualTo(
            "{\"artifactLocation\":{\"uri\":\"shop%20module/migrations\","
                + "\"uriBaseId\":\"%SRCROOT%\"}}");
    assertThat(run.getAsJsonArray("invocations").toString())
        .contains("The filter 'nothing.*' matches nothing.");
    ReportTestSuite history = junit().get(0);
    assertThat(history.getTestCases())
        .filteredOn(ReportTestCase::hasFailure)
        .extracting(ReportTestCase::getName)
        .contains("the entities and the history make the same schema");
    assertThat(history.getNumberOfSkipped()).isGreaterThanOrEqualTo(1);
    assertThat(GitHubAnnotations.lines(outcome))
        .anySatisfy(
            line -> assertThat(line).startsWith("::error title=no-change-without-migration::"));
  }

  @Test
  void aFileThatNobodyCanReadIsInEveryForm() throws IOException {
    Path broken = project.migrations().resolve("broken.sql");
    Files.write(broken, new byte[] {'-', '-', ' ', (byte) 0xff, '\n', 0, 27, '\n'});
    OutputFiles.write(verify());
    whatIsSaidOfTheBrokenFile();
    OutputFiles.write(lint());
    whatIsSaidOfTheBrokenFile();
  }

  private void whatIsSaidOfTheBrokenFile() throws IOException {
    assertThat(valid("verify.json", SITE.resolve("verify-1.schema.json")).toString())
        .contains("readable-history", "\"passed\":false");
    assertThat(texts(sarifRun().getAsJsonArray("results"), "ruleId"))
        .containsExactly("readable-history");
    assertThat(junit().stream().mapToInt(ReportTestSuite::getNumberOfFailures).sum()).isEqualTo(1);
  }

  @Test
  void whatXmlCannotHoldIsReplaced() throws IOException {
    write(
        "b.sql",
        "bbbbbbbbbbbb",
        "aaaaaaaaaaaa",
        "-- migrate:allow index-built-under-lock a bell \u0007 & ]]> \uD83D\uDE00\n"
            + "CREATE INDEX ix ON account (email);\n");
    OutputFiles.write(lint());
    assertThat(junit()).hasSize(2);
    assertThat(read("verify.junit.xml")).contains("a bell \uFFFD &amp; ]]&gt; \uD83D\uDE00");
    sarifRun();
  }

  @Test
  void aRefusedStatementSaysWhatPostgresqlSaid() throws IOException {
    write("b.sql", "bbbbbbbbbbbb", "aaaaaaaaaaaa", "DROP TABLE nobody;\n");
    OutputFiles.write(lint());
    assertThat(
            valid("verify.json", SITE.resolve("verify-1.schema.json")).get("revisions").toString())
        .contains("table \\\"nobody\\\" does not exist", "\"sqlState\":\"42P01\"");
    sarifRun();
  }

  @Test
  void everyEffectIsSaidToPrograms() throws IOException {
    String name = "n".repeat(64);
    write(
        "b.sql",
        "bbbbbbbbbbbb",
        "aaaaaaaaaaaa",
        "ALTER TABLE account ALTER email TYPE varchar(9);\n" + "CREATE TABLE " + name + " ();\n");
    OutputFiles.write(lint());
    assertThat(
            valid("verify.json", SITE.resolve("verify-1.schema.json")).get("revisions").toString())
        .contains(
            "{\"table\":\"public.account\",\"column\":\"email\",\"from\":\"text\","
                + "\"to\":\"character varying(9)\",\"fit\":\"narrower\"}",
            "{\"tag\":\"ALTER TABLE\",\"type\":\"table\",\"name\":\"public.account\","
                + "\"existing\":true}",
            "\"cutNames\":[\"" + name + "\"]");
  }

  @Test
  void anEarlierResultIsNotTakenForThisOne() {
    OutputFiles.write(lint());
    assertThat(work()).isNotEmptyDirectory();
    OutputFiles.remove(project.project().work());
    assertThat(work()).isEmptyDirectory();
  }

  @Test
  void otherUsersMayReadTheFilesAsAnyOther() throws IOException {
    OutputFiles.write(lint());
    Path usual = Files.writeString(work().resolve("usual"), "");
    try (Stream<Path> files = Files.list(work())) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .isEqualTo(Files.getPosixFilePermissions(usual)));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(work(), "a file in the way");
    assertThatThrownBy(() -> OutputFiles.write(lint()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(work().resolve("verify.json") + " could not be written.");
  }

  /** An error, a warning and a note, and an error that is allowed. */
  private Path everyWeight(String before) throws IOException {
    return write(
        "größe, 'maß' & 50%.sql",
        "bbbbbbbbbbbb",
        "aaaaaaaaaaaa",
        before
            + "CREATE INDEX \"Straße\" ON account (email);\n"
            + "\n-- migrate:up\n"
            + "-- migrate:allow index-built-under-lock ten \"rows\" <only>\n"
            + "CREATE INDEX ix ON account (id, email);\n"
            + "\n-- migrate:up\n"
            + "UPDATE account SET email = 'ä';\n"
            + "\n-- migrate:up\n"
            + "ALTER TABLE account ADD COLUMN born char(3);\n"
            + "\n-- migrate:down nothing\n".repeat(3));
  }

  private Path write(String name, String id, String parent, String up) throws IOException {
    Path file = project.migrations().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, HEADER.formatted(id, parent, up));
  }

  private Outcome lint() {
    List<String> off =
        Rules.all().stream()
            .map(Rule::id)
            .filter(id -> !RULES.contains(id))
            .map(id -> id + "=off")
            .toList();
    Verdict verdict =
        LintCommand.run(
            new LintCommand.Input(project.project(), false, null, null, LintLevels.parse(off)));
    return Outcome.of("lint", "1.0", verdict, Severity.ERROR, project.project());
  }

  private Outcome verify() {
    return Outcome.of("verify", "1.0", project.verify(), Severity.ERROR, project.project());
  }

  private Path work() {
    return project.project().work();
  }

  private String read(String name) throws IOException {
    return Files.readString(work().resolve(name));
  }

  private List<String> fingerprints() throws IOException {
    List<String> all = new ArrayList<>();
    for (JsonElement result : sarifRun().getAsJsonArray("results")) {
      all.add(result.getAsJsonObject().get("partialFingerprints").toString());
    }
    return all;
  }

  private JsonObject sarifRun() throws IOException {
    return valid("verify.sarif", Path.of("src/test/resources/sarif/sarif-2.1.0-rtm.5.json"))
        .getAsJsonArray("runs")
        .get(0)
        .getAsJsonObject();
  }

  /** The file, which keeps to the schema; a key that the schema does not name is a fault, too. */
  private JsonObject valid(String name, Path schemaFile) throws IOException {
    String text = read(name);
    JsonObject schema = JsonParser.parseString(Files.readString(schemaFile)).getAsJsonObject();
    close(schema);
    SpecVersion.VersionFlag draft =
        schema.get("$schema").getAsString().contains("draft-04")
            ? SpecVersion.VersionFlag.V4
            : SpecVersion.VersionFlag.V7;
    assertThat(
            JsonSchemaFactory.getInstance(draft)
                .getSchema(
                    schema.toString(),
                    SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
                .validate(text, InputFormat.JSON))
        .as(text)
        .isEmpty();
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static void close(JsonElement schema) {
    if (schema.isJsonArray()) {
      schema.getAsJsonArray().forEach(VerdictFormsTest::close);
    } else if (schema.isJsonObject()) {
      JsonObject object = schema.getAsJsonObject();
      object.asMap().values().forEach(VerdictFormsTest::close);
      if (object.has("properties")
          && object.get("properties").isJsonObject()
          && object.has("type")
          && !object.has("additionalProperties")
          && "\"object\"".equals(object.get("type").toString())) {
        object.addProperty("additionalProperties", false);
      }
    }
  }

  private List<ReportTestSuite> junit() throws IOException {
    try {
      return new TestSuiteXmlParser(new NullConsoleLogger())
          .parse(work().resolve("verify.junit.xml").toString());
    } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
      throw new AssertionError(read("verify.junit.xml"), e);
    }
  }

  private static JsonObject physical(JsonElement result) {
    return result
        .getAsJsonObject()
        .getAsJsonArray("locations")
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("physicalLocation");
  }

  private static List<String> texts(JsonArray objects, String key) {
    Stream<JsonElement> all = StreamSupport.stream(objects.spliterator(), false);
    return all.map(each -> each.getAsJsonObject().get(key).getAsString()).toList();
  }
}
