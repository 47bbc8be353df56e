package io.fairlead.controlplane.app;

import io.fairlead.controlplane.condition.ConditionLoop;
import io.fairlead.controlplane.condition.GatewayFacts;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.push.PushLoop;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.controlplane.state.MeshStateStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells resources of our own cluster how they stand, where one is read and the settings ask. */
final class Conditions implements AutoCloseable {

  private final MeshStateStore states;
  private final Optional<Sources.Clusters> clusters;
  private final Optional<ConditionLoop> loop;

  /**
   * @param clusters those of our account's own; nothing where none is read
   * @param credentials what is held of the certificates that gateways name
   */
  Conditions(
      ControlPlaneSettings all,
      MeshStateStore states,
      PushLoop pushes,
      Optional<Sources.Clusters> clusters,
      Supplier<Credentials> credentials) {
    this.states = states;
    this.clusters = clusters;
    this.loop =
        clusters
            .filter(own -> all.admission().conditions())
            .map(
                own ->
                    new ConditionLoop(
                        all.admission().webhooks().api(),
                        new ConditionLoop.Subjects(
                            states::config,
                            own.source()::misspelt,
                            new GatewayFacts(own.source()::told, credentials),
                            pushes::standings),
                        own.rank(),
                        ConfigState.empty(all.mesh().toModel()),
                        InstantSource.system()));
  }

  void start() {
    loop.ifPresent(
        started -> {
          states.onChange(started::wake);
          clusters.ifPresent(own -> own.source().onTold(started::wake));
          started.start();
        });
  }

  /** Something else is held than before. */
  void credentialsChanged() {
    loop.ifPresent(ConditionLoop::wake);
  }

  @Override
  public void close() {
    loop.ifPresent(ConditionLoop::close);
  }
}
