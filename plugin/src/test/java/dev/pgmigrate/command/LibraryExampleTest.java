package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LibraryExampleTest {
  @Test
  void thePageShowsTheTestThatRuns() {
    String page = TestProject.read(Path.of("src/site/markdown/library.md"));
    String test =
        TestProject.read(Path.of("src/test/java/com/example/orders/OrderRepositoryTest.java"));
    assertThat(page).contains("```java\n" + test + "```\n");
  }
}
