package io.fairlead.testenv.istio;

import io.fairlead.peers.istiod.IstiodServer;
import io.fairlead.peers.kubernetes.KubernetesServer;
import io.fairlead.peers.process.FreePort;
import io.fairlead.peers.tls.MeshRoot;
import io.fairlead.testenv.programs.ConfigFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A stock istiod that hosts of a network reach, and the files that it has for them. */
final class StockIstiod implements AutoCloseable {

  static final String NAMESPACE = "demo";

  private final KubernetesServer kubernetes;
  private final MeshRoot root;
  private final String address;
  private final IstiodServer server;

  /**
   * @param address of this machine, as hosts see it
   * @param environment of istiod
   */
  StockIstiod(
      KubernetesServer kubernetes,
      MeshRoot root,
      Path directory,
      String address,
      Map<String, String> environment) {
    this.kubernetes = kubernetes;
    this.root = root;
    this.address = address + ":" + FreePort.next();
    root.writeForIstiod(directory);
    this.server =
        new IstiodServer(
            kubernetes,
            directory,
            "{rootNamespace: istio-system, trustDomain: cluster.local}",
            environment,
            List.of("--httpsAddr=", "--secureGRPCAddr=" + this.address));
  }

  /** What istioctl writes for a host of a group, whose service account has its name. */
  Path files(Path directory, String group) {
    ConfigFile.write(
        directory.resolve("cluster.env"),
        """
        ISTIO_META_AUTO_REGISTER_GROUP='%1$s'
        ISTIO_META_CLUSTER_ID='Kubernetes'
        ISTIO_META_DNS_CAPTURE='true'
        ISTIO_META_MESH_ID='mesh1'
        ISTIO_META_NETWORK=''
        ISTIO_META_WORKLOAD_NAME='%1$s'
        ISTIO_METAJSON_LABELS='{"app":"%1$s"}'
        ISTIO_NAMESPACE='%2$s'
        ISTIOD_SAN='istiod.istio-system.svc'
        POD_NAMESPACE='%2$s'
        SERVICE_ACCOUNT='%1$s'
        TRUST_DOMAIN='cluster.local'
        """
            .formatted(group, NAMESPACE));
    ConfigFile.write(
        directory.resolve("mesh.yaml"), "defaultConfig: {discoveryAddress: \"" + address + "\"}\n");
    ConfigFile.write(directory.resolve("root-cert.pem"), root.pem());
    ConfigFile.write(
        directory.resolve("istio-token"), kubernetes.api().token(NAMESPACE, group, "istio-ca"));
    return directory;
  }

  /** Where agents find it. */
  String address() {
    return address;
  }

  String debug(String path) throws Exception {
    return server.debug(path);
  }

  @Override
  public void close() {
    server.close();
  }
}
