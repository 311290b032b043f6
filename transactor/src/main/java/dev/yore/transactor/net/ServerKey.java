package dev.yore.transactor.net;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The key of one run of a transactor, in the self-signed certificate that TLS asks for. Nobody
 * looks at the certificate but for its key, which is published by its fingerprint.
 *
 * <p>It is an X.509 certificate of version 3 (RFC 5280) for a key on the curve P-256, which every
 * Java platform knows; the platform reads certificates but does not write them.
 */
public record ServerKey(PrivateKey privateKey, X509Certificate certificate) {
  /** ecdsa-with-SHA256, RFC 5758. */
  private static final byte[] SIGNATURE_ALGORITHM =
      Der.sequence(Der.objectId(1, 2, 840, 10045, 4, 3, 2));

  /** commonName, RFC 5280. */
  private static final byte[] COMMON_NAME = Der.objectId(2, 5, 4, 3);

  private static final int SERIAL_BITS = 64;

  /** A key that has never been before. */
  public static ServerKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] content = content(pair);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      byte[] certificate =
          Der.sequence(content, SIGNATURE_ALGORITHM, Der.bitString(signature.sign()));
      return new ServerKey(
          pair.getPrivate(),
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256 and X.509", e);
    }
  }

  private static byte[] content(KeyPair pair) {
    byte[] version3 = Der.explicit(0, Der.integer(new byte[] {2}));
    BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
    byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8("Yore transactor"))));
    Instant now = Instant.now();
    byte[] validity =
        Der.sequence(
            Der.time(now.minus(1, ChronoUnit.DAYS)), Der.time(now.plus(36_500, ChronoUnit.DAYS)));
    return Der.sequence(
        version3,
        Der.integer(serial.toByteArray()),
        SIGNATURE_ALGORITHM,
        name,
        validity,
        name,
        pair.getPublic().getEncoded());
  }

  /** What peers are to trust. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(certificate.getPublicKey());
  }
}
