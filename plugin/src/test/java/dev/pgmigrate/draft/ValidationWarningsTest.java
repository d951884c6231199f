package dev.pgmigrate.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.command.RevisionCommand;
import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.entity.EntityProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bean Validation that the database does not hold. */
class ValidationWarningsTest {
  private static final String ACCOUNT =
      """
      @Entity class Account {
        @Id Long id;
        @jakarta.validation.constraints.NotNull String missing;
        @jakarta.validation.constraints.NotNull @Column(nullable = false) String present;
        @jakarta.validation.constraints.Size(min = 2, max = 80) String tooLong;
        @jakarta.validation.constraints.Size(max = 80) @Column(length = 80) String fits;
        @jakarta.validation.constraints.Min(1) @jakarta.validation.constraints.Max(9) int free;
        @jakarta.validation.constraints.Min(1) @Check(constraints = "bound >= 1") int bound;
        @jakarta.validation.constraints.Digits(integer = 8, fraction = 2) BigDecimal amount;
        @jakarta.validation.constraints.Past Instant born;
        @jakarta.validation.constraints.Size(max = 3) String[] few;
        @jakarta.validation.constraints.NotNull @ManyToOne Account parent;
        @Embedded Contact contact;
      }
      """;
  private static final String CONTACT =
      """
      @Embeddable class Contact {
        @jakarta.validation.constraints.Email String mail;
        @jakarta.validation.constraints.Pattern(regexp = "[0-9]+") String phone;
      }
      """;

  @TempDir Path root;

  @Test
  void areGivenOnceForEachNewColumn() {
    try (TestProject project = new TestProject(root)) {
      project.entities(compile("one", ACCOUNT));
      RevisionCommand.Result first = project.revision("first");
      assertThat(messages(first))
          .containsExactlyInAnyOrder(
              "Account.contact.mail has @Email",
              "Account.contact.phone has @Pattern(regexp = \"[0-9]+\")");
      assertThat(TestProject.read(first.written()))
          .contains(
              "-- warning validation-without-constraint: Account.contact.mail has @Email in Java;"
                  + " the database does not enforce it on column mail");

      String another =
          ACCOUNT.replace(
              "@Embedded", "@jakarta.validation.constraints.Positive int more; @Embedded");
      project.entities(compile("two", another));
      assertThat(messages(project.revision("second")))
          .containsExactly("Account.more has @Positive");
    }
  }

  private dev.pgmigrate.entity.EntityInput compile(String name, String account) {
    return new EntityProject(root.resolve(name)).source(account).source(CONTACT).input();
  }

  private static List<String> messages(RevisionCommand.Result result) {
    return result.warnings().stream()
        .filter(warning -> warning.id().equals("validation-without-constraint"))
        .map(Warning::message)
        .map(message -> message.replaceFirst(" in Java;.*", ""))
        .toList();
  }
}
