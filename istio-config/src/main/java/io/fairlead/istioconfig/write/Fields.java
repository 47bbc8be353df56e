package io.fairlead.istioconfig.write;

import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.model.Locality;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.ServicePort;

/** The parts of a service in Istio's words. */
final class Fields {

  private Fields() {}

  static ServiceEntry.Resolution resolution(Resolution resolution) {
    return switch (resolution) {
      case NONE -> ServiceEntry.Resolution.NONE;
      case STATIC -> ServiceEntry.Resolution.STATIC;
      case DNS -> ServiceEntry.Resolution.DNS;
      case DNS_ROUND_ROBIN -> ServiceEntry.Resolution.DNS_ROUND_ROBIN;
      case DYNAMIC_DNS -> ServiceEntry.Resolution.DYNAMIC_DNS;
    };
  }

  static io.fairlead.api.istio.networking.v1alpha3.ServicePort port(ServicePort port) {
    return io.fairlead.api.istio.networking.v1alpha3.ServicePort.newBuilder()
        .setNumber(port.number())
        .setName(port.name())
        .setProtocol(protocol(port.protocol()))
        .setTargetPort(port.targetPort() == port.number() ? 0 : port.targetPort())
        .build();
  }

  private static String protocol(Protocol protocol) {
    return switch (protocol) {
      case HTTP, HTTP2, GRPC, HTTPS, TLS, TCP, MONGO -> protocol.name();
      case GRPC_WEB -> "GRPC-Web";
      case AUTO -> "";
    };
  }

  static WorkloadEntry endpoint(Endpoint endpoint) {
    Locality locality = endpoint.placement().locality();
    return WorkloadEntry.newBuilder()
        .setAddress(endpoint.address())
        .putAllPorts(endpoint.ports())
        .putAllLabels(endpoint.labels().values())
        .setNetwork(endpoint.placement().network())
        .setLocality(locality.equals(Locality.UNKNOWN) ? "" : text(locality))
        .setWeight(endpoint.weight() == 1 ? 0 : endpoint.weight())
        .setServiceAccount(endpoint.serviceAccount())
        .build();
  }

  /** Without the slashes of parts that are not known. */
  private static String text(Locality locality) {
    String text = locality.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }
}
