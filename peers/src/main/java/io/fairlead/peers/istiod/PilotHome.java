package io.fairlead.peers.istiod;

import io.fairlead.peers.process.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The directory in which Istio's agent runs, with its files where Istio's packages have them. */
public record PilotHome(Path directory) {

  private static final String TOKEN = "var/run/secrets/tokens/istio-token";

  /**
   * @param root whom the control plane is known by, PEM
   * @param mesh what {@code mesh.yaml} holds
   */
  public static PilotHome write(Path directory, String root, String mesh) {
    PilotHome home = new PilotHome(directory);
    home.write("etc/certs/root-cert.pem", root);
    home.write("etc/istio/config/mesh", mesh);
    home.write("etc/istio/proxy/none", "");
    return home;
  }

  /** Where Istio's agent looks for a token. */
  public void token(String token) {
    write(TOKEN, token);
  }

  public void loseToken() throws IOException {
    Files.delete(directory.resolve(TOKEN));
  }

  /** The variables that say where these files are. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("CA_ROOT_CA", "./etc/certs/root-cert.pem");
    environment.put("XDS_ROOT_CA", "./etc/certs/root-cert.pem");
    environment.put("PROV_CERT", "./etc/certs");
    environment.put("OUTPUT_CERTS", "./etc/certs");
    environment.put("ISTIO_BOOTSTRAP", Binaries.istioBootstrap());
    return environment;
  }

  /**
   * @param type {@code sidecar} or {@code router}
   */
  public static List<String> command(String type, String namespace) {
    return List.of(
        Binaries.pilotAgent(),
        "proxy",
        type,
        "--domain",
        namespace + ".svc.cluster.local",
        "--concurrency",
        "1");
  }

  private void write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + name, e);
    }
  }
}
