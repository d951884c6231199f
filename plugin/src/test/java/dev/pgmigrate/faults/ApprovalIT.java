package dev.pgmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protected database, and what happens between the approval of a plan and its end. */
class ApprovalIT {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{12}(-[0-9a-f]{12}){3}");

  @TempDir Path root;
  private Scene scene;

  @BeforeEach
  void protectedDatabase() throws Exception {
    scene = new Scene(root);
    scene.direct("upgrade", "-Dmigrate.target=+1").succeeded();
    scene.direct("protect").succeeded();
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private String digest() throws Exception {
    Matcher matcher = DIGEST.matcher(scene.direct("plan").succeeded());
    assertThat(matcher.find()).isTrue();
    return matcher.group();
  }

  @Test
  void aKilledUpgradeGoesOnWithTheSameApproval() throws Exception {
    assertThat(scene.direct("upgrade").failed()).contains("protected");
    String approve = "-Dmigrate.approve=" + digest();
    Wire.Hold hold = scene.wire().after(1, "^UPDATE account");
    Maven upgrade = scene.through("upgrade", approve);
    hold.await();
    upgrade.kill();
    scene.wire().cut();
    scene.letTheLeaseExpire();
    assertThat(scene.direct("upgrade").failed()).contains("protected");
    scene.direct("upgrade", approve).succeeded();
    scene.isWhole(scene.schema());
    assertThat(
            scene.query(
                "SELECT DISTINCT approval IS NOT NULL FROM migrate_history"
                    + " WHERE revision IN ('0000000000a2', '0000000000a3')"))
        .containsExactly("t");
  }

  @Test
  void anApprovalIsUsedUpByItsPlan() throws Exception {
    String approve = "-Dmigrate.approve=" + digest();
    Wire.Hold first = scene.wire().before(1, "^UPDATE account");
    Maven faster = scene.through("upgrade", approve);
    first.await();
    // The same plan, approved twice: the second waits, and then finds nothing left of it.
    Maven slower = scene.direct("upgrade", approve);
    slower.said("Waiting for another run");
    first.release();
    faster.succeeded();
    slower.succeeded();
    scene.isWhole(scene.schema());
    scene.write(
        "202611221003_0000000000a4_more.sql",
        """
          -- more
          --
          -- revision: 0000000000a4
          -- parent:   0000000000a3

          -- migrate:up
          CREATE TABLE more (id bigint PRIMARY KEY);

          -- migrate:down
          DROP TABLE more;
          """);
    assertThat(scene.direct("upgrade", approve).failed())
        .contains("The approved plan is out of date");
    scene.direct("upgrade", "-Dmigrate.approve=" + digest()).succeeded();
  }
}
