package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.UpgradeCommand;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.run.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OrderRepositoryTest {
  @BeforeAll
  static void upgrade() {
    Project project =
        Project.at(Path.of(""))
            .withMigrations(Path.of("src/test/resources/com/example/orders/migrations"))
            .withDatabase(DatabaseConfig.of(TestDatabase.URL, null, null));
    UpgradeCommand.run(new UpgradeCommand.Input(project, "head", true, Progress.SILENT));
  }

  @Test
  void ordersAreThere() throws SQLException {
    try (Connection connection = TestDatabase.connect();
        Statement statement = connection.createStatement()) {
      int inserted =
          statement.executeUpdate("INSERT INTO purchase_order (customer) VALUES ('Ann')");
      assertThat(inserted).isEqualTo(1);
    }
  }
}
