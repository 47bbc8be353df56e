package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.ResourceName;
import io.fairlead.testing.Goldens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes, one after the other, come to what all objects together come to. */
class GatewayApiStepsTest {

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: route-%1$d, namespace: shop}
      spec:
        parentRefs: [{name: edge}]
        hostnames: ["host-%1$d.example.com"]
        rules: [{matches: [{path: {value: /%2$s}}], backendRefs: [{name: web-%1$d, port: 80}]}]
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web-%d, namespace: shop}
      spec: {clusterIP: 10.96.0.1, ports: [{port: 80}]}
      """;

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: shop}
      spec:
        gatewayClassName: fairlead
        listeners: [{name: http, port: 80, protocol: HTTP}]
      """;

  private static final String POLICY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: BackendTLSPolicy
      metadata: {name: web, namespace: shop}
      spec:
        targetRefs: [{group: "", kind: Service, name: web-1}]
        validation: {hostname: web.example.com, %s}
      """;

  private static final ResourceName POLICY_NAME = new ResourceName("shop", "web");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void comesToTheSameStepByStep(long seed) {
    Random random = new Random(seed);
    List<HasMetadata> pool =
        Goldens.at("gatewayapi").cases().stream()
            .flatMap(
                directory ->
                    GatewayManifests.read(Goldens.read(directory.resolve("input.yaml"))).stream())
            .toList();
    GatewayApi api = new GatewayApi("cluster.local");
    Map<ResourceId, IstioResource> told = new TreeMap<>();
    Map<String, HasMetadata> there = new TreeMap<>();
    for (int step = 0; step < 150; step++) {
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        HasMetadata object = pool.get(random.nextInt(pool.size()));
        if (random.nextInt(4) == 0) {
          GatewayManifests.remove(api, object);
          there.remove(key(object));
        } else {
          GatewayManifests.put(api, object);
          there.put(key(object), object);
        }
      }
      GatewayManifests.answer(api, there.values());
      Derived derived = api.update();
      derived.removed().forEach(told::remove);
      derived.changed().forEach(resource -> told.put(ResourceId.of(resource), resource));
      GatewayApi whole = GatewayManifests.of(List.copyOf(there.values()));
      assertThat(List.copyOf(told.values()))
          .as("seed %d, step %d", seed, step)
          .isEqualTo(sorted(whole.update().changed()));
      assertThat(statuses(api)).as("seed %d, step %d", seed, step).isEqualTo(statuses(whole));
      assertThat(api.problems()).isEqualTo(whole.problems());
    }
  }

  /** One that has no parent of ours any more is told so, and is told nothing where it never had. */
  private static List<Told> statuses(GatewayApi api) {
    return api.told().values().stream()
        .filter(told -> !told.status().equals(new Status.OfRoute(List.of())))
        .toList();
  }

  private static List<IstioResource> sorted(List<IstioResource> resources) {
    return resources.stream().sorted(Comparator.comparing(ResourceId::of)).toList();
  }

  private static String key(HasMetadata object) {
    return object.getKind()
        + " "
        + object.getMetadata().getNamespace()
        + " "
        + object.getMetadata().getName();
  }

  @Test
  void aChangeOfARouteCostsThatRouteAndItsHosts() {
    GatewayApi api = many(500);
    long before = api.work();
    GatewayManifests.put(api, only(ROUTE.formatted(7, "new")));
    Derived derived = api.update();
    assertThat(derived.changed()).hasSize(1);
    assertThat(api.work() - before).isEqualTo(2);
  }

  @Test
  void aServiceThatComesCostsTheRoutesThatNameIt() {
    GatewayApi api = many(500);
    GatewayManifests.remove(api, only(SERVICE.formatted(7)));
    assertThat(api.update().changed()).hasSize(1);
    long before = api.work();
    GatewayManifests.put(api, only(SERVICE.formatted(7)));
    GatewayManifests.put(api, only(SERVICE.formatted(8)));
    assertThat(api.update().changed()).hasSize(1);
    assertThat(api.work() - before).isEqualTo(2);
  }

  @Test
  void whatIsEqualToBeforeIsNotTold() {
    GatewayApi api = many(20);
    var told = api.told();
    GatewayManifests.put(api, only(GATEWAY));
    GatewayManifests.put(api, only(ROUTE.formatted(7, "old")));
    Derived derived = api.update();
    assertThat(derived.changed()).isEmpty();
    assertThat(derived.removed()).isEmpty();
    assertThat(api.told()).isSameAs(told);
  }

  @Test
  void aPolicyCountsAsBeforeUntilItsAuthoritiesWereHeardOf() {
    GatewayApi api = many(2);
    HasMetadata system = only(POLICY.formatted("wellKnownCACertificates: System"));
    HasMetadata named =
        only(POLICY.formatted("caCertificateRefs: [{group: '', kind: ConfigMap, name: roots}]"));
    GatewayManifests.put(api, system);
    assertThat(api.update().changed()).hasSize(1);
    GatewayManifests.put(api, named);
    assertThat(api.awaitsRoots()).isTrue();
    assertThat(api.update().changed()).isEmpty();
    GatewayManifests.answer(api, List.of());
    assertThat(api.awaitsRoots()).isFalse();
    assertThat(api.update().changed()).hasSize(1);
  }

  @Test
  void aPolicyThatWaitsAtTheStartChangesNothing() {
    GatewayApi api = many(2);
    GatewayManifests.put(
        api,
        only(POLICY.formatted("caCertificateRefs: [{group: '', kind: ConfigMap, name: roots}]")));
    assertThat(api.update().changed()).isEmpty();
    assertThat(api.told().containsKey(new ResourceId("BackendTLSPolicy", POLICY_NAME))).isFalse();
  }

  private static GatewayApi many(int count) {
    List<HasMetadata> objects = new ArrayList<>(GatewayManifests.read(GATEWAY));
    for (int i = 0; i < count; i++) {
      Stream.of(ROUTE.formatted(i, "old"), SERVICE.formatted(i))
          .forEach(text -> objects.add(only(text)));
    }
    GatewayApi api = GatewayManifests.of(objects);
    assertThat(api.update().changed()).hasSize(count + 1);
    return api;
  }

  private static HasMetadata only(String yaml) {
    return GatewayManifests.read(yaml).getFirst();
  }
}
