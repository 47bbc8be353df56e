package io.fairlead.registrybridge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.service.ServiceHost;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ServiceIdTest {

  @Test
  void isTheHostWhereThatIsShort() {
    assertThat(ServiceId.of(new ServiceHost("web.internal"))).isEqualTo("web.internal");
  }

  @Test
  void fitsIntoALabelAndStaysUnique() {
    String common = "a".repeat(60) + "." + "b".repeat(60) + ".";
    Set<String> ids =
        Stream.of(common + "x", common + "y", "under_score.x", "under-score.x")
            .map(host -> ServiceId.of(new ServiceHost(host)))
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(4).allMatch(id -> id.matches("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?"));
  }
}
