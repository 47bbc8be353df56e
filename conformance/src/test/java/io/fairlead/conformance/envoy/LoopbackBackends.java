package io.fairlead.conformance.envoy;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where on loopback the backends are that stand for endpoints.
 *
 * @param all {@code address:port} of endpoints to the ports of their backends; {@code
 *     passthrough:0} is whatever no service is
 * @param joined those of them on hosts that end the mesh's TLS
 */
public record LoopbackBackends(Map<String, Integer> all, Map<String, Integer> joined) {

  public LoopbackBackends {
    all = Map.copyOf(all);
    joined = new TreeMap<>(joined);
  }
}
