package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.GatewayServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what proxies at the edge of the mesh listen on. */
final class GatewayReader {

  private static final TranslatedFields FIELDS =
      ServerTlsFields.refusing(
              "servers.tls",
              TranslatedFields.of(
                  Stream.concat(
                          Stream.of(
                              "selector",
                              "servers.name",
                              "servers.hosts",
                              "servers.bind",
                              "servers.port.number",
                              "servers.port.name",
                              "servers.port.protocol"),
                          ServerTlsFields.below("servers.tls"))
                      .toArray(String[]::new)))
          .refusing(
              "servers.port.targetPort",
              "has no effect at a gateway: set number to where it listens")
          .refusing(
              "servers.defaultEndpoint",
              "is followed by nobody, Istio included: route by a VirtualService");

  private GatewayReader() {}

  static Optional<Declaration> read(IstioResource resource, Gateway gateway, Findings findings) {
    FIELDS.refuseOthers(gateway, findings);
    String name = resource.name().name();
    if (!Names.isDnsLabel(name)) {
      findings.error(
          ProblemCode.BAD_NAME,
          "metadata.name",
          Excerpt.of(name)
              + " is no name that routes can call a gateway by: use 1 to 63 of a-z, 0-9 and -");
    }
    findings.labels("spec.selector", gateway.getSelectorMap());
    if (gateway.getServersCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD, "spec.servers", "is empty: write at least one server");
    }
    checkPortNames(gateway, findings);
    GatewayServerReader reader = new GatewayServerReader(resource.name().namespace(), findings);
    List<GatewayServer> servers = new ArrayList<>();
    for (int i = 0; i < gateway.getServersCount(); i++) {
      reader.read("spec.servers[" + i + "]", gateway.getServers(i)).ifPresent(servers::add);
    }
    return Optional.of(
        new Declaration.Edge(
            new io.fairlead.model.policy.Gateway(
                resource.name(),
                new Labels(gateway.getSelectorMap()),
                servers,
                PortLimits.read(resource, gateway, findings),
                resource.metadata().created())));
  }

  private static void checkPortNames(Gateway gateway, Findings findings) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < gateway.getServersCount(); i++) {
      String name = gateway.getServers(i).getPort().getName();
      if (!name.isEmpty() && !names.add(name)) {
        findings.error(
            ProblemCode.DUPLICATE_VALUE,
            "spec.servers[" + i + "].port.name",
            Excerpt.of(name) + " names two ports of the gateway: rename one of them");
      }
    }
  }
}
