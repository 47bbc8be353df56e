package io.fairlead.controlplane.push;

import io.fairlead.api.istio.mesh.v1alpha1.ProxyConfig;
import io.fairlead.collections.SharedMap;
import io.fairlead.pki.Pem;
import io.fairlead.translation.EncodedResource;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.security.cert.X509Certificate;
import java.util.List;

/** What every proxy is offered, whoever it is: for Istio's agents, mostly. */
public final class CommonResources {

  private static final String NAME = "default";

  private CommonResources() {}

  /**
   * The roots of the mesh as Istio's agents ask for them beside their certificate, and no
   * extensions: a name asked for is answered by its absence, so that nobody waits for it.
   */
  public static Snapshot of(List<X509Certificate> roots) {
    ProxyConfig config =
        ProxyConfig.newBuilder()
            .addAllCaCertificatesPem(roots.stream().map(Pem::encode).toList())
            .build();
    EncodedResource encoded = EncodedResource.of(NAME, config);
    SharedMap<String, Resource> configs = SharedMap.hashed();
    return Snapshot.EMPTY
        .with(
            ResourceType.PROXY_CONFIG,
            configs.plus(
                NAME, Resource.of(NAME, encoded.version(), encoded.typeUrl(), encoded.value())))
        .with(ResourceType.EXTENSION, SharedMap.hashed());
  }
}
