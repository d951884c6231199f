package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.Credentials;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** User name and password of a server entry of settings.xml. */
final class SettingsServer {
  private SettingsServer() {}

  /**
   * The entry with its password decrypted.
   *
   * @throws MigrationException when there is no such entry, or its password cannot be decrypted
   */
  static Credentials credentials(MavenSession session, SettingsDecrypter decrypter, String id) {
    Server server = session.getSettings().getServer(id);
    if (server == null) {
      List<String> ids = session.getSettings().getServers().stream().map(Server::getId).toList();
      throw new MigrationException(
          "migrate.server is "
              + id
              + ", and settings.xml has no <server> with that id"
              + (ids.isEmpty() ? "." : " (it has " + String.join(", ", ids) + ")."));
    }
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    Server decrypted = result.getServer();
    String password = decrypted.getPassword();
    // A plain password with braces inside yields a problem and the right password.
    boolean cipher = password != null && password.matches("^\\{.*\\}$");
    if (cipher && !result.getProblems().isEmpty()) {
      throw new MigrationException(
          "The password of server " + id + " in settings.xml cannot be decrypted.",
          "Check that settings-security.xml has the master password that it was"
              + " encrypted with.");
    }
    return Credentials.of(null, decrypted.getUsername(), password);
  }
}
