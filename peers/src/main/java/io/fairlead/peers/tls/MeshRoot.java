package io.fairlead.peers.tls;

import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.SpiffeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A root that one control plane, or two of different makers, sign with. */
public final class MeshRoot {

  private final CertificateAuthority.Material material =
      CertificateAuthority.create("cluster.local", InstantSource.system());

  public String pem() {
    return Pem.encode(material.root());
  }

  /** Root and key as {@code root.pem} and {@code root.key}. */
  public Path write(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("root.pem"), pem());
      Files.writeString(directory.resolve("root.key"), Pem.encode(material.key()));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("writing the root", e);
    }
  }

  /** The same as istiod looks for it, below the directory that it runs in. */
  public void writeForIstiod(Path directory) {
    try {
      Path files = Files.createDirectories(directory.resolve("etc/cacerts"));
      for (String name : List.of("ca-cert.pem", "cert-chain.pem", "root-cert.pem")) {
        Files.writeString(files.resolve(name), pem());
      }
      Files.writeString(files.resolve("ca-key.pem"), Pem.encode(material.key()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing the root for istiod", e);
    }
  }

  /** A member's certificate as Istio's tools look for it in a directory. */
  public Path member(Path directory, String namespace, String account) {
    KeyPair key = PrivateKeys.generate();
    var leaf =
        new CertificateAuthority(material, InstantSource.system())
            .sign(
                key.getPublic(),
                new SpiffeId("cluster.local", namespace, account),
                Duration.ofHours(1));
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("cert-chain.pem"), Pem.encode(leaf));
      Files.writeString(directory.resolve("key.pem"), Pem.encode(key.getPrivate()));
      Files.writeString(directory.resolve("root-cert.pem"), pem());
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("writing a member's certificate", e);
    }
  }
}
