package io.fairlead.registrybridge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.fairlead.collections.SharedMap;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.registrybridge.merge.MergedService;
import io.fairlead.registrybridge.merge.MergedService.MergedEndpoint;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class McpPublisherTest {

  private static final ResourceType SERVICES =
      new ResourceType("networking.istio.io/v1/ServiceEntry");
  private static final ResourceType WORKLOADS =
      new ResourceType("networking.istio.io/v1/WorkloadEntry");

  /** Writes down what it encodes. */
  private static final class FakeEncoder implements ResourceEncoder {
    private final List<String> encoded = new ArrayList<>();

    @Override
    public Any serviceEntry(Declarations.Declared<Service> service, String version) {
      return any(service, version);
    }

    @Override
    public Any workloadEntry(Declarations.Declared<WorkloadEntry> entry, String version) {
      return any(entry, version);
    }

    private Any any(Declarations.Declared<?> declared, String version) {
      if (!version.isEmpty()) {
        encoded.add(declared.name().name());
      }
      return Any.newBuilder()
          .setTypeUrl(version)
          .setValue(ByteString.copyFromUtf8(declared.toString()))
          .build();
    }
  }

  private final FakeEncoder encoder = new FakeEncoder();
  private final McpPublisher publisher = new McpPublisher(encoder, Kinds.mcpTypes());
  private final FakeStream stream = new FakeStream(1);

  private static MergedService web(String... addresses) {
    return web(Labels.NONE, addresses);
  }

  private static MergedService web(Labels labels, String... addresses) {
    return new MergedService(
        new ResourceName("consul", "web"),
        new ServiceHost("web.service.consul"),
        List.of(ServicePort.of(80, "http", Protocol.HTTP)),
        Stream.of(addresses)
            .map(
                address ->
                    new MergedEndpoint(
                        new Endpoint(address, Map.of(), labels, Placement.UNKNOWN, 1, ""), "dc1"))
            .toList(),
        List.of("dc1"));
  }

  private void merge(MergedService... services) {
    publisher.merged(List.of(services), Set.of());
  }

  private Snapshot newest() {
    return stream.offers().getLast();
  }

  private static MergedService numbered(int number, String... addresses) {
    MergedService web = web(addresses);
    return new MergedService(
        new ResourceName("consul", "s" + number),
        new ServiceHost("s" + number + ".service.consul"),
        web.ports(),
        web.endpoints(),
        web.sources());
  }

  @Test
  void oneEndpointAmongAThousandServicesIsOneEncodingAndOneDifference() {
    publisher.opened(stream);
    List<MergedService> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(numbered(i, "10.0.0.1", "10.0.0.2"));
    }
    publisher.merged(all, Set.of());
    Snapshot before = newest();
    encoder.encoded.clear();

    merge(numbered(500, "10.0.0.1", "10.0.0.2", "10.0.0.3"));

    assertThat(encoder.encoded).hasSize(1);
    assertThat(SharedMap.changes(before.resources(WORKLOADS), newest().resources(WORKLOADS)))
        .hasSize(1);
    assertThat(newest().resources(SERVICES)).isSameAs(before.resources(SERVICES));
  }

  @Test
  void offersNothingBeforeTheFirstMerge() {
    publisher.opened(stream);
    assertThat(stream.offers()).isEmpty();
    merge(web("10.0.0.1"));
    assertThat(stream.offers()).hasSize(1);
  }

  @Test
  void offersTheNewestToAClientThatComesLater() {
    merge(web("10.0.0.1"));
    merge(web("10.0.0.1", "10.0.0.2"));
    publisher.opened(stream);
    assertThat(newest().resources(WORKLOADS).keys()).hasSize(2);
  }

  @Test
  void offersNothingToAClientThatLeft() {
    publisher.opened(stream);
    publisher.closed(stream);
    merge(web("10.0.0.1"));
    assertThat(stream.offers()).isEmpty();
    assertThat(publisher.clients()).isZero();
  }

  @Test
  void speaksEveryTypeOfMcpAndTheMeshConfig() {
    publisher.opened(stream);
    merge();
    List<String> types = new ArrayList<>(Kinds.mcpTypes());
    types.add("core/v1alpha1/MeshConfig");
    assertThat(types).allMatch(type -> newest().speaks(new ResourceType(type)));
  }

  @Test
  void servesEachVersionOfAKindAlike() {
    publisher.opened(stream);
    merge(web("10.0.0.1"));
    for (String version : List.of("v1", "v1beta1", "v1alpha3")) {
      ResourceType type = new ResourceType("networking.istio.io/" + version + "/ServiceEntry");
      assertThat(newest().resources(type).keys()).containsExactly("consul/web.service.consul");
    }
  }

  @Test
  void encodesOnlyWhatChanged() {
    publisher.opened(stream);
    merge(web("10.0.0.1", "10.0.0.2"));
    encoder.encoded.clear();
    merge(web("10.0.0.1", "10.0.0.3"));
    assertThat(encoder.encoded).containsExactly("web.service.consul-10-0-0-3-80");
    assertThat(newest().resources(WORKLOADS).keys())
        .containsExactlyInAnyOrder(
            "consul/web.service.consul-10-0-0-1-80", "consul/web.service.consul-10-0-0-3-80");
  }

  @Test
  void changesTheVersionWithTheContentOnly() {
    publisher.opened(stream);
    merge(web("10.0.0.1"));
    Resource before = onlyWorkload();
    merge(web(Labels.of("version", "v2"), "10.0.0.1"));
    Resource changed = onlyWorkload();
    assertThat(changed.name()).isEqualTo(before.name());
    assertThat(changed.version()).isNotEqualTo(before.version());
    merge(web("10.0.0.1"));
    assertThat(onlyWorkload()).isEqualTo(before);
  }

  private Resource onlyWorkload() {
    return newest().resources(WORKLOADS).values().iterator().next();
  }

  @Test
  void offersTheSameAfterARestart() {
    publisher.opened(stream);
    merge(web("10.0.0.1", "2001:db8::1"));
    McpPublisher restarted = new McpPublisher(new FakeEncoder(), Kinds.mcpTypes());
    FakeStream anew = new FakeStream(2);
    restarted.opened(anew);
    restarted.merged(List.of(web("10.0.0.9")), Set.of());
    restarted.merged(List.of(web("10.0.0.1", "2001:db8::1")), Set.of());
    assertThat(anew.offers().getLast()).isEqualTo(newest());
  }

  @Test
  void removesAServiceWithItsEndpoints() {
    publisher.opened(stream);
    merge(web("10.0.0.1"));
    publisher.merged(List.of(), Set.of(new ServiceHost("web.service.consul")));
    assertThat(newest().resources(SERVICES).keys()).isEmpty();
    assertThat(newest().resources(WORKLOADS).keys()).isEmpty();
  }
}
