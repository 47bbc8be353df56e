package io.fairlead.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static StateStore.Entry entry(ByteString value) {
    return new StateStore.Entry("things", "a", value, 1);
  }

  @Test
  void readsWhatItWroteEmptyFieldsIncluded() {
    var entry = entry(new Fields("1", List.of("x", "", "")).encode());

    List<String> read = Fields.decode(entry, "1", 3, fields -> fields);
    assertThat(read).containsExactly("x", "", "");
  }

  @Test
  void namesTheEntryThatItCannotRead() {
    for (String text : List.of("", "2\tx", "1", "1\tx\ty", "1\tnot a number")) {
      var entry = entry(ByteString.copyFromUtf8(text));

      assertThatThrownBy(
              () -> Fields.decode(entry, "1", 1, fields -> Integer.parseInt(fields.getFirst())))
          .as(text)
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("the entry things/a of the store cannot be read");
    }
  }

  @Test
  void refusesWhatWouldBreakTheLine() {
    assertThatThrownBy(() -> new Fields("1", List.of("a\tb")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
