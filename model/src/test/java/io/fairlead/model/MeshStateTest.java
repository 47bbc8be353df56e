package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.model.workload.WorkloadGroup;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeshStateTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final MeshState EMPTY = MeshState.empty(MeshSettings.STANDARD);

  @Test
  void listedEndpointsComeFirstAndSelectedOnesByName() {
    Service service =
        service("demo/web", new Discovery(Resolution.STATIC, false, at("10.0.0.9"), app(), none()));
    MeshState state =
        EMPTY
            .with(entry("demo/b", "10.0.0.2", app()))
            .with(entry("demo/a", "10.0.0.1", app()))
            .with(service);
    assertThat(addressesOf(state, service)).containsExactly("10.0.0.9", "10.0.0.1", "10.0.0.2");
  }

  @Test
  void aSelectorAsksForEachOfItsLabelsInItsOwnNamespace() {
    Labels both = new Labels(Map.of("app", "web", "tier", "front"));
    Service service = service("demo/web", Discovery.selecting(both));
    MeshState state =
        EMPTY
            .with(service)
            .with(entry("demo/whole", "10.0.0.1", new Labels(with(both, "version", "1"))))
            .with(entry("demo/half", "10.0.0.2", app()))
            .with(entry("shop/elsewhere", "10.0.0.3", both));
    assertThat(addressesOf(state, service)).containsExactly("10.0.0.1");
  }

  @Test
  void anEmptySelectorSelectsNothing() {
    Service service = service("demo/web", Discovery.of(List.of()));
    MeshState state = EMPTY.with(service).with(entry("demo/a", "10.0.0.1", app()));
    assertThat(state.endpointsOf(service)).isEmpty();
  }

  @Test
  void anEntryThatLosesItsLabelIsSelectedNoLonger() {
    Service service = service("demo/web", Discovery.selecting(app()));
    MeshState state = EMPTY.with(service).with(entry("demo/a", "10.0.0.1", app()));
    MeshState changed = state.with(entry("demo/a", "10.0.0.1", Labels.of("app", "other")));
    assertThat(addressesOf(state, service)).containsExactly("10.0.0.1");
    assertThat(changed.endpointsOf(service)).isEmpty();
    assertThat(changed.servicesAt("", "10.0.0.1")).isEmpty();
    assertThat(state.withoutEntry(ResourceName.parse("demo/a")).endpointsOf(service)).isEmpty();
  }

  @Test
  void theNewestRegistrationOwnsAnAddress() {
    MeshState state =
        EMPTY
            .with(workload("demo/new", "", NOON.plusSeconds(1)))
            .with(workload("demo/old", "", NOON));
    assertThat(owner(state)).isEqualTo("demo/new");
    assertThat(state.claimants("", "10.0.0.1")).hasSize(2);
    assertThat(owner(state.withoutWorkload(ResourceName.parse("demo/new")))).isEqualTo("demo/old");
  }

  @Test
  void anAddressIsOwnedWithinItsNetwork() {
    MeshState state = EMPTY.with(workload("demo/a", "east", NOON));
    assertThat(state.ownerOf("east", "10.0.0.1")).isPresent();
    assertThat(state.ownerOf("west", "10.0.0.1")).isEmpty();
    assertThat(state.ownerOf("", "10.0.0.1")).as("undeclared network").isPresent();
  }

  @Test
  void aCapturedOwnerIsAuthenticatedAndAnUncapturedOneIsNot() {
    Service service = service("demo/web", Discovery.of(at("10.0.0.1")));
    Workload workload = workload("demo/a", "", NOON);
    MeshState captured = EMPTY.with(service).with(workload);
    MeshState open = captured.with(workload.with(new Workload.Status(NOON, Workload.Capture.NONE)));
    assertThat(captured.endpointsOf(service).getFirst().authenticated()).hasValue(workload);
    assertThat(open.endpointsOf(service).getFirst().authenticated()).isEmpty();
    assertThat(EMPTY.with(service).endpointsOf(service).getFirst().authenticated()).isEmpty();
  }

  @Test
  void servicesAtAnAddressAreFoundByListAndBySelectorInTheOrderOfTheirHosts() {
    Service listed = service("demo/z", Discovery.of(at("10.0.0.1")));
    Service selecting = service("demo/a", Discovery.selecting(app()));
    MeshState state =
        EMPTY
            .with(listed)
            .with(selecting)
            .with(service("demo/other", Discovery.of(at("10.0.0.2"))))
            .with(entry("demo/e", "10.0.0.1", app()));
    assertThat(state.servicesAt("", "10.0.0.1")).containsExactly(selecting, listed);
    assertThat(state.without(listed.key()).servicesAt("", "10.0.0.1")).containsExactly(selecting);
  }

  @Test
  void aServiceThatMovesIsFoundAtItsNewAddressOnly() {
    MeshState state = EMPTY.with(service("demo/web", Discovery.of(at("10.0.0.1"))));
    Service moved = service("demo/web", Discovery.of(at("10.0.0.2")));
    assertThat(state.with(moved).servicesAt("", "10.0.0.1")).isEmpty();
    assertThat(state.with(moved).servicesAt("", "10.0.0.2")).containsExactly(moved);
  }

  @Test
  void equalValuesLeaveTheStateAsItIs() {
    Service service = service("demo/web", Discovery.of(at("10.0.0.1")));
    MeshState state =
        EMPTY
            .with(service)
            .with(entry("demo/a", "10.0.0.1", app()))
            .with(workload("demo/a", "", NOON));
    assertThat(state.with(service("demo/web", Discovery.of(at("10.0.0.1"))))).isSameAs(state);
    assertThat(state.with(entry("demo/a", "10.0.0.1", app()))).isSameAs(state);
    assertThat(state.with(workload("demo/a", "", NOON))).isSameAs(state);
    assertThat(state.withoutEntry(ResourceName.parse("demo/none"))).isSameAs(state);
    assertThat(state.withoutWorkload(ResourceName.parse("demo/none"))).isSameAs(state);
  }

  @Test
  void groupsAndPoliciesComeAndGo() {
    ResourceName name = ResourceName.parse("demo/all");
    WorkloadGroup group = new WorkloadGroup(name, app(), Map.of(), Placement.UNKNOWN, "web");
    PeerAuthentication policy =
        new PeerAuthentication(
            name, Labels.NONE, PeerAuthentication.Modes.of(MtlsMode.STRICT), NOON);
    MeshState state = EMPTY.with(group).with(policy);
    assertThat(state.group(name)).hasValue(group);
    assertThat(state.peerAuthentications()).containsExactly(policy);
    MeshState without = state.withoutGroup(name).withoutPeerAuthentication(name);
    assertThat(without.groups()).isEmpty();
    assertThat(without.peerAuthentications()).isEmpty();
    assertThat(state.groups()).as("the older state stays as it was").hasSize(1);
  }

  @Test
  void twoServicesOfOneHostKeepTheVirtualAddressWhenOneGoes() {
    Service one = service("demo/web", Discovery.of(at("10.0.0.1")));
    Service two =
        new Service(
            ResourceName.parse("shop/web"),
            one.host(),
            List.of(),
            List.of(),
            one.discovery(),
            List.of());
    MeshState state = EMPTY.with(one).with(two);
    assertThat(state.without(two.key()).virtualAddress(one))
        .isPresent()
        .isEqualTo(state.virtualAddress(one));
  }

  private static String owner(MeshState state) {
    return state.ownerOf("", "10.0.0.1").orElseThrow().name().toString();
  }

  private static List<String> addressesOf(MeshState state, Service service) {
    return state.endpointsOf(service).stream()
        .map(resolved -> resolved.endpoint().address())
        .toList();
  }

  private static Service service(String resource, Discovery discovery) {
    ResourceName name = ResourceName.parse(resource);
    ServiceHost host = ServiceHost.parse(name.name() + ".demo.mesh");
    return new Service(name, host, List.of(), List.of(), discovery, List.of());
  }

  private static WorkloadEntry entry(String name, String address, Labels labels) {
    return new WorkloadEntry(
        ResourceName.parse(name),
        new Endpoint(address, Map.of(), labels, Placement.UNKNOWN, 1, ""));
  }

  private static Workload workload(String name, String network, Instant registered) {
    return new Workload(
        ResourceName.parse(name),
        List.of("10.0.0.1"),
        new Workload.Membership("web", "web"),
        Labels.NONE,
        new Placement(network, Locality.UNKNOWN),
        new Workload.Status(registered, Workload.Capture.IN_PLACE));
  }

  private static List<Endpoint> at(String address) {
    return List.of(Endpoint.at(address));
  }

  private static Labels app() {
    return Labels.of("app", "web");
  }

  private static List<String> none() {
    return List.of();
  }

  private static Map<String, String> with(Labels labels, String key, String value) {
    Map<String, String> all = new HashMap<>(labels.values());
    all.put(key, value);
    return all;
  }
}
