package io.fairlead.translation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.testing.Cases;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever happens to a mesh, going on from what was there gives what starting anew gives. */
class StepByStepTest {

  private static final int SEEDS = 400;
  private static final int STEPS = 12;

  @Test
  void goingOnGivesWhatStartingAnewGives() {
    Cases.check(
        SEEDS,
        (random, seed) -> {
          RandomMesh meshes = new RandomMesh(random);
          MeshState state = MeshState.empty(MeshSettings.STANDARD);
          MeshView view = MeshView.of(state);
          Translator translator = new Translator(new CountingCache());
          List<Proxy> proxies = meshes.proxies();
          Map<Proxy, Outbound> outbound = new HashMap<>();
          for (int step = 0; step < STEPS; step++) {
            for (int change = random.nextInt(1, 6); change > 0; change--) {
              state = meshes.changed(state);
            }
            view = view.at(state);
            for (Proxy proxy : proxies) {
              MeshView now = view;
              ProxyTraits traits = ProxyTraits.of(state, proxy);
              outbound.compute(
                  proxy,
                  (same, before) ->
                      before == null
                          ? translator.outbound(now, traits)
                          : translator.next(before, now, traits));
            }
          }
          assertThat(view).isEqualTo(MeshView.of(state));
          for (Proxy proxy : proxies) {
            Outbound gone = requireNonNull(outbound.get(proxy));
            Outbound anew =
                new Translator(ResourceCache.none())
                    .outbound(MeshView.of(state), ProxyTraits.of(state, proxy));
            assertThat(gone).isEqualTo(anew);
            assertThat(gone.problems()).isEqualTo(anew.problems());
          }
        });
  }

  /** Two control planes that saw other histories must not send other bytes. */
  @Test
  void theHistoryOfAMeshDoesNotShow() {
    Cases.check(
        SEEDS,
        (random, seed) -> {
          RandomMesh meshes = new RandomMesh(random);
          MeshState state = MeshState.empty(MeshSettings.STANDARD);
          for (int step = 0; step < 40; step++) {
            state = meshes.changed(state);
          }
          Proxy proxy = meshes.proxies().getFirst();
          assertThat(translated(meshes.retold(state), proxy)).isEqualTo(translated(state, proxy));
        });
  }

  private static XdsResources translated(MeshState state, Proxy proxy) {
    return new Translator(ResourceCache.none()).translate(state, proxy);
  }
}
