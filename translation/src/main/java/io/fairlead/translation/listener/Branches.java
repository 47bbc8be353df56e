package io.fairlead.translation.listener;

import io.fairlead.model.policy.TcpRoute;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.listener.Condition.Within;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.CallHints;
import io.fairlead.translation.scope.Destination;
import io.fairlead.translation.scope.PortScope.Called;
import io.fairlead.translation.scope.Routing.TcpWay;
import io.fairlead.translation.scope.Routing.TlsWay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the connections to one port of a service go: by the routes that somebody wrote, and what
 * these leave to the service itself. TLS of which routes speak goes by them alone.
 */
final class Branches {

  private final Called called;
  private final String cluster;
  private final int port;
  private final Map<Condition, Outlet> all = new LinkedHashMap<>();

  private Branches(Called called) {
    this.called = called;
    this.cluster = called.callee().cluster(called.port());
    this.port = called.port().number();
  }

  /**
   * The first of equal conditions holds.
   *
   * @param isNameKnown whether only this service can be meant, so that TLS need not name it
   */
  static Map<Condition, Outlet> of(Called called, boolean isNameKnown) {
    Branches branches = new Branches(called);
    if (called.port().protocol().isOpaqueTls()) {
      branches.addTls(isNameKnown);
    } else {
      branches.addTcp();
    }
    return branches.all;
  }

  private void addTls(boolean isNameKnown) {
    List<TlsWay> ways = called.routing().tlsOn(port);
    for (TlsWay way : ways) {
      for (ServiceHost name : way.serverNames()) {
        add(name.value(), way.way());
      }
    }
    if (ways.isEmpty()) {
      String host = called.callee().host().value();
      boolean isAnybody = isNameKnown || host.equals("*");
      all.put(Condition.named(isAnybody ? "" : host), Outlet.of(cluster, called.ownHints()));
    }
  }

  private void addTcp() {
    for (TcpWay way : called.routing().tcpOn(port)) {
      add("", way);
    }
    all.putIfAbsent(Condition.NONE, Outlet.of(cluster, called.ownHints()));
  }

  private void add(String serverName, TcpWay way) {
    if (way.subnets().isEmpty()) {
      all.putIfAbsent(Condition.named(serverName), outlet(way));
    }
    way.subnets().stream()
        .map(Destination::parse)
        .flatMap(Optional::stream)
        .map(subnet -> new Condition(serverName, Within.of(subnet)))
        .forEach(condition -> all.putIfAbsent(condition, outlet(way)));
  }

  private Outlet outlet(TcpWay way) {
    return new Outlet(
        cluster,
        way.shares().stream().map(this::share).toList(),
        CallHints.together(
            way.shares().stream().map(share -> called.hints(share.target().on(port))).toList()),
        way.limit());
  }

  private Outlet.Share share(TcpRoute.Share share) {
    return new Outlet.Share(ResourceNames.outboundCluster(share.target().on(port)), share.weight());
  }
}
