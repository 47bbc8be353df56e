package io.fairlead.controlplane.push;

import io.fairlead.model.proxy.Proxy;
import io.fairlead.translation.Inbound;
import io.fairlead.translation.Outbound;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.server.Untaken;
import java.util.Map;

/**
 * One connected proxy: what was made for it last, and what of that it does not hold.
 *
 * @param isCurrent whether its stream has been offered just that
 * @param untaken of the types that it asked for
 */
public record Standing(
    Proxy proxy,
    Outbound outbound,
    Inbound inbound,
    boolean isCurrent,
    Map<ResourceType, Untaken> untaken) {

  public Standing {
    untaken = Map.copyOf(untaken);
  }

  @SuppressWarnings("ReferenceEquality") // What was offered is the same object.
  static Standing of(ConnectedProxy connected, Served served) {
    boolean isCurrent = connected.stream().offered() == served.offered();
    return new Standing(
        served.proxy(),
        served.outbound(),
        served.inbound(),
        isCurrent,
        connected.stream().untaken());
  }
}
