package io.fairlead.translation.scope;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The services of a scope that share one port, ordered by host. Listeners and routes of different
 * ports never meet, so each port is planned by itself.
 */
public record PortScope(
    int number, List<Called> services, List<StrayHost> strays, SharedHttp http, Around around) {

  /**
   * What holds around the services.
   *
   * @param namespace of the callers
   * @param retries of requests for which no route says it
   * @param hints of the hosts, on this port or not, of which there are any
   */
  public record Around(
      String namespace,
      PortPlace place,
      Unknown unknown,
      Retries retries,
      SharedMap<ServiceHost, HostHints> hints) {}

  /** A host that is no service, and where requests for it go. */
  public record StrayHost(
      ServiceHost host, Routing routing, SharedMap<ServiceHost, HostHints> hints) {}

  /**
   * One of the services, by its port of this number, and where requests for it go.
   *
   * @param retries of requests for which no route says it
   * @param hints of the hosts, on this port or not, of which there are any
   */
  public record Called(
      Callee callee,
      ServicePort port,
      Routing routing,
      Retries retries,
      SharedMap<ServiceHost, HostHints> hints) {

    /** How the service itself is called. */
    public CallHints ownHints() {
      return hints(new RouteTarget(callee.host(), "", port.number()));
    }

    /** The limits that the routes of the service turn on, by name. */
    public List<RequestLimit> limits() {
      boolean isHttp = port.protocol().isHttp() || port.protocol() == Protocol.AUTO;
      return isHttp ? routing.limitsOn(port.number()) : List.of();
    }

    /**
     * @param target with its port known
     */
    public CallHints hints(RouteTarget target) {
      return HostHints.of(hints, target);
    }
  }

  public PortScope {
    services = List.copyOf(services);
    strays = List.copyOf(strays);
  }

  /**
   * @param routings of the hosts that have any
   */
  public static PortScope of(
      int number,
      Collection<Callee> callees,
      SharedMap<ServiceHost, Routing> routings,
      Interception interception,
      Around around) {
    List<Called> services = new ArrayList<>(callees.size());
    for (Callee callee : callees) {
      for (ServicePort port : callee.ports()) {
        if (port.number() == number) {
          services.add(
              new Called(
                  callee,
                  port,
                  routings.getOrDefault(callee.host(), Routing.NONE),
                  around.retries(),
                  around.hints()));
        }
      }
    }
    boolean isAtAddresses =
        interception instanceof Interception.Redirect && around.place instanceof PortPlace.AsHost;
    return new PortScope(
        number, services, List.of(), SharedHttp.of(number, callees, isAtAddresses), around);
  }

  /** The limits that the routes of the port turn on, by name. */
  public List<RequestLimit> limits() {
    return RequestLimit.byName(
        Stream.concat(
                services.stream().map(Called::limits),
                strays.stream().map(stray -> stray.routing().limitsOn(number)))
            .flatMap(List::stream));
  }

  /** With the strays whose requests are taken on the port. */
  public PortScope with(SharedMap<ServiceHost, StrayHosts.Stray> all) {
    List<StrayHost> here = new ArrayList<>();
    all.forEach(
        (host, stray) -> {
          if (stray.ports().contains(number)) {
            here.add(new StrayHost(host, stray.routing(), around.hints()));
          }
        });
    return new PortScope(number, services, here, http, around);
  }
}
