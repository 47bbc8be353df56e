package io.fairlead.controlplane.push;

import io.fairlead.model.proxy.Proxy;
import io.fairlead.xds.server.ClientStream;
import java.time.Instant;

/** One open stream of a proxy. */
public record ConnectedProxy(ClientStream stream, Proxy proxy, Instant connected) {}
