package dev.pgmigrate.shadow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL stores of a password (RFC 5803); {@code PASSWORD} takes it in the place of one.
 *
 * <p>The many iterations of SCRAM make guessing slow. A random password of 128 bits cannot be
 * guessed, and each login would take most of its time for them: one iteration does.
 */
final class ScramVerifier {
  private static final int ITERATIONS = 1;

  private ScramVerifier() {}

  /** Of a random password of ASCII characters. */
  static String of(String password) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    try {
      byte[] block = ByteBuffer.allocate(salt.length + Integer.BYTES).put(salt).putInt(1).array();
      byte[] salted = hmac(ascii(password), block);
      byte[] stored =
          MessageDigest.getInstance("SHA-256").digest(hmac(salted, ascii("Client Key")));
      return "SCRAM-SHA-256$%d:%s$%s:%s"
          .formatted(
              ITERATIONS, base64(salt), base64(stored), base64(hmac(salted, ascii("Server Key"))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
