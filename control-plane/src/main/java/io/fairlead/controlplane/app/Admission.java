package io.fairlead.controlplane.app;

import io.fairlead.controlplane.admission.AdmissionServer;
import io.fairlead.controlplane.admission.CaBundleLoop;
import io.fairlead.controlplane.admission.injection.Injection;
import io.fairlead.controlplane.ca.MeshAuthority;
import io.fairlead.pki.Pem;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The webhooks, where the settings ask for them; nothing otherwise. */
final class Admission implements AutoCloseable {

  private final AdmissionSettings settings;
  private final SSLContext tls;
  private final Injection injection;
  private final CaBundleLoop bundles;
  private final Conditions conditions;

  /** Owned by whoever starts and closes it. */
  private @Nullable AdmissionServer server;

  Admission(
      ControlPlaneSettings all,
      String advertised,
      MeshAuthority authority,
      SSLContext tls,
      Conditions conditions) {
    this.settings = all.admission();
    this.tls = tls;
    this.injection =
        new Injection(settings.container(all.mesh().cluster(), advertised, authority.caHash()));
    String root = Pem.encode(authority.authority().root());
    this.bundles =
        new CaBundleLoop(settings.webhooks().api(), settings.webhooks().names(), () -> root);
    this.conditions = conditions;
  }

  void start(BooleanSupplier isAlive, BooleanSupplier isReady) throws StartException {
    Optional<HostAndPort> listen = settings.endpoint();
    if (listen.isEmpty()) {
      return;
    }
    try {
      server =
          AdmissionServer.start(
              listen.get().toBind("admission.listen"), tls, injection, isAlive, isReady);
    } catch (IOException e) {
      throw new StartException(
          "cannot listen on " + settings.listen() + " (admission.listen): " + e.getMessage(), e);
    }
    if (!settings.webhooks().names().isEmpty()) {
      bundles.start();
    }
    conditions.start();
  }

  /** Something else is held than before. */
  void credentialsChanged() {
    conditions.credentialsChanged();
  }

  @Override
  public void close() {
    conditions.close();
    bundles.close();
    if (server != null) {
      server.close();
    }
  }
}
