package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.testing.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No mesh that can be declared breaks its translation. */
class TranslatorFuzzTest {

  private static final int COUNT = 1_000;
  private static final int MAX_CHANGES = 20;

  @Test
  void whateverIsDeclaredIsTranslated() {
    Fuzz.check(
        COUNT,
        (random, seed) -> {
          RandomMesh meshes = new RandomMesh(random);
          MeshState state = MeshState.empty(MeshSettings.STANDARD);
          for (int change = 1 + random.nextInt(MAX_CHANGES); change > 0; change--) {
            state = meshes.changed(state);
          }
          List<Proxy> proxies = meshes.proxies();
          Proxy proxy = proxies.get(random.nextInt(proxies.size()));
          assertThat(new Translator(ResourceCache.none()).translate(state, proxy)).isNotNull();
        });
  }
}
