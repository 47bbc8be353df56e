package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.api.istio.networking.v1alpha3.ClientTLSSettings;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRule;
import io.fairlead.api.istio.networking.v1alpha3.PortSelector;
import io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy;
import io.fairlead.api.istio.networking.v1alpha3.TrafficPolicy.PortTrafficPolicy;
import io.fairlead.controlplane.source.kubernetes.mesh.Distributions;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.ServicePort;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a Service is called as all policies for it say together. Of two for the same port the older
 * counts; one for a port goes before those for all of them.
 *
 * @param resource none where no policy counts
 * @param refusals why a policy does not count, by its name
 */
record TlsRule(Optional<IstioResource> resource, SortedMap<ResourceName, Refusal> refusals) {

  /** Why a policy does not count for a Service. */
  record Refusal(Condition condition, Problem problem) {}

  static ResourceName name(ResourceName service) {
    return new ResourceName(service.namespace(), "gateway-api-tls-" + service.name());
  }

  static TlsRule of(
      ResourceName service,
      List<TlsPolicy> policies,
      Optional<ServiceObject> there,
      String domain) {
    List<TlsPolicy> oldestFirst =
        policies.stream()
            .sorted(Comparator.comparing(TlsPolicy::title, RouteTitle.OLDEST_FIRST))
            .toList();
    Writing writing = new Writing(service, there);
    for (TlsPolicy policy : oldestFirst) {
      policy.targets().stream()
          .filter(target -> target.service().equals(service))
          .forEach(target -> writing.add(policy, target));
    }
    return new TlsRule(
        writing.taken.isEmpty()
            ? Optional.empty()
            : Optional.of(
                resource(
                    service,
                    writing.created,
                    DestinationRule.newBuilder()
                        .setHost(Backends.host(service, domain))
                        .setTrafficPolicy(writing.policy)
                        .build())),
        writing.refusals);
  }

  /** As old as the oldest policy that counts, so that it stands beside rules that people wrote. */
  private static IstioResource resource(
      ResourceName service, Instant created, DestinationRule rule) {
    return new IstioResource(
        Kinds.named("DestinationRule").orElseThrow(),
        name(service),
        new Metadata(Map.of(), Map.of(), created, SourceLocation.UNKNOWN),
        rule);
  }

  Optional<Refusal> refusal(ResourceName policy) {
    return Optional.ofNullable(refusals.get(policy));
  }

  List<Problem> problems() {
    return refusals.values().stream().map(Refusal::problem).toList();
  }

  /** A rule in the making. */
  private static final class Writing {

    private final ResourceName name;
    private final Optional<ServiceObject> service;
    private final TrafficPolicy standard;
    private final TrafficPolicy.Builder policy;
    private final Set<String> taken = new HashSet<>();
    private final SortedMap<ResourceName, Refusal> refusals = new TreeMap<>();
    private Instant created = Instant.EPOCH;

    /**
     * It stands instead of the rule for the Service's trafficDistribution, so it says that, too.
     */
    Writing(ResourceName name, Optional<ServiceObject> service) {
      this.name = name;
      this.service = service;
      this.standard =
          service.flatMap(Distributions::policy).orElse(TrafficPolicy.getDefaultInstance());
      this.policy = standard.toBuilder();
    }

    void add(TlsPolicy from, TlsPolicy.Target target) {
      Optional<ServicePort> port =
          service.stream()
              .flatMap(found -> found.ports().stream())
              .filter(one -> one.name().equals(target.port()))
              .findFirst();
      if (service.isEmpty()) {
        refuse(from, "TargetNotFound", "names the Service %s, which is not there".formatted(name));
      } else if (!target.port().isEmpty() && port.isEmpty()) {
        refuse(
            from,
            "TargetNotFound",
            "names the port %s, which the Service %s has not".formatted(target.port(), name));
      } else if (!taken.add(target.port())) {
        refuse(
            from,
            "Conflicted",
            "names the Service %s, for which an older policy says it: keep one of them"
                .formatted(name));
      } else {
        created = taken.size() == 1 ? from.title().created() : created;
        speak(from.tls(), port.filter(one -> !target.port().isEmpty()));
      }
    }

    private void speak(ClientTLSSettings tls, Optional<ServicePort> port) {
      if (port.isEmpty()) {
        policy.setTls(tls);
        return;
      }
      PortTrafficPolicy.Builder own =
          policy
              .addPortLevelSettingsBuilder()
              .setPort(PortSelector.newBuilder().setNumber(port.get().number()))
              .setTls(tls);
      if (standard.hasLoadBalancer()) {
        own.setLoadBalancer(standard.getLoadBalancer())
            .setOutlierDetection(standard.getOutlierDetection());
      }
    }

    private void refuse(TlsPolicy from, String reason, String sentence) {
      refusals.putIfAbsent(
          from.title().name(),
          new Refusal(
              Condition.bad(Condition.ACCEPTED, reason, sentence),
              from.title().problem(ProblemCode.NO_EFFECT, "spec.targetRefs", sentence)));
    }
  }
}
