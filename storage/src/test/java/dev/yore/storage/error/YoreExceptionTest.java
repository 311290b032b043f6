package dev.yore.storage.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class YoreExceptionTest {

  @Test
  void showsTextFactsAndPlace() {
    YoreException error =
        YoreException.of(ErrorCode.UNIQUE_CONFLICT, "The value belongs to another entity")
            .with("attribute", ":person/email")
            .with("value", "a b")
            .with("bytes", new byte[] {1, (byte) 0xFF})
            .with("nothing", null)
            .at(3, 14);
    assertThat(error)
        .hasMessage(
            "The value belongs to another entity (attribute: :person/email, value: \"a b\", "
                + "bytes: 0x01ff, nothing: null) at line 3, column 14");
    assertThat(error.text()).isEqualTo("The value belongs to another entity");
    assertThat(error.facts())
        .containsOnlyKeys("attribute", "value", "bytes", "nothing")
        .containsEntry("value", "a b");
  }

  @Test
  void cutsLongFactsInMessagesOnly() {
    String text = "x".repeat(YoreException.FACT_CHARS_MAX + 1);
    YoreException error = YoreException.of(ErrorCode.STRING_TOO_LONG, "Too long").with("v", text);
    assertThat(error.getMessage()).endsWith("x…)").hasSizeLessThan(text.length() + 20);
    assertThat(error.facts()).containsEntry("v", text);
  }

  @Test
  void surviveSerialization() throws Exception {
    YoreException error =
        YoreException.bug("A rule").with("thing", new Object()).causedBy(new RuntimeException());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(error);
    Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(copy)
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.getMessage()).isEqualTo(error.getMessage()));
  }

  @Test
  void namesCodesAsKeywordsAndFiveCharacterStates() {
    assertThat(ErrorCode.TEMPID_NOT_AN_ENTITY.keyword())
        .isEqualTo(":db.error/tempid-not-an-entity");
    assertThat(ErrorCode.values())
        .allSatisfy(code -> assertThat(code.sqlState()).matches("[0-9A-Z]{5}"));
  }
}
