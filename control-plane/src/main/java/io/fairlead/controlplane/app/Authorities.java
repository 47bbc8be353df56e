package io.fairlead.controlplane.app;

import io.fairlead.controlplane.ca.MeshAuthority;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.pki.CertificateAuthority;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Who signs for the mesh and whom it trusts besides, as the configuration file says. */
final class Authorities {

  private Authorities() {}

  /**
   * @throws IllegalArgumentException with the key of the file that is wrong
   */
  static MeshAuthority of(ControlPlaneSettings settings, StateStore store, InstantSource clock) {
    ControlPlaneSettings.Certificates certificates = settings.certificates();
    MeshAuthority authority =
        certificates.authority().isOutside()
            ? outside(settings, clock)
            : MeshAuthority.loadOrCreate(store, settings.mesh().domain(), clock);
    List<X509Certificate> others = new ArrayList<>();
    for (Path file : certificates.trustedRoots()) {
      others.addAll(read("certificates.trustedRoots", file));
    }
    return authority.trusting(others);
  }

  private static MeshAuthority outside(ControlPlaneSettings settings, InstantSource clock) {
    ControlPlaneSettings.Authority files = settings.certificates().authority();
    try {
      String key = text("certificates.authority.key", Path.of(files.key()));
      List<X509Certificate> roots =
          read("certificates.authority.certificate", Path.of(files.certificate()));
      return MeshAuthority.of(
          new CertificateAuthority.Material(roots.getFirst(), Pem.privateKey(key)),
          settings.mesh().domain(),
          clock);
    } catch (PkiException e) {
      throw new IllegalArgumentException("certificates.authority: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> read(String key, Path file) {
    try {
      return Pem.certificates(text(key, file));
    } catch (PkiException e) {
      throw new IllegalArgumentException(key + ": " + file + ": " + e.getMessage(), e);
    }
  }

  private static String text(String key, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(key + ": " + file + " cannot be read: " + e, e);
    }
  }
}
