package io.fairlead.vmagent.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IstioFilesTest {

  @TempDir private Path directory;

  @BeforeEach
  void asIstioctlWritesThem() throws IOException {
    write(
        "mesh.yaml",
        """
        defaultConfig:
          discoveryAddress: istiod.istio-system.svc:15012
          proxyMetadata:
            POD_NAMESPACE: shop
            SERVICE_ACCOUNT: web
            ISTIO_META_AUTO_REGISTER_GROUP: web
            ISTIO_META_NETWORK: vms
        """);
    write(
        "cluster.env",
        """
        ISTIO_META_CLUSTER_ID='c1'
        ISTIO_METAJSON_LABELS='{"app":"web","version":"2"}'
        POD_NAMESPACE='yard'
        TRUST_DOMAIN="example.org"
        """);
    write("root-cert.pem", "root");
    write("istio-token", "a.b.c\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  @Test
  void readsWhoAndWhereTheHostIs() throws IOException {
    IstioFiles files = new IstioFiles(directory);

    assertThat(files.host())
        .isEqualTo(
            new IstioHost(
                "istiod.istio-system.svc:15012",
                "istiod.istio-system.svc",
                new IstioHost.Account("example.org", "yard", "web"),
                new IstioHost.Mesh("", "c1", "vms"),
                "web",
                Map.of("app", "web", "version", "2")));
    assertThat(files.token()).isEqualTo("a.b.c");
    assertThat(files.root()).isEqualTo("root");
  }

  @Test
  void istiodMayBeReachedByAnotherNameThanItsOwn() throws IOException {
    write("mesh.yaml", "{defaultConfig: {discoveryAddress: '10.0.0.1:15012'}}");
    write(
        "cluster.env", "POD_NAMESPACE=a\nSERVICE_ACCOUNT=b\nISTIOD_SAN=istiod.istio-system.svc\n");

    IstioHost host = new IstioFiles(directory).host();

    assertThat(host.controlPlane()).isEqualTo("10.0.0.1:15012");
    assertThat(host.serverName()).isEqualTo("istiod.istio-system.svc");
  }

  @Test
  void tellsWhatIsMissingOrWrong() throws IOException {
    Files.delete(directory.resolve("istio-token"));
    assertThatThrownBy(() -> new IstioFiles(directory).token())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("istio-token is not there");

    write("cluster.env", "");
    write("mesh.yaml", "defaultConfig: {discoveryAddress: 'a:15012'}");
    assertThatThrownBy(() -> new IstioFiles(directory).host())
        .hasMessageContaining("POD_NAMESPACE and SERVICE_ACCOUNT");

    write("mesh.yaml", "defaultConfig: {discoveryAddress: nowhere}");
    assertThatThrownBy(() -> new IstioFiles(directory).host())
        .hasMessageContaining("discoveryAddress must be host:port");

    write("mesh.yaml", "[");
    assertThatThrownBy(() -> new IstioFiles(directory).host())
        .hasMessageStartingWith("mesh.yaml: not YAML");
  }
}
