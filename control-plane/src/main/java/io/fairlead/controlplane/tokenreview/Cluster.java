package io.fairlead.controlplane.tokenreview;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A Kubernetes cluster whose service accounts are members of the mesh.
 *
 * @param name what agents call it in their metadata
 * @param server its API, https
 * @param caFile whom that API is trusted by, PEM
 * @param tokenFile what we show to it; read again for each review, since it rotates
 * @param audiences of which a token must have one
 */
public record Cluster(
    String name, URI server, Path caFile, Path tokenFile, List<String> audiences) {

  public Cluster {
    audiences = List.copyOf(audiences);
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException(
          "audiences: a token for anybody is none for this mesh; name one such as istio-ca");
    }
    if (!"https".equals(server.getScheme())) {
      throw new IllegalArgumentException(
          "server: tokens go over TLS only: expected https://host:port, but found " + server);
    }
  }
}
