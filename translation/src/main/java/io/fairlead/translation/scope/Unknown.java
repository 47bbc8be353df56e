package io.fairlead.translation.scope;

import io.fairlead.model.policy.UnknownHosts;
import io.fairlead.translation.naming.ResourceNames;

/**
 * Where connections and requests go whose host the proxies do not see.
 *
 * @param cluster by its name
 */
public record Unknown(Way way, String cluster) {

  /** What is done with them. */
  public enum Way {
    LET_GO,
    REFUSED,
    /** To a host of the mesh that lets them out. */
    LED
  }

  public static final Unknown ALLOWED = new Unknown(Way.LET_GO, ResourceNames.PASSTHROUGH_CLUSTER);

  private static final Unknown REFUSED = new Unknown(Way.REFUSED, ResourceNames.BLACK_HOLE_CLUSTER);

  static Unknown of(UnknownHosts said) {
    return switch (said) {
      case UnknownHosts.Allowed ignored -> ALLOWED;
      case UnknownHosts.Refused ignored -> REFUSED;
      case UnknownHosts.Through(var host, var subset, var port) ->
          new Unknown(Way.LED, ResourceNames.outboundCluster(port, subset, host));
    };
  }
}
