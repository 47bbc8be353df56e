package io.fairlead.registrybridge.source.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.registrybridge.source.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KnowledgeTest {

  private final Knowledge knowledge =
      new Knowledge(
          new InstanceMapper(
              new SourceSettings.Consul(
                      "dc1",
                      "http://127.0.0.1:8500",
                      Path.of(""),
                      Path.of(""),
                      "",
                      "consul",
                      "service.consul",
                      new SourceSettings.Selection(List.of(), List.of()),
                      true,
                      false,
                      100,
                      Duration.ofSeconds(1),
                      Duration.ofSeconds(1))
                  .mapping()));

  private void found(String name, String... addresses) {
    List<ConsulInstance> instances = new ArrayList<>();
    for (String address : addresses) {
      instances.add(Instances.of(name + address, address, 80, Map.of()));
    }
    knowledge.found(name, instances);
  }

  @Test
  void whatChangedLastIsLikeliestToChangeNext() {
    for (int i = 0; i < 1_000; i++) {
      found("s" + i, "10.0.0.1");
    }
    found("s3", "10.0.0.2");
    found("s500", "10.0.0.2");
    found("s7", "10.0.0.1");
    List<String> names = List.of("s1", "s2", "s3", "s7", "s500", "s998");
    assertThat(knowledge.likeliestFirst(names))
        .startsWith("s500", "s3", "s998")
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void ofAThousandServicesOneReadChangesOne() {
    for (int i = 0; i < 1_000; i++) {
      found("s" + i, "10.0.0.1");
    }
    knowledge.changed().clear();
    found("s3", "10.0.0.1", "10.0.0.2");
    found("s4", "10.0.0.1");
    assertThat(knowledge.changed()).hasSize(1);
    assertThat(knowledge.endpoints()).isEqualTo(1_001);
  }

  @Test
  void aServiceIsPublishedOnceTheOneOfTheSameHostIsGoneThoughItIsAsItWas() {
    found("Web", "10.0.0.1");
    found("web", "10.0.0.2");
    assertThat(knowledge.endpoints()).isEqualTo(1);
    knowledge.retain(Set.of("web"));
    assertThat(knowledge.services()).isEmpty();
    knowledge.foundAgain("web");
    assertThat(knowledge.services()).hasSize(1);
  }
}
