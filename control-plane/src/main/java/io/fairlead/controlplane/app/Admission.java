package io.fairlead.controlplane.app;

import io.fairlead.controlplane.admission.AdmissionServer;
import io.fairlead.controlplane.admission.CaBundleLoop;
import io.fairlead.controlplane.admission.injection.Injection;
import io.fairlead.controlplane.ca.MeshAuthority;
import io.fairlead.controlplane.condition.ConditionLoop;
import io.fairlead.controlplane.condition.GatewayFacts;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.pki.Pem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The webhooks, where the settings ask for them; nothing otherwise. */
final class Admission implements AutoCloseable {

  private final AdmissionSettings settings;
  private final SSLContext tls;
  private final Injection injection;
  private final CaBundleLoop bundles;
  private final Facts facts;

  private final Optional<ConditionLoop> conditions;

  /** Owned by whoever starts and closes it. */
  private @Nullable AdmissionServer server;

  /**
   * What resources are told of.
   *
   * @param clusters those of our account's own cluster; nothing where none is read
   */
  record Facts(
      MeshStateStore states,
      Optional<Sources.Clusters> clusters,
      Supplier<Credentials> credentials) {}

  Admission(
      ControlPlaneSettings all,
      String advertised,
      MeshAuthority authority,
      SSLContext tls,
      Facts facts) {
    this.settings = all.admission();
    this.tls = tls;
    this.injection =
        new Injection(settings.container(all.mesh().cluster(), advertised, authority.caHash()));
    String root = Pem.encode(authority.authority().root());
    this.bundles =
        new CaBundleLoop(settings.webhooks().api(), settings.webhooks().names(), () -> root);
    this.facts = facts;
    this.conditions =
        facts
            .clusters()
            .map(
                own ->
                    new ConditionLoop(
                        settings.webhooks().api(),
                        facts.states()::config,
                        own.rank(),
                        ConfigState.empty(all.mesh().toModel()),
                        new GatewayFacts(own.source()::told, facts.credentials()),
                        InstantSource.system()));
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
    if (settings.conditions()) {
      conditions.ifPresent(this::tell);
    }
  }

  private void tell(ConditionLoop loop) {
    facts.states().onChange(loop::wake);
    facts.clusters().ifPresent(own -> own.source().onTold(loop::wake));
    loop.start();
  }

  /** Something else is held than before. */
  void credentialsChanged() {
    conditions.ifPresent(ConditionLoop::wake);
  }

  @Override
  public void close() {
    conditions.ifPresent(ConditionLoop::close);
    bundles.close();
    if (server != null) {
      server.close();
    }
  }
}
