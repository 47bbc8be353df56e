package io.fairlead.registrybridge.source.consul;

import io.fairlead.model.Labels;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.source.EndpointAddress;
import io.fairlead.registrybridge.source.Names;
import io.fairlead.registrybridge.source.SourceSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Maps a service of Consul to one of the mesh. Ports and protocol are taken from all instances, the
 * endpoints from the healthy ones, so that a failing check changes endpoints and nothing else.
 */
final class InstanceMapper {

  private final SourceSettings.Mapping mapping;

  InstanceMapper(SourceSettings.Mapping mapping) {
    this.mapping = mapping;
  }

  /** The service, if there is any of that name, and what is wrong with its registrations. */
  record Mapped(Optional<Service> service, List<Problem> problems) {
    static final Mapped NOTHING = new Mapped(Optional.empty(), List.of());

    Mapped {
      problems = List.copyOf(problems);
    }
  }

  Mapped map(String name, List<ConsulInstance> instances) {
    String label = name.toLowerCase(Locale.ROOT);
    List<Problem> problems = new ArrayList<>();
    if (!Names.isDnsLabel(label)) {
      problems.add(
          problem(
              "service " + name,
              "the name is not a DNS label, so nobody could call it; use a-z, 0-9 and -"));
      return new Mapped(Optional.empty(), problems);
    }
    List<ConsulInstance> usable =
        instances.stream()
            .filter(instance -> instance.registration().kind().isEmpty())
            .filter(instance -> isUsable(name, instance, problems))
            .sorted(
                Comparator.comparing((ConsulInstance instance) -> instance.node().name())
                    .thenComparing(ConsulInstance::id))
            .toList();
    if (usable.isEmpty()) {
      return new Mapped(Optional.empty(), problems);
    }
    ServicePort port = port(name, usable, problems);
    String host = label + "." + mapping.hostSuffix();
    Service service =
        new Service(
            new ResourceName(mapping.namespace(), host),
            ServiceHost.parse(host),
            List.of(),
            List.of(port),
            Discovery.of(endpoints(name, usable, port, problems)),
            List.of());
    return new Mapped(Optional.of(service), problems);
  }

  private boolean isUsable(String name, ConsulInstance instance, List<Problem> problems) {
    String address = EndpointAddress.problemWith(instance.address(), mapping.allowLoopback());
    if (!address.isEmpty()) {
      problems.add(problem(title(name, instance), address + "; the instance is not published"));
      return false;
    }
    if (!ServicePort.isPort(instance.registration().port())) {
      problems.add(
          problem(
              title(name, instance),
              "the port "
                  + instance.registration().port()
                  + " does not lie between 1 and 65535; the instance is not published"));
      return false;
    }
    return true;
  }

  private ServicePort port(String name, List<ConsulInstance> instances, List<Problem> problems) {
    int number = mostCommon(instances, instance -> instance.registration().port());
    for (ConsulInstance instance : instances) {
      DeclaredProtocol.unknown(instance.registration())
          .ifPresent(
              text ->
                  problems.add(
                      problem(
                          title(name, instance),
                          "the protocol '"
                              + text
                              + "' is not known; use http, http2, grpc, https, tls, mongo or"
                              + " tcp")));
    }
    Protocol protocol =
        mostCommon(instances, instance -> DeclaredProtocol.of(instance.registration()));
    if (instances.stream()
        .anyMatch(instance -> DeclaredProtocol.of(instance.registration()) != protocol)) {
      problems.add(
          problem(
              "service " + name,
              "its instances declare different protocols; " + protocol + " is taken"));
    }
    return ServicePort.of(number, protocol.name().toLowerCase(Locale.ROOT), protocol);
  }

  /** The value of most instances; the least of them where several are as common. */
  private static <V extends Comparable<V>> V mostCommon(
      List<ConsulInstance> instances, Function<ConsulInstance, V> value) {
    Map<V, Long> counts =
        instances.stream()
            .collect(Collectors.groupingBy(value, TreeMap::new, Collectors.counting()));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private List<Endpoint> endpoints(
      String name, List<ConsulInstance> instances, ServicePort port, List<Problem> problems) {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    for (ConsulInstance instance : instances) {
      Labels labels = labels(name, instance, problems);
      if (isHealthy(instance)) {
        int number = instance.registration().port();
        String address = EndpointAddress.canonical(instance.address());
        Map<String, Integer> ports =
            number == port.targetPort() ? Map.of() : Map.of(port.name(), number);
        endpoints.putIfAbsent(
            address + " " + number, new Endpoint(address, ports, labels, Placement.UNKNOWN, 1, ""));
      }
    }
    return List.copyOf(endpoints.values());
  }

  private boolean isHealthy(ConsulInstance instance) {
    return !instance.has(ConsulInstance.Check.CRITICAL)
        && (mapping.includeWarning() || !instance.has(ConsulInstance.Check.WARNING));
  }

  private Labels labels(String name, ConsulInstance instance, List<Problem> problems) {
    Map<String, String> labels = new LinkedHashMap<>();
    new TreeMap<>(instance.registration().meta())
        .forEach(
            (key, value) -> {
              if (Names.isReservedLabel(key)) {
                problems.add(
                    problem(
                        title(name, instance),
                        "the meta '"
                            + key
                            + "' is not taken: identity and place come from joined hosts only"));
              } else if (Names.isLabelKey(key) && Names.isLabelValue(value)) {
                labels.put(key, value);
              }
            });
    labels.put("app", name.toLowerCase(Locale.ROOT));
    return new Labels(labels);
  }

  private String title(String name, ConsulInstance instance) {
    return "service " + name + ", instance " + instance.id() + " on " + instance.node().name();
  }

  private Problem problem(String what, String sentence) {
    return Problem.warning(
        "Consul " + mapping.source() + ", " + what, "", SourceLocation.UNKNOWN, sentence);
  }
}
