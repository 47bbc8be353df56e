package io.fairlead.istioconfig.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Type;
import com.google.protobuf.Value;
import io.fairlead.istioconfig.Kind;
import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomResourcesTest {

  /** What the chart installs is what is compared: there is no second copy. */
  private static final Path CHART =
      Path.of("../packaging/helm/fairlead/files/crds").toAbsolutePath().normalize();

  static Stream<String> definitions() {
    return CustomResources.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void theChartHoldsWhatTheDescriptorsSay(String name) {
    Goldens.assertMatches(
        CHART.resolve(name + ".yaml"), Objects.requireNonNull(CustomResources.all().get(name)));
  }

  @Test
  void theChartHoldsNoOtherDefinitions() throws IOException {
    try (Stream<Path> files = Files.list(CHART)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(definitions().map(name -> name + ".yaml").toList());
    }
  }

  @Test
  void pluralsAreThoseOfIstio() {
    List<String> plurals = CustomResources.kinds().stream().map(CustomResources::plural).toList();
    assertThat(plurals)
        .contains("gateways", "serviceentries", "authorizationpolicies", "telemetries", "sidecars");
  }

  @Test
  void whatIsRequiredIsAFieldOfAMessageThatStandsSomewhere() {
    Set<Descriptor> messages = new HashSet<>();
    for (Kind kind : CustomResources.kinds()) {
      gather(kind.prototype().getDescriptorForType(), messages);
    }
    for (Descriptor message : messages) {
      assertThat(message.getFields().stream().map(FieldDescriptor::getJsonName))
          .as(message.getFullName())
          .containsAll(Requirements.of(message));
    }
    assertThat(messages.stream().filter(message -> !Requirements.of(message).isEmpty()))
        .hasSize(Requirements.messages());
  }

  @Test
  void aMessageThatHoldsItselfHasNoSchema() {
    assertThatThrownBy(
            () ->
                MessageSchema.of(
                    Value.getDescriptor().getFile().findMessageTypeByName("ListValue")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> WellKnownSchema.of(Type.getDescriptor()))
        .hasMessageContaining("google.protobuf.Type");
  }

  private static void gather(Descriptor message, Set<Descriptor> seen) {
    if (seen.add(message)) {
      message.getFields().stream()
          .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
          .forEach(field -> gather(field.getMessageType(), seen));
    }
  }
}
