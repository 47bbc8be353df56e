package io.fairlead.controlplane.tokenreview;

import io.fairlead.controlplane.apiserver.ApiServer;
import java.util.List;

/**
 * A Kubernetes cluster whose service accounts are members of the mesh.
 *
 * @param name what agents call it in their metadata
 * @param audiences of which a token must have one
 */
public record Cluster(String name, ApiServer api, List<String> audiences) {

  public Cluster {
    audiences = List.copyOf(audiences);
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException(
          "audiences: a token for anybody is none for this mesh; name one such as istio-ca");
    }
  }
}
