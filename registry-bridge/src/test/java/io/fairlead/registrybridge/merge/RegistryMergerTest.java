package io.fairlead.registrybridge.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.testing.Cases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RegistryMergerTest {

  private static final ServicePort HTTP = ServicePort.of(80, "http", Protocol.HTTP);
  private static final ServicePort TCP = ServicePort.of(80, "tcp", Protocol.TCP);

  private static RegistryMerger.Offer offer(
      String source, List<ServicePort> ports, Endpoint... endpoints) {
    return new RegistryMerger.Offer(
        source,
        new Service(
            new ResourceName(source, "web"),
            new ServiceHost("web"),
            List.of(),
            ports,
            Discovery.of(List.of(endpoints)),
            List.of()));
  }

  private static Endpoint endpoint(String address, Map<String, Integer> ports, Labels labels) {
    return new Endpoint(address, ports, labels, Placement.UNKNOWN, 1, "");
  }

  @Test
  void leavesASingleOfferAsItIs() {
    Merged merged =
        RegistryMerger.merge(List.of(offer("a", List.of(HTTP), Endpoint.at("10.0.0.1"))));
    assertThat(merged.problems()).isEmpty();
    assertThat(merged.service().ports()).containsExactly(HTTP);
    assertThat(merged.service().endpoints())
        .containsExactly(new MergedService.MergedEndpoint(Endpoint.at("10.0.0.1"), "a"));
  }

  @Test
  void takesPortsAndNamespaceOfTheFirst() {
    Merged merged =
        RegistryMerger.merge(List.of(offer("a", List.of(HTTP)), offer("b", List.of(TCP))));
    assertThat(merged.service().name()).hasToString("a/web");
    assertThat(merged.service().ports()).containsExactly(HTTP);
    assertThat(merged.service().sources()).containsExactly("a", "b");
    assertThat(merged.problems())
        .singleElement()
        .asString()
        .contains("source 'b' contradicts source 'a'", "TCP", "HTTP is taken");
  }

  @Test
  void unitesEndpointsByAddressAndPort() {
    Merged merged =
        RegistryMerger.merge(
            List.of(
                offer("a", List.of(HTTP), Endpoint.at("10.0.0.1"), Endpoint.at("10.0.0.2")),
                offer("b", List.of(HTTP), Endpoint.at("10.0.0.2"), Endpoint.at("10.0.0.3"))));
    assertThat(merged.service().endpoints())
        .extracting(each -> each.source() + " " + each.endpoint().address())
        .containsExactly("a 10.0.0.1", "a 10.0.0.2", "b 10.0.0.3");
  }

  @Test
  void keepsEndpointsOfOneAddressApartByPort() {
    Merged merged =
        RegistryMerger.merge(
            List.of(
                offer("a", List.of(HTTP), Endpoint.at("10.0.0.1")),
                offer(
                    "b", List.of(HTTP), endpoint("10.0.0.1", Map.of("http", 8080), Labels.NONE))));
    assertThat(merged.service().endpoints()).hasSize(2);
  }

  @Test
  void bringsTheOnlyPortOfEachTogether() {
    Merged merged =
        RegistryMerger.merge(
            List.of(
                offer("a", List.of(HTTP)),
                offer(
                    "b",
                    List.of(ServicePort.of(8080, "tcp", Protocol.TCP)),
                    Endpoint.at("10.0.0.1"))));
    assertThat(merged.service().endpoints().getFirst().endpoint().ports())
        .isEqualTo(Map.of("http", 8080));
  }

  @Test
  void leavesEndpointsOutThatDoNotServeEveryPort() {
    ServicePort admin = ServicePort.of(81, "admin", Protocol.HTTP);
    Merged merged =
        RegistryMerger.merge(
            List.of(
                offer("a", List.of(HTTP, admin), Endpoint.at("10.0.0.1")),
                offer("b", List.of(HTTP), Endpoint.at("10.0.0.2"))));
    assertThat(merged.service().endpoints()).hasSize(1);
    assertThat(merged.service().sources()).containsExactly("a");
    assertThat(merged.problems()).singleElement().asString().contains("does not serve port 81");
  }

  @Test
  void unitesLabelsAndTellsWhereTheyContradict() {
    Merged merged =
        RegistryMerger.merge(
            List.of(
                offer(
                    "a", List.of(HTTP), endpoint("10.0.0.1", Map.of(), Labels.of("version", "v1"))),
                offer(
                    "b",
                    List.of(HTTP),
                    endpoint(
                        "10.0.0.1", Map.of(), new Labels(Map.of("version", "v2", "team", "x"))))));
    assertThat(merged.service().endpoints().getFirst().endpoint().labels().values())
        .isEqualTo(Map.of("version", "v1", "team", "x"));
    assertThat(merged.problems()).singleElement().asString().contains("version=v2", "v1 of source");
  }

  @Test
  void sendsNoPortWhereItsSourceDoesNotServeIt() {
    Cases.check(
        2000,
        (random, seed) -> {
          List<RegistryMerger.Offer> offers = new ArrayList<>();
          for (int i = random.nextInt(1, 4); i > 0; i--) {
            offers.add(randomOffer(random, "s" + i));
          }
          Merged merged = RegistryMerger.merge(offers);
          assertThat(merged).isEqualTo(RegistryMerger.merge(List.copyOf(offers)));
          Map<String, Set<Integer>> served = served(offers);
          Set<String> places = new HashSet<>();
          for (MergedService.MergedEndpoint each : merged.service().endpoints()) {
            Endpoint endpoint = each.endpoint();
            assertThat(places.add(endpoint.address() + endpoint.ports())).isTrue();
            for (ServicePort port : merged.service().ports()) {
              assertThat(served.get(each.source() + " " + endpoint.address()))
                  .contains(endpoint.portFor(port));
            }
          }
          assertThat(merged.service().ports()).isEqualTo(offers.getFirst().service().ports());
          assertThat(offers.getFirst().service().discovery().endpoints())
              .allSatisfy(
                  endpoint ->
                      assertThat(merged.service().endpoints())
                          .anyMatch(each -> each.endpoint().address().equals(endpoint.address())));
        });
  }

  private static Map<String, Set<Integer>> served(List<RegistryMerger.Offer> offers) {
    Map<String, Set<Integer>> served = new HashMap<>();
    for (RegistryMerger.Offer offer : offers) {
      for (Endpoint endpoint : offer.service().discovery().endpoints()) {
        for (ServicePort port : offer.service().ports()) {
          served
              .computeIfAbsent(offer.source() + " " + endpoint.address(), key -> new HashSet<>())
              .add(endpoint.portFor(port));
        }
      }
    }
    return served;
  }

  private static RegistryMerger.Offer randomOffer(RandomGenerator random, String source) {
    Map<Integer, ServicePort> ports = new HashMap<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int number = random.nextInt(80, 84);
      ports.put(
          number,
          new ServicePort(
              number,
              "p" + (number + (random.nextBoolean() ? 0 : 10)),
              Protocol.TCP,
              number + 100));
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, Integer> differing = new HashMap<>();
      for (ServicePort port : ports.values()) {
        if (random.nextBoolean()) {
          differing.put(port.name(), random.nextInt(1000, 1003));
        }
      }
      endpoints.add(endpoint("10.0.0." + random.nextInt(1, 4), differing, Labels.NONE));
    }
    return offer(source, List.copyOf(ports.values()), endpoints.toArray(Endpoint[]::new));
  }
}
