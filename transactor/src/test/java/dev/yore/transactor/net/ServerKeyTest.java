package dev.yore.transactor.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class ServerKeyTest {
  @Test
  void signsItsOwnCertificate() throws GeneralSecurityException {
    ServerKey key = ServerKey.generate();
    key.certificate().verify(key.certificate().getPublicKey());
    key.certificate().checkValidity();
    assertThat(key.certificate().getVersion()).isEqualTo(3);
    assertThat(key.certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=Yore transactor")
        .isEqualTo(key.certificate().getIssuerX500Principal().getName());
    assertThat(key.certificate().getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(key.certificate().getSerialNumber()).isPositive();
  }

  @Test
  void everyKeyIsAnother() {
    assertThat(ServerKey.generate().fingerprint()).isNotEqualTo(ServerKey.generate().fingerprint());
  }

  @Test
  void aFingerprintIsKeptAsBytes() {
    Fingerprint fingerprint = ServerKey.generate().fingerprint();
    assertThat(fingerprint.bytes().toByteArray()).hasSize(32);
    assertThat(Fingerprint.of(fingerprint.bytes())).isEqualTo(fingerprint);
  }

  @Test
  void aFingerprintIsSixtyFourDigits() {
    assertThatThrownBy(() -> new Fingerprint("ab")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fingerprint("G".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
