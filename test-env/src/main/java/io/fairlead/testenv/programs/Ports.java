package io.fairlead.testenv.programs;

import io.fairlead.testenv.hosts.FreePorts;
import io.fairlead.testenv.hosts.Host;
import java.util.List;

/** Where control plane and bridge listen: their usual ports, or free ones where hosts share. */
public record Ports(int controlPlane, int controlPlaneHealth, int mcp, int bridgeHealth) {

  public static Ports on(Host host) {
    if (host.isIsolated()) {
      return new Ports(15012, 15014, 15019, 15018);
    }
    List<Integer> free = FreePorts.on(host, 4);
    return new Ports(free.get(0), free.get(1), free.get(2), free.get(3));
  }
}
