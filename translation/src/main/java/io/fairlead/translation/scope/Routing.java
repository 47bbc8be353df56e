package io.fairlead.translation.scope;

import io.fairlead.model.policy.HttpRoute.UriMatch;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.service.ServiceHost;
import java.util.List;

/**
 * Where requests for a host go, with everything decided that depends on the caller. The first path
 * that matches is taken; without any, requests go to the host itself.
 */
public record Routing(List<Path> paths) {

  public static final Routing NONE = new Routing(List.of());

  /**
   * @param name empty where it has none
   * @param uris any of them
   * @param targets at least one
   */
  public record Path(String name, List<UriMatch> uris, List<Target> targets, TimeLimit timeout) {
    public Path {
      uris = List.copyOf(uris);
      targets = List.copyOf(targets);
    }
  }

  /**
   * @param port 0: the one that was called
   */
  public record Target(ServiceHost host, int port, int weight) {}

  public Routing {
    paths = List.copyOf(paths);
  }

  public boolean isEmpty() {
    return paths.isEmpty();
  }
}
