package dev.pgmigrate.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 that is being taken. */
final class Digest {
  private final MessageDigest digest;

  Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Each with its length before it, so that no two lists look alike. */
  Digest texts(@Nullable String... texts) {
    for (String text : texts) {
      byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
      digest.update(
          ByteBuffer.allocate(Integer.BYTES).putInt(text == null ? -1 : bytes.length).array());
      digest.update(bytes);
    }
    return this;
  }

  /** The first bytes of an array. */
  Digest bytes(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    return this;
  }

  /** In hexadecimal. Ends it. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
