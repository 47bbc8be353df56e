package io.fairlead.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.RequestMatch.Uri;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelegationTest {

  private static final ResourceName ROOT = new ResourceName("demo", "root");
  private static final ResourceName DELEGATE = new ResourceName("team", "delegate");
  private static final ServiceHost HOST = new ServiceHost("a.mesh");
  private static final MeshState EMPTY = MeshState.empty(MeshSettings.STANDARD);

  @Test
  void aDelegateSaysTheRoutesOfItsRootAsSoonAsItIsThere() {
    MeshState alone = EMPTY.with(root());
    assertThat(routes(alone)).isEmpty();

    MeshState both = alone.with(delegate("b.mesh"));
    assertThat(routes(both)).containsExactly(to("b.mesh"));
    assertThat(both.rules().virtualServicesTo(new ServiceHost("b.mesh"))).hasSize(1);

    assertThat(routes(both.with(delegate("c.mesh")))).containsExactly(to("c.mesh"));
    assertThat(routes(both.withoutVirtualService(DELEGATE))).isEmpty();
  }

  @Test
  void itDoesNotMatterWhoIsDeclaredFirst() {
    assertThat(routes(EMPTY.with(delegate("b.mesh")).with(root()))).containsExactly(to("b.mesh"));
  }

  @Test
  void aDelegateIsNothingByItself() {
    assertThat(EMPTY.with(delegate("b.mesh")).rules().virtualServices().isEmpty()).isTrue();
  }

  @Test
  void aRootStaysTheObjectThatItWasWhileOthersChange() {
    MeshState state = EMPTY.with(root()).with(delegate("b.mesh"));
    VirtualService before = state.rules().virtualServices().get(ROOT);
    VirtualService other =
        new VirtualService(
            new ResourceName("team", "other"),
            List.of(),
            Gateways.SIDECARS,
            VirtualService.Routes.ofHttp(List.of(to("x.mesh"))),
            List.of(),
            Instant.EPOCH);

    assertThat(state.with(other).rules().virtualServices().get(ROOT)).isSameAs(before);
  }

  @Test
  void whatTheDelegateDoesNotSayTheRootSays() {
    HttpRoute route = merged(match("/a", Map.of()), match("/a/b", Map.of())).getFirst();

    assertThat(route.name()).isEqualTo("root-leaf");
    assertThat(route.handling().patience().timeout()).isEqualTo(new TimeLimit(1, 0));
    assertThat(route.matches().getFirst().request().uri().path())
        .isEqualTo(new StringMatch.Prefix("/a/b"));
  }

  @Test
  void aMatchOfTheDelegateKeepsTheHeadersOfTheRoot() {
    Map<String, StringMatch> asked = Map.of("x", new StringMatch.Exact("1"));
    HttpRoute route = merged(match("/a", asked), match("/a", Map.of())).getFirst();

    assertThat(route.matches().getFirst().request().headers()).isEqualTo(asked);
  }

  @Test
  void whatTheRootDoesNotLetThroughIsLeftOut() {
    assertThat(merged(match("/a", Map.of()), match("/b", Map.of()))).isEmpty();
    assertThat(
            merged(
                match("/a", Map.of("x", new StringMatch.Exact("1"))),
                match("/a", Map.of("x", new StringMatch.Exact("2")))))
        .isEmpty();
    assertThat(
            merged(
                match("/a", Map.of("x", new StringMatch.Regex("1"))),
                match("/a", Map.of("x", new StringMatch.Exact("1")))))
        .isEmpty();
    assertThat(merged(from("one"), from("two"))).isEmpty();
    assertThat(merged(from("one"), from("one"))).hasSize(1);
    assertThat(merged(by("g"), by("h"))).isEmpty();
    assertThat(merged(labelled("a"), labelled("b"))).isEmpty();
  }

  private static List<HttpRoute> routes(MeshState state) {
    VirtualService root = state.rules().virtualServices().get(ROOT);
    return root == null ? List.of() : root.routes().http();
  }

  private static VirtualService root() {
    HttpRoute route =
        new HttpRoute("", List.of(), new HttpAction.Delegate(DELEGATE), Handling.STANDARD);
    return new VirtualService(
        ROOT,
        List.of(HOST),
        Gateways.SIDECARS,
        VirtualService.Routes.ofHttp(List.of(route)),
        List.of(),
        Instant.EPOCH);
  }

  private static VirtualService delegate(String target) {
    return new VirtualService(
        DELEGATE,
        List.of(),
        Gateways.SIDECARS,
        VirtualService.Routes.ofHttp(List.of(to(target))),
        List.of(),
        Instant.EPOCH);
  }

  private static HttpRoute to(String target) {
    return new HttpRoute(
        "",
        List.of(),
        HttpAction.Forward.to(RouteTarget.of(new ServiceHost(target))),
        Handling.STANDARD);
  }

  private static List<HttpRoute> merged(HttpMatch root, HttpMatch leaf) {
    Handling patient =
        new Handling(
            HeaderChanges.NONE,
            Rewrite.NONE,
            List.of(),
            new Handling.Patience(new TimeLimit(1, 0), new Retries.Standard()),
            Screening.NONE);
    HttpRoute above =
        new HttpRoute("root", List.of(root), new HttpAction.Delegate(DELEGATE), patient);
    HttpRoute below =
        new HttpRoute("leaf", List.of(leaf), to("b.mesh").action(), Handling.STANDARD);
    VirtualService delegate =
        new VirtualService(
            DELEGATE,
            List.of(),
            Gateways.SIDECARS,
            VirtualService.Routes.ofHttp(List.of(below)),
            List.of(),
            Instant.EPOCH);
    return Delegation.merged(above, delegate);
  }

  private static HttpMatch match(String prefix, Map<String, StringMatch> headers) {
    Uri uri = new Uri(new StringMatch.Prefix(prefix), false);
    return HttpMatch.of(new RequestMatch(uri, headers, Map.of(), Map.of()), Caller.ANYBODY);
  }

  private static HttpMatch from(String namespace) {
    return HttpMatch.of(RequestMatch.ANY, new Caller(Labels.NONE, namespace, Gateways.UNSAID));
  }

  private static HttpMatch by(String gateway) {
    Gateways gateways = new Gateways(false, Set.of(new ResourceName("demo", gateway)));
    return HttpMatch.of(RequestMatch.ANY, new Caller(Labels.NONE, "", gateways));
  }

  private static HttpMatch labelled(String app) {
    return HttpMatch.of(RequestMatch.ANY, Caller.withLabels(Labels.of("app", app)));
  }
}
