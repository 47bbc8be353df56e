package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewaySpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.fairlead.api.istio.networking.v1alpha3.Gateway;
import io.fairlead.api.istio.networking.v1alpha3.Port;
import io.fairlead.api.istio.networking.v1alpha3.Server;
import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a listener as a Gateway of Istio with one server. */
record ServerWriter(GatewaySpec gateway, Backends.Lookup lookup, Findings findings) {

  private static final String CERTIFICATES = "tls.certificateRefs";
  private static final String SECRET = "Secret";
  private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "TLS", "TCP");

  OwnListener write(BoundListener listener, Condition conflict) {
    Condition accepted = accepted(listener, conflict);
    Optional<Gateway> server = accepted.isTrue() ? server(listener) : Optional.empty();
    if (listener.namesOtherKinds()) {
      findings.broken(
          "InvalidRouteKinds",
          problem(
              listener,
              ProblemCode.UNKNOWN_VALUE,
              "allowedRoutes.kinds",
              "names a kind that no %s listener takes: leave it out"
                  .formatted(listener.protocol())));
    }
    return new OwnListener(
        listener,
        server,
        List.of(
            accepted,
            server.isPresent()
                ? Condition.good(Condition.PROGRAMMED)
                : Condition.bad(Condition.PROGRAMMED, "Invalid", "it is not served"),
            findings.refs(),
            conflict));
  }

  private Condition accepted(BoundListener listener, Condition conflict) {
    if (!PROTOCOLS.contains(listener.protocol())) {
      Problem problem =
          problem(
              listener,
              ProblemCode.UNKNOWN_VALUE,
              "protocol",
              listener.protocol() + " is not served: use HTTP, HTTPS, TLS or TCP");
      findings.problem(problem);
      return Condition.bad(Condition.ACCEPTED, "UnsupportedProtocol", problem.message());
    }
    if (conflict.isTrue()) {
      findings.problem(problem(listener, ProblemCode.PORT_CONFLICT, "port", conflict.message()));
      return Condition.bad(Condition.ACCEPTED, conflict.reason(), conflict.message());
    }
    if (listener.protocol().equals("HTTPS")
        && gateway.getTls() != null
        && gateway.getTls().getFrontend() != null) {
      Problem problem =
          problem(
              listener,
              ProblemCode.NOT_TRANSLATED,
              "tls",
              "is not served, for spec.tls.frontend asks for certificates of clients, which is not"
                  + " translated yet: use an Istio Gateway with the mode MUTUAL");
      findings.problem(problem);
      return Condition.bad(Condition.ACCEPTED, "UnsupportedValue", problem.message());
    }
    return Condition.good(Condition.ACCEPTED);
  }

  private Optional<Gateway> server(BoundListener listener) {
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
            .putSelector(GatewayApi.OF_GATEWAY, listener.gateway().name().name())
            .addServers(server)
            .build());
  }

  private Optional<ServerTLSSettings> terminated(BoundListener listener) {
    List<String> names = new ArrayList<>();
    List<SecretObjectReference> references =
        listener.listener().getTls() == null
            ? List.of()
            : listener.listener().getTls().getCertificateRefs();
    references.forEach(reference -> credential(listener, reference).ifPresent(names::add));
    if (names.isEmpty()) {
      findings.broken(
          "InvalidCertificateRef",
          problem(
              listener,
              ProblemCode.MISSING_FIELD,
              CERTIFICATES,
              "leaves the listener without a certificate, so it is not served: name a Secret"));
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

  /** Its name, with the namespace where that is another one, and allows it. */
  private Optional<String> credential(BoundListener listener, SecretObjectReference reference) {
    String own = listener.gateway().name().namespace();
    String namespace = Text.or(reference.getNamespace(), own);
    String name = Text.of(reference.getName());
    if (!Text.or(reference.getKind(), SECRET).equals(SECRET)
        || !Text.of(reference.getGroup()).isEmpty()
        || name.isEmpty()) {
      findings.broken(
          "InvalidCertificateRef",
          problem(
              listener,
              ProblemCode.NOT_TRANSLATED,
              CERTIFICATES,
              "names what is no Secret, and certificates are in nothing else: name a Secret"));
      return Optional.empty();
    }
    if (namespace.equals(own)) {
      return Optional.of(name);
    }
    findings.lookedForGrants(namespace);
    if (!lookup.allows(listener.gateway().from(), new Grants.To(SECRET, namespace, name))) {
      findings.broken(
          "RefNotPermitted",
          problem(
              listener,
              ProblemCode.OTHER_NAMESPACE,
              CERTIFICATES,
              "names a Secret of %s, which no ReferenceGrant there allows: write one"
                  .formatted(namespace)));
      return Optional.empty();
    }
    return Optional.of(new ResourceName(namespace, name).toString());
  }

  private static Problem problem(
      BoundListener listener, ProblemCode code, String field, String sentence) {
    return listener
        .gateway()
        .problem(code, "spec.listeners[" + listener.listener().getName() + "]." + field, sentence);
  }
}
