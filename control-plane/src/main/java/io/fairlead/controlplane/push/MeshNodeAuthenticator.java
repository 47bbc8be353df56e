package io.fairlead.controlplane.push;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.controlplane.caller.Caller;
import io.fairlead.pki.SpiffeId;
import io.fairlead.xds.server.NodeAuthenticator;
import io.grpc.Status;

/** A discovery stream belongs to a workload with a certificate, which speaks for itself alone. */
public final class MeshNodeAuthenticator implements NodeAuthenticator {

  private final String trustDomain;

  public MeshNodeAuthenticator(String trustDomain) {
    this.trustDomain = trustDomain;
  }

  @Override
  public String authenticate(Node node) {
    if (!(Caller.current() instanceof Caller.Workload(SpiffeId identity))) {
      throw Status.UNAUTHENTICATED
          .withDescription("discovery needs a workload certificate of this mesh; join first")
          .asRuntimeException();
    }
    if (!identity.trustDomain().equals(trustDomain)) {
      throw Status.PERMISSION_DENIED
          .withDescription("the certificate is of another trust domain than " + trustDomain)
          .asRuntimeException();
    }
    NodeReader.requireOwn(node, identity);
    return identity.toString();
  }
}
