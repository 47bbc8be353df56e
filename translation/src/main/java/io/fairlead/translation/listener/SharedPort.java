package io.fairlead.translation.listener;

import io.fairlead.translation.listener.PortListener.Shared;
import io.fairlead.translation.scope.Destination.Block;
import io.fairlead.translation.scope.SharedHttp;
import java.util.HashMap;
import java.util.Map;

/** A port that services share, while it is being collected; who comes first keeps what he took. */
final class SharedPort {

  private final SharedHttp http;
  private final Map<Block, Target> blocks = new HashMap<>();
  private final Map<String, String> serverNames = new HashMap<>();
  private String rest = "";

  SharedPort(SharedHttp http) {
    this.http = http;
  }

  boolean take(Block block, Target target) {
    return blocks.putIfAbsent(block, target) == null;
  }

  boolean takeServerName(String serverName, String cluster) {
    return serverNames.putIfAbsent(serverName, cluster) == null;
  }

  boolean takeRest(String cluster) {
    if (!rest.isEmpty()) {
      return false;
    }
    rest = cluster;
    return true;
  }

  PortListener listener(Bind bind, String otherwise) {
    return new PortListener(
        bind, new Shared(http, blocks, serverNames), rest.isEmpty() ? otherwise : rest);
  }
}
