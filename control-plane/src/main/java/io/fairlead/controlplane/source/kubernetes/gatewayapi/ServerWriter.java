package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.Port;
import io.fairlead.api.istio.networking.v1alpha3.Server;
import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a listener as a Gateway of Istio with one server. */
record ServerWriter(List<Problem> problems) {

  /** By which a proxy says whose gateway it is. */
  private static final String OF_GATEWAY = "gateway.networking.k8s.io/gateway-name";

  private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "TLS", "TCP");

  /** Nothing where the listener cannot be. */
  Optional<Gateway> write(BoundListener listener) {
    if (!PROTOCOLS.contains(listener.protocol())) {
      tell(
          listener,
          ProblemCode.UNKNOWN_VALUE,
          "protocol",
          listener.protocol() + " is not served: use HTTP, HTTPS, TLS or TCP");
      return Optional.empty();
    }
    Server.Builder server =
        Server.newBuilder()
            .setName(listener.listener().getName())
            .setPort(
                Port.newBuilder()
                    .setNumber(listener.port())
                    .setName(listener.listener().getName())
                    .setProtocol(listener.protocol()))
            .addHosts(listener.gateway().name().namespace() + "/" + listener.hostname());
    if (listener.passesTls()) {
      server.setTls(ServerTLSSettings.newBuilder().setMode(ServerTLSSettings.TLSmode.PASSTHROUGH));
    } else if (listener.protocol().equals("HTTPS") || listener.protocol().equals("TLS")) {
      Optional<ServerTLSSettings> tls = terminated(listener);
      if (tls.isEmpty()) {
        return Optional.empty();
      }
      server.setTls(tls.get());
    }
    return Optional.of(
        Gateway.newBuilder()
            .putSelector(OF_GATEWAY, listener.gateway().name().name())
            .addServers(server)
            .build());
  }

  private Optional<ServerTLSSettings> terminated(BoundListener listener) {
    List<String> names = new ArrayList<>();
    List<SecretObjectReference> references =
        listener.listener().getTls() == null
            ? List.of()
            : listener.listener().getTls().getCertificateRefs();
    for (SecretObjectReference reference : references) {
      String own = listener.gateway().name().namespace();
      if (!Text.or(reference.getKind(), "Secret").equals("Secret")
          || !Text.or(reference.getNamespace(), own).equals(own)) {
        tell(
            listener,
            ProblemCode.OTHER_NAMESPACE,
            "tls.certificateRefs",
            "names no Secret of the gateway's own namespace, and no others are handed out yet:"
                + " copy it there");
      } else {
        names.add(Text.of(reference.getName()));
      }
    }
    if (names.isEmpty()) {
      tell(
          listener,
          ProblemCode.MISSING_FIELD,
          "tls.certificateRefs",
          "leaves the listener without a certificate, so it is not served: name a Secret");
      return Optional.empty();
    }
    ServerTLSSettings.Builder tls =
        ServerTLSSettings.newBuilder().setMode(ServerTLSSettings.TLSmode.SIMPLE);
    if (names.size() == 1) {
      tls.setCredentialName(names.getFirst());
    } else {
      tls.addAllCredentialNames(names);
    }
    return Optional.of(tls.build());
  }

  private void tell(BoundListener listener, ProblemCode code, String field, String sentence) {
    problems.add(
        listener
            .gateway()
            .problem(
                code, "spec.listeners[" + listener.listener().getName() + "]." + field, sentence));
  }
}
