package io.fairlead.controlplane.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.source.ConfigSink.ConfigChange;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import io.fairlead.testing.FakeClock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UntoldTest {

  private static final int OURS = 1;
  private static final int OTHERS = 0;
  private static final ConfigState EMPTY = ConfigState.empty(MeshSettings.STANDARD);

  private ConfigState current = EMPTY;
  private SharedMap<ResourceId, List<Problem>> misspelt = SharedMap.sorted();
  private final FakeClock clock = FakeClock.at("2026-01-02T03:04:05Z");
  private final Untold untold =
      new Untold(OURS, EMPTY, () -> current, () -> misspelt, new Words(List::of, clock, () -> 0));

  @BeforeEach
  void isPastTheStart() {
    untold.look();
    clock.advance(Words.COMING_BACK);
  }

  @Test
  void tellsOnceWhetherAResourceIsTaken() {
    ConfigState state = with(EMPTY, OURS, rule("web.example.com"));
    see(state);
    Untold.News news = untold.next().orElseThrow();
    assertThat(news.conditions()).containsExactly(new Said("Accepted", "True", "Accepted", ""));
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
    Said accepted = untold.next().orElseThrow().conditions().getFirst();
    assertThat(accepted.status()).isEqualTo("False");
    assertThat(accepted.reason()).isEqualTo("Refused");
    assertThat(accepted.message()).contains("spec.host: ");
  }

  @Test
  void whatIsNotAcceptedIsNotProgrammed() {
    see(with(EMPTY, OURS, rule("a b")));
    assertThat(untold.next().orElseThrow().conditions()).contains(Programmed.NOT_ACCEPTED.said());
  }

  /** It never became a resource, so that all that is known is what was written. */
  @Test
  void whatCannotBeReadIsToldWhy() {
    ResourceId id = ResourceId.of(rule("web.example.com"));
    misspelt =
        misspelt.plus(
            id,
            List.of(
                Problem.error(
                    ProblemCode.BAD_YAML,
                    "DestinationRule demo/web",
                    "spec.host",
                    SourceLocation.UNKNOWN,
                    "is no text")));
    see(EMPTY);
    Untold.News news = untold.next().orElseThrow();
    assertThat(news.place().path()).contains("/demo/destinationrules/web/status?");
    assertThat(news.conditions())
        .containsExactly(new Said("Accepted", "False", "Refused", "spec.host: is no text"));
    untold.told(news);
    misspelt = SharedMap.sorted();
    see(EMPTY);
    assertThat(untold.next()).isEmpty();
  }

  @Test
  void whatCannotBeReadAnyMoreIsRefusedThoughItsLastGoodStateHolds() {
    ConfigState good = with(EMPTY, OURS, rule("web.example.com"));
    see(good);
    untold.told(untold.next().orElseThrow());
    misspelt =
        misspelt.plus(
            ResourceId.of(rule("web.example.com")),
            List.of(
                Problem.error(
                    ProblemCode.BAD_YAML,
                    "DestinationRule demo/web",
                    "spec",
                    SourceLocation.UNKNOWN,
                    "is no map")));
    see(good);
    assertThat(untold.next().orElseThrow().conditions().getFirst().message())
        .isEqualTo("spec: is no map");
  }

  /** What was said before a restart must not be taken away by half of it. */
  @Test
  void waitsAtItsStartForTheProxiesToComeBack() {
    Words young = new Words(List::of, clock, () -> 0);
    Untold restarted = new Untold(OURS, EMPTY, () -> current, () -> misspelt, young);
    current = with(EMPTY, OURS, rule("web.example.com"));
    restarted.look();
    assertThat(restarted.next()).isEmpty();
    clock.advance(Words.COMING_BACK);
    restarted.look();
    assertThat(restarted.next()).isPresent();
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
    Place place = new Place(rule.kind(), rule.name());
    assertThat(place.path())
        .startsWith("/apis/networking.istio.io/v1/namespaces/demo/destinationrules/web/status?");
    assertThat(
            place.applied(
                List.of(new Accepted(false, "Refused", "no").said(), Programmed.TRUE.said())))
        .isEqualTo(
            """
            {"apiVersion":"networking.istio.io/v1","kind":"DestinationRule",\
            "metadata":{"name":"web","namespace":"demo"},\
            "status":{"conditions":[\
            {"type":"Accepted","status":"False","reason":"Refused","message":"no"},\
            {"type":"Programmed","status":"True","reason":"Programmed","message":""}]}}""");
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
