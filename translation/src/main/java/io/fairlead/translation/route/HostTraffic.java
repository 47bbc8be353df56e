package io.fairlead.translation.route;

import io.fairlead.model.policy.HttpRoute.UriMatch;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.translation.naming.ResourceNames;
import io.fairlead.translation.scope.PortScope.Called;
import io.fairlead.translation.scope.Routing;
import java.util.List;

/** What becomes of the requests for one virtual host. */
sealed interface HostTraffic {

  /** All of them go to one cluster: nobody said anything else. */
  record ToService(String cluster) implements HostTraffic {}

  /** The first path that fits is taken; what fits none is not found. */
  record ByPath(List<Path> paths) implements HostTraffic {
    public ByPath {
      paths = List.copyOf(paths);
    }
  }

  /** One way, for any of some paths. */
  record Path(String name, List<UriMatch> uris, List<Share> shares, TimeLimit timeout) {
    public Path {
      uris = List.copyOf(uris);
      shares = List.copyOf(shares);
    }
  }

  /** A cluster and its part of the requests. */
  record Share(String cluster, int weight) {}

  static HostTraffic of(Called called) {
    return called.routing().isEmpty()
        ? new ToService(called.callee().cluster(called.port()))
        : new ByPath(
            called.routing().paths().stream()
                .map(path -> path(path, called.port().number()))
                .toList());
  }

  private static Path path(Routing.Path path, int port) {
    return new Path(
        path.name(),
        path.uris(),
        path.targets().stream().map(target -> share(target, port)).toList(),
        path.timeout());
  }

  private static Share share(Routing.Target target, int port) {
    return new Share(
        ResourceNames.outboundCluster(target.port() == 0 ? port : target.port(), target.host()),
        target.weight());
  }
}
