package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.mesh.v1alpha1.MeshNetworks;
import io.fairlead.api.istio.mesh.v1alpha1.Network;
import io.fairlead.api.istio.mesh.v1alpha1.Network.IstioNetworkGateway;
import io.fairlead.api.istio.mesh.v1alpha1.Network.NetworkEndpoints;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.Locality;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.NetworkGateway;
import io.fairlead.model.policy.NetworkGateway.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how networks are entered from others. */
final class MeshNetworksReader {

  private static final String OWN_WORD =
      "has no effect: endpoints say their network themselves, so write network on each";

  private final Findings findings;

  private MeshNetworksReader(Findings findings) {
    this.findings = findings;
  }

  static Optional<Declaration> read(ResourceName name, MeshNetworks networks, Findings findings) {
    MeshNetworksReader reader = new MeshNetworksReader(findings);
    Map<String, List<NetworkGateway>> gateways = new TreeMap<>();
    new TreeMap<>(networks.getNetworksMap())
        .forEach(
            (network, said) ->
                gateways.put(network, reader.network("spec.networks[" + network + "]", said)));
    return Optional.of(
        new Declaration.Networks(new io.fairlead.model.policy.MeshNetworks(name, gateways)));
  }

  private List<NetworkGateway> network(String path, Network network) {
    for (int i = 0; i < network.getEndpointsCount(); i++) {
      endpoints(path + ".endpoints[" + i + "]", network.getEndpoints(i));
    }
    List<NetworkGateway> gateways = new ArrayList<>();
    for (int i = 0; i < network.getGatewaysCount(); i++) {
      gateway(path + ".gateways[" + i + "]", network.getGateways(i)).ifPresent(gateways::add);
    }
    return gateways;
  }

  private void endpoints(String path, NetworkEndpoints endpoints) {
    switch (endpoints.getNeCase()) {
      case FROM_CIDR -> {
        Addresses.problemWithSubnet(endpoints.getFromCidr())
            .ifPresent(
                problem -> findings.error(ProblemCode.BAD_ADDRESS, path + ".fromCidr", problem));
        findings.warning(path + ".fromCidr", OWN_WORD);
      }
      case FROM_REGISTRY -> findings.warning(path + ".fromRegistry", OWN_WORD);
      case NE_NOT_SET ->
          findings.error(
              ProblemCode.MISSING_FIELD, path, "says nothing: remove it, endpoints name networks");
    }
  }

  private Optional<NetworkGateway> gateway(String path, IstioNetworkGateway gateway) {
    boolean hasPort = PortNumbers.needed(path + ".port", gateway.getPort(), findings);
    return place(path, gateway)
        .filter(ignored -> hasPort)
        .map(
            place ->
                new NetworkGateway(
                    place, gateway.getPort(), Locality.parse(gateway.getLocality())));
  }

  private Optional<Place> place(String path, IstioNetworkGateway gateway) {
    return switch (gateway.getGwCase()) {
      case ADDRESS -> address(path + ".address", gateway.getAddress());
      case REGISTRY_SERVICE_NAME ->
          Hosts.one(path + ".registryServiceName", gateway.getRegistryServiceName(), findings)
              .map(Place.Served::new);
      case GW_NOT_SET -> {
        findings.error(
            ProblemCode.MISSING_FIELD,
            path + ".address",
            "is missing: write the gateway's IP address or host name, or registryServiceName");
        yield Optional.empty();
      }
    };
  }

  private Optional<Place> address(String path, String address) {
    if (Addresses.isIp(address)) {
      return Optional.of(new Place.At(address));
    }
    if (!address.isEmpty() && Character.isDigit(address.charAt(address.length() - 1))) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          path,
          Excerpt.of(address) + " is no IP address, and ends like none of the names in DNS");
      return Optional.empty();
    }
    return Hosts.one(path, address, findings).map(host -> new Place.Named(host.value()));
  }
}
