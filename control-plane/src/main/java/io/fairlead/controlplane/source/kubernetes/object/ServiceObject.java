package io.fairlead.controlplane.source.kubernetes.object;

import io.fairlead.model.Labels;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.ServicePort;
import java.util.List;
import java.util.Optional;

/**
 * A Service.
 *
 * @param ports without those that the mesh does not carry; a target port that is a name counts as
 *     the port's own number, since EndpointSlices tell the real ones
 * @param selector empty where its EndpointSlices are written by somebody
 * @param exportTo namespaces that see it, as Istio's annotation names them
 * @param entrance to the network of its cluster, where it is one
 */
public record ServiceObject(
    ResourceName name,
    Addressing addressing,
    List<ServicePort> ports,
    Labels selector,
    List<String> exportTo,
    Delivery delivery)
    implements ClusterObject {

  public static final String KIND = "Service";

  public ServiceObject {
    ports = List.copyOf(ports);
    exportTo = List.copyOf(exportTo);
  }

  /**
   * How requests come to it, beyond its own addresses.
   *
   * @param ingress addresses or names at which a load balancer takes them
   * @param isNodeLocal whether callers reach only endpoints on their own Node
   * @param entrance what it is to other networks, if anything
   */
  public record Delivery(
      List<String> ingress,
      Distribution distribution,
      boolean isNodeLocal,
      Optional<Entrance> entrance) {

    /** Nothing is said. */
    public static final Delivery NONE =
        new Delivery(List.of(), Distribution.ANYWHERE, false, Optional.empty());

    public Delivery {
      ingress = List.copyOf(ingress);
    }
  }

  /** How its network is entered from others. */
  public Optional<Entrance> entrance() {
    return delivery.entrance();
  }

  /** Whether callers reach only endpoints on their own Node. */
  public boolean isNodeLocal() {
    return delivery.isNodeLocal() && addressing instanceof Addressing.Virtual;
  }

  /** Which endpoints callers like best, as {@code spec.trafficDistribution} says it. */
  public enum Distribution {
    ANYWHERE,
    SAME_ZONE,
    SAME_NODE
  }

  /**
   * How a network is entered from others.
   *
   * @param places addresses and names that are reached from outside of the cluster
   */
  public record Entrance(String network, List<String> places, int port) {
    public Entrance {
      places = List.copyOf(places);
    }
  }

  /** Where clients of a Service connect to. */
  public sealed interface Addressing {

    /** Addresses of the cluster, the family that it prefers first. */
    record Virtual(List<String> addresses) implements Addressing {
      public Virtual {
        addresses = List.copyOf(addresses);
      }
    }

    /**
     * The Pods themselves.
     *
     * @param isIpv6 by which of their addresses
     */
    record Headless(boolean isIpv6) implements Addressing {}

    /** Another name. */
    record Alias(String host) implements Addressing {}
  }

  /** Of which family its endpoints are, where Pods have both. */
  public boolean isIpv6() {
    return switch (addressing) {
      case Addressing.Virtual(List<String> addresses) ->
          !addresses.isEmpty() && addresses.getFirst().contains(":");
      case Addressing.Headless(boolean isIpv6) -> isIpv6;
      case Addressing.Alias ignored -> false;
    };
  }

  @Override
  public Key key() {
    return new Key(KIND, name);
  }
}
