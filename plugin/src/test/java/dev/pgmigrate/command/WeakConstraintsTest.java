package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.RevisionReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bean Validation on columns that are there and on columns that are new. */
class WeakConstraintsTest {
  private static final String VALIDATED =
      """
      @Entity class Account {
        @Id Long id;
        @jakarta.validation.constraints.NotBlank String mail;
        @jakarta.validation.constraints.Size(max = 80) String city;
        @jakarta.validation.constraints.Min(1) @jakarta.validation.constraints.Max(9) Integer stars;
        @jakarta.validation.constraints.Digits(integer = 8, fraction = 2) BigDecimal credit;
        // more
      }
      """;

  /** What a DBA wrote for the same entity. */
  private static final String BY_HAND =
      """
      CREATE TABLE account (id bigint NOT NULL PRIMARY KEY, mail varchar(255), city text,
        stars integer, credit numeric(12, 2));
      INSERT INTO account VALUES (1, NULL, 'Bern', 12, 1.5);
      """;

  @TempDir Path root;
  private TestProject project;
  private int compiled;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private EntityProject source(String account) {
    return new EntityProject(root.resolve("classes" + compiled++)).source(account);
  }

  private TestProject entities(String account) {
    return project.entities(source(account).input());
  }

  private static String sql(RevisionCommand.Result result) {
    return TestProject.read(result.files().get(0).path());
  }

  @Test
  void aColumnThatIsThereFitsWithAndWithout() {
    project.execute(BY_HAND).baseline();
    entities(VALIDATED);

    RevisionCommand.Result result = project.revision(null);

    assertThat(result.changes()).isEmpty();
    assertThat(RevisionReport.revision(result, project.project()))
        .extracting(Line::text)
        .containsOnlyOnce(
            "Bean Validation is stricter than the database for existing columns: account.city"
                + " varchar(80), account.credit numeric(10,2), account.mail NOT NULL and 1 more. These"
                + " columns are not changed; to change them: -Dmigrate.validation=apply");
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.accept(null, null).left().groups()).isEmpty();
    String lock = project.lock();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.lock()).isEqualTo(lock);
  }

  @Test
  void aColumnThatIsThereIsChangedWhenAsked() {
    project.execute(BY_HAND.replace("NULL, 'Bern', 12", "'a@b', 'Bern', 2")).baseline();
    project.entities(source(VALIDATED).strictValidation().input());

    RevisionCommand.Result result = project.revision("validation");

    assertThat(sql(result))
        .contains("mail SET NOT NULL", "varchar(80)", "numeric(10,2)", "CHECK (");
    project.upgradeWithContract();
    assertThat(project.revision(null).changes()).isEmpty();
    entities(VALIDATED);
    assertThat(project.revision(null).notices()).isEmpty();
  }

  @Test
  void aNewColumnGetsIt() {
    project.execute(BY_HAND).baseline();
    entities(
        VALIDATED.replace(
            "// more",
            "@jakarta.validation.constraints.NotNull @jakarta.validation.constraints.Size(max = 30)"
                + " String zip; @jakarta.validation.constraints.Max(5) int rank;"));

    RevisionCommand.Result result = project.revision("zip and rank");

    assertThat(sql(result) + TestProject.read(result.files().get(1).path()))
        .contains("ADD COLUMN zip varchar(30)", "(rank<=5)", "zip SET NOT NULL")
        .doesNotContain("mail", "city", "stars", "credit", "warning validation-");
  }

  @Test
  void whatItMadeFollowsIt() {
    entities(VALIDATED).revision("first");
    project.upgrade();
    String other =
        VALIDATED
            .replace("@jakarta.validation.constraints.NotBlank ", "")
            .replace("Size(max = 80)", "Size(max = 200)")
            .replace("Max(9)", "Max(20)");
    entities(other);

    String sql = sql(project.revision("other constraints"));

    assertThat(sql)
        .contains("mail DROP NOT NULL", "city TYPE varchar(200)", "(stars<=20)")
        .doesNotContain("credit");
    project.upgradeWithContract();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(
            project.query(
                "SELECT conname FROM pg_constraint WHERE contype = 'c'"
                    + " AND conrelid = 'account'::regclass"
                    + " AND pg_get_constraintdef(oid) LIKE '%stars <= 20%'"))
        .containsExactly("account_stars_check");
  }

  @Test
  void aLengthThatIsTooShortIsATrueDifference() {
    project.execute(BY_HAND.replace("city text", "city varchar(20)")).baseline();
    entities(VALIDATED);

    RevisionCommand.Result result = project.revision("room");

    assertThat(sql(result)).contains("city TYPE varchar(80)").doesNotContain("mail");
    assertThat(result.notices()).anyMatch(notice -> notice.kind() == Notice.Kind.LEFT_AS_IS);
  }

  @Test
  void theOrderOfItsPartsCountsForNothing() {
    project
        .execute(
            BY_HAND.replace("12, 1.5", "2, 1.5")
                + "ALTER TABLE account ADD CONSTRAINT account_stars_check"
                + " CHECK (stars <= 9 AND stars >= 1)")
        .baseline();
    entities(VALIDATED);
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.lock()).contains("check public.account");
  }

  @Test
  void theDatabaseOfHibernateItselfHasNoChanges() {
    for (String ddl : List.of("ddl", "plain")) {
      try (TestProject fresh = new TestProject(root.resolve(ddl))) {
        var input = source(VALIDATED).input();
        var model =
            new dev.pgmigrate.entity.EntityReader(new EntityProject.FromTestClassPath())
                .read(input);
        (ddl.equals("ddl") ? model.ddl() : model.plainDdl()).forEach(fresh::execute);
        fresh.baseline();
        fresh.entities(input);
        RevisionCommand.Result result = fresh.revision(null);
        assertThat(result.changes()).isEmpty();
        assertThat(result.notices()).hasSize(ddl.equals("ddl") ? 0 : 4);
      }
    }
  }
}
