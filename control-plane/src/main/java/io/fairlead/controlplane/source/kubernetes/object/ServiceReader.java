package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Addressing;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Delivery;
import io.fairlead.controlplane.source.kubernetes.object.ServiceObject.Distribution;
import io.fairlead.istioconfig.read.InferredProtocol;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Services. */
public final class ServiceReader {

  private static final String EXPORT_TO = "networking.istio.io/exportTo";
  private static final String HEADLESS = "None";

  /** The names that Kubernetes itself gives to protocols of applications. */
  private static final Map<String, Protocol> STANDARD =
      Map.of(
          "kubernetes.io/h2c", Protocol.HTTP2,
          "kubernetes.io/ws", Protocol.HTTP,
          "kubernetes.io/wss", Protocol.HTTPS);

  private ServiceReader() {}

  /** Nothing where it leads nowhere that a proxy could. */
  public static Optional<ServiceObject> read(Service service) {
    ObjectMeta metadata = service.getMetadata();
    ServiceSpec spec = service.getSpec();
    if (spec == null) {
      return Optional.empty();
    }
    return addressing(spec)
        .map(
            addressing ->
                new ServiceObject(
                    new ResourceName(metadata.getNamespace(), metadata.getName()),
                    addressing,
                    ports(spec),
                    Absent.labels(spec.getSelector()),
                    exportTo(metadata),
                    delivery(service)));
  }

  /** What is not known means nothing, as the API has it. */
  private static Distribution distribution(ServiceSpec spec) {
    return switch (Absent.text(spec.getTrafficDistribution())) {
      case "PreferClose", "PreferSameZone" -> Distribution.SAME_ZONE;
      case "PreferSameNode" -> Distribution.SAME_NODE;
      default -> Distribution.ANYWHERE;
    };
  }

  private static Delivery delivery(Service service) {
    List<String> ingress = ingress(service);
    return new Delivery(
        ingress,
        distribution(service.getSpec()),
        "Local".equals(service.getSpec().getInternalTrafficPolicy()),
        EntranceReader.read(service, ingress));
  }

  /** Where a load balancer leads to it. */
  private static List<String> ingress(Service service) {
    if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
      return List.of();
    }
    return Absent.list(service.getStatus().getLoadBalancer().getIngress()).stream()
        .map(one -> Absent.text(one.getIp() == null ? one.getHostname() : one.getIp()))
        .filter(address -> !address.isEmpty())
        .toList();
  }

  private static Optional<Addressing> addressing(ServiceSpec spec) {
    String clusterIp = Absent.text(spec.getClusterIP());
    if ("ExternalName".equals(spec.getType())) {
      String host = Absent.text(spec.getExternalName()).toLowerCase(Locale.ROOT);
      return ServiceHost.problemWith(host).isEmpty()
          ? Optional.of(new Addressing.Alias(host))
          : Optional.empty();
    }
    if (clusterIp.equals(HEADLESS)) {
      List<String> families = Absent.list(spec.getIpFamilies());
      return Optional.of(
          new Addressing.Headless(!families.isEmpty() && families.getFirst().equals("IPv6")));
    }
    List<String> all = Absent.list(spec.getClusterIPs());
    if (all.isEmpty() && !clusterIp.isEmpty()) {
      all = List.of(clusterIp);
    }
    return Optional.of(new Addressing.Virtual(all));
  }

  private static List<ServicePort> ports(ServiceSpec spec) {
    List<ServicePort> ports = new ArrayList<>();
    for (io.fabric8.kubernetes.api.model.ServicePort port : Absent.list(spec.getPorts())) {
      boolean isCarried = port.getProtocol() == null || port.getProtocol().equals("TCP");
      int number = port.getPort() == null ? 0 : port.getPort();
      if (isCarried && ServicePort.isPort(number)) {
        String name = Absent.text(port.getName());
        ports.add(
            new ServicePort(number, name, protocol(port, name, number), target(port, number)));
      }
    }
    return ports;
  }

  /** What the application protocol says goes before the name, as with Istio. */
  private static Protocol protocol(
      io.fabric8.kubernetes.api.model.ServicePort port, String name, int number) {
    @Nullable String declared = port.getAppProtocol();
    if (declared == null) {
      return InferredProtocol.of(name, number);
    }
    Protocol standard = STANDARD.get(declared);
    return standard == null ? InferredProtocol.of(declared, number) : standard;
  }

  private static int target(io.fabric8.kubernetes.api.model.ServicePort port, int number) {
    Integer target = port.getTargetPort() == null ? null : port.getTargetPort().getIntVal();
    return target != null && ServicePort.isPort(target) ? target : number;
  }

  private static List<String> exportTo(ObjectMeta metadata) {
    String text = Absent.map(metadata.getAnnotations()).getOrDefault(EXPORT_TO, "");
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(namespace -> !namespace.isEmpty())
        .toList();
  }
}
