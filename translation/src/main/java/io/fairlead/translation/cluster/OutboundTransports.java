package io.fairlead.translation.cluster;

import io.fairlead.model.MeshSettings;
import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.LoadBalancing.Algorithm;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Resolution;
import io.fairlead.translation.scope.ReachedEndpoint;
import io.fairlead.translation.scope.VisibleService;
import io.fairlead.translation.security.MeshIdentities;
import java.util.List;

/** Decides in what the bytes to a service go. */
final class OutboundTransports {

  private OutboundTransports() {}

  static UpstreamTransport of(
      MeshSettings settings,
      VisibleService service,
      CalledPort called,
      CallPolicy policy,
      boolean isGateway) {
    return switch (policy.blocks().tls()) {
      case Setting.Unset<ClientTls> ignored -> detected(settings, service, called, policy);
      case Setting.Said<ClientTls>(ClientTls.Off off) -> new UpstreamTransport.Plain();
      case Setting.Said<ClientTls>(ClientTls.Mesh(ClientTls.ServerName server)) ->
          new UpstreamTransport.Mesh(
              server.sni().isEmpty() ? called.serverName() : server.sni(),
              server.subjectAltNames().isEmpty()
                  ? identities(settings, service)
                  : server.subjectAltNames());
      case Setting.Said<ClientTls>(ClientTls.Originated tls) -> originated(tls, service);
      case Setting.Said<ClientTls>(ClientTls.ForGateways(ClientTls.Originated tls)) ->
          isGateway ? originated(tls, service) : new UpstreamTransport.Withheld();
    };
  }

  private static UpstreamTransport originated(ClientTls.Originated tls, VisibleService service) {
    return new UpstreamTransport.Originated(
        tls,
        tls.server().subjectAltNames().isEmpty()
            ? service.service().discovery().subjectAltNames()
            : tls.server().subjectAltNames());
  }

  /**
   * Nobody knows whom a caller's own destination should be: mutual TLS is not tried there, unless
   * the service lists all of them, as one without a cluster address of Kubernetes does.
   */
  private static UpstreamTransport detected(
      MeshSettings settings, VisibleService service, CalledPort called, CallPolicy policy) {
    boolean isHeadless =
        service.resolution() == Resolution.NONE
            && service.service().discovery().registry() == Registry.KUBERNETES;
    boolean isUnknown =
        !isHeadless
            && (service.resolution() == Resolution.NONE
                || service.resolution() == Resolution.DYNAMIC_DNS);
    List<String> identities =
        service.isExternal() || isUnknown ? List.of() : identities(settings, service);
    if (identities.isEmpty()) {
      return new UpstreamTransport.Plain();
    }
    if (isHeadless || policy.balancing().algorithm() instanceof Algorithm.Passthrough) {
      return areAllAuthenticated(service, called.number())
          ? new UpstreamTransport.Mesh(called.serverName(), identities)
          : new UpstreamTransport.Plain();
    }
    return new UpstreamTransport.Marked(identities);
  }

  /** Where no endpoint is told to the proxy, none can be marked. */
  private static boolean areAllAuthenticated(VisibleService service, int port) {
    return service
        .service()
        .port(port)
        .filter(
            known ->
                service.endpoints().stream()
                    .filter(reached -> reached.resolved().endpoint().serves(known))
                    .allMatch(
                        reached ->
                            reached
                                .authenticated(reached.resolved().endpoint().portFor(known))
                                .isPresent()))
        .isPresent();
  }

  private static List<String> identities(MeshSettings settings, VisibleService service) {
    return MeshIdentities.of(
        settings,
        service.service(),
        service.endpoints().stream().map(ReachedEndpoint::resolved).toList());
  }
}
