package io.fairlead.controlplane.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UntoldTest {

  private static final int OURS = 1;
  private static final int OTHERS = 0;
  private static final ConfigState EMPTY = ConfigState.empty(MeshSettings.STANDARD);

  private ConfigState current = EMPTY;
  private final Untold untold = new Untold(OURS, EMPTY, () -> current);

  @Test
  void tellsOnceWhetherAResourceIsTaken() {
    ConfigState state = with(EMPTY, OURS, rule("web.example.com"));
    see(state);
    Untold.News news = untold.next().orElseThrow();
    assertThat(news.condition()).isEqualTo(new Accepted(true, "Accepted", ""));
    untold.told(news);
    assertThat(untold.next()).isEmpty();
    see(state);
    assertThat(untold.next()).isEmpty();
  }

  @Test
  void tellsAgainWhatWasNotToldForAFailure() {
    see(with(EMPTY, OURS, rule("web.example.com")));
    assertThat(untold.next()).isPresent().isEqualTo(untold.next());
  }

  @Test
  void tellsWhatTurnsBadWithEveryReason() {
    ConfigState good = with(EMPTY, OURS, rule("web.example.com"));
    see(good);
    untold.told(untold.next().orElseThrow());
    see(with(good, OURS, rule("a b")));
    Accepted condition = untold.next().orElseThrow().condition();
    assertThat(condition.isTrue()).isFalse();
    assertThat(condition.reason()).isEqualTo("Refused");
    assertThat(condition.message()).contains("spec.host: ");
  }

  @Test
  void tellsNothingOfWhatAnotherSourceGives() {
    see(with(with(EMPTY, OURS, rule("web.example.com")), OTHERS, rule("b.example.com")));
    assertThat(untold.next()).isEmpty();
  }

  @Test
  void tellsNothingOfWhatNobodyWrote() {
    IstioResource rule = rule("web.example.com");
    see(with(EMPTY, OURS, new IstioResource(rule.kind(), rule.name(), Metadata.NONE, rule.spec())));
    assertThat(untold.next()).isEmpty();
  }

  @Test
  void aResourceThatComesAgainIsToldAgain() {
    IstioResource rule = rule("web.example.com");
    ConfigState there = with(EMPTY, OURS, rule);
    see(there);
    untold.told(untold.next().orElseThrow());
    see(there.with(OURS, new ConfigChange(List.of(), List.of(ResourceId.of(rule)))));
    assertThat(untold.next()).isEmpty();
    see(there);
    assertThat(untold.next()).isPresent();
  }

  @Test
  void isAppliedToTheStatusOfTheResource() {
    IstioResource rule = rule("web.example.com");
    assertThat(Accepted.path(rule))
        .startsWith("/apis/networking.istio.io/v1/namespaces/demo/destinationrules/web/status?");
    assertThat(Optional.of(new Accepted(false, "Refused", "no").applied(rule)))
        .contains(
            """
            {"apiVersion":"networking.istio.io/v1","kind":"DestinationRule",\
            "metadata":{"name":"web","namespace":"demo"},\
            "status":{"conditions":[{"type":"Accepted","status":"False","reason":"Refused","message":"no"}]}}""");
  }

  private void see(ConfigState state) {
    current = state;
    untold.look();
  }

  private static ConfigState with(ConfigState state, int rank, IstioResource resource) {
    return state.with(rank, new ConfigChange(List.of(resource), List.of()));
  }

  private static IstioResource rule(String host) {
    return IstioYaml.read(
            "test",
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: web, namespace: demo}
            spec: {host: "%s"}
            """
                .formatted(host))
        .values()
        .getFirst();
  }
}
