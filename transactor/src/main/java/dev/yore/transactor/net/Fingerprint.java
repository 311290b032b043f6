package dev.yore.transactor.net;

import dev.yore.storage.value.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/**
 * Which public key a peer trusts: the SHA-256 of its X.509 form.
 *
 * @param hex 64 digits, in small letters
 */
public record Fingerprint(String hex) {
  private static final int HEX_DIGITS = 64;

  public Fingerprint {
    if (hex.length() != HEX_DIGITS || !hex.matches("[0-9a-f]+")) {
      throw new IllegalArgumentException("64 hex digits expected, found " + hex);
    }
  }

  /** The fingerprint as a lease keeps it. */
  public static Fingerprint of(Bytes sha256) {
    return new Fingerprint(HexFormat.of().formatHex(sha256.toByteArray()));
  }

  /** As a lease keeps it. */
  public Bytes bytes() {
    return Bytes.of(HexFormat.of().parseHex(hex));
  }

  public static Fingerprint of(PublicKey key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return new Fingerprint(HexFormat.of().formatHex(digest.digest(key.getEncoded())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
