package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.policy.CallDefaults;
import io.fairlead.model.policy.Caller;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.EgressScope.EgressHost;
import io.fairlead.model.policy.EgressScope.Origin;
import io.fairlead.model.policy.ExportDefaults;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.Gateways;
import io.fairlead.model.policy.Handling;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpRoute;
import io.fairlead.model.policy.HttpRoute.HttpMatch;
import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.MeshDefaults;
import io.fairlead.model.policy.RequestMatch;
import io.fairlead.model.policy.Retries;
import io.fairlead.model.policy.RouteTarget;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.policy.UnknownHosts;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.ServiceHost;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficRulesTest {

  private static final ResourceName NAME = new ResourceName("demo", "x");
  private static final Labels WEB = Labels.of("app", "web");

  private final MeshState empty = MeshState.empty(MeshSettings.STANDARD);

  @Test
  void aStateTellsWhichRulesDiffer() {
    MeshDifference.Rules rules =
        MeshDifference.between(
                empty.with(rule("a.mesh", Labels.NONE)),
                empty.with(routes("a.mesh", "b.mesh", Labels.NONE)).with(scope()))
            .rules();

    assertThat(rules.destinationRules()).containsExactly(NAME);
    assertThat(rules.virtualServices()).containsExactly(NAME);
    assertThat(rules.egressScopes()).containsExactly(NAME);
    assertThat(MeshDifference.between(empty, empty.with(gateway())).rules().gateways())
        .containsExactly(NAME);
  }

  @Test
  void anEqualRuleAndOneThatWasNotThereChangeNothing() {
    MeshState state = empty.with(rule("a.mesh", WEB)).with(scope());

    assertThat(state.with(rule("a.mesh", WEB)).with(scope())).isSameAs(state);
    assertThat(empty.withoutDestinationRule(NAME)).isSameAs(empty);
    assertThat(empty.withoutVirtualService(NAME)).isSameAs(empty);
    assertThat(empty.withoutEgressScope(NAME)).isSameAs(empty);
    assertThat(empty.withoutGateway(NAME)).isSameAs(empty);
    MeshState withGateway = empty.with(gateway());
    assertThat(withGateway.with(gateway())).isSameAs(withGateway);
    assertThat(withGateway.withoutGateway(NAME).rules().gateways().isEmpty()).isTrue();
  }

  @Test
  void aRuleIsFoundByItsHostAndCallersUntilItIsGone() {
    TrafficRules rules = empty.with(rule("*.mesh", WEB)).rules();
    assertThat(rules.destinationRules(new ServiceHost("*.mesh"))).hasSize(1);
    assertThat(rules.destinationRules(new ServiceHost("a.mesh"))).isEmpty();
    assertThat(rules.destinationRulesFor(WEB)).hasSize(1);

    TrafficRules moved = empty.with(rule("*.mesh", WEB)).with(rule("a.mesh", Labels.NONE)).rules();
    assertThat(moved.destinationRules(new ServiceHost("*.mesh"))).isEmpty();
    assertThat(moved.destinationRules(new ServiceHost("a.mesh"))).hasSize(1);
    assertThat(moved.ruleCallers()).isEmpty();
  }

  @Test
  void routesAreFoundByHostDestinationAndCallersUntilTheyAreGone() {
    MeshState state = empty.with(routes("a.mesh", "b.mesh", WEB));
    assertThat(state.rules().virtualServices(new ServiceHost("a.mesh"))).hasSize(1);
    assertThat(state.rules().virtualServicesTo(new ServiceHost("b.mesh"))).hasSize(1);
    assertThat(state.rules().virtualServicesFor(WEB)).hasSize(1);

    TrafficRules gone = state.withoutVirtualService(NAME).rules();
    assertThat(gone.virtualServices(new ServiceHost("a.mesh"))).isEmpty();
    assertThat(gone.virtualServicesTo(new ServiceHost("b.mesh"))).isEmpty();
    assertThat(gone.routeCallers()).isEmpty();
  }

  @Test
  void onlyWhatSelectsCallersTellsThemApart() {
    MeshState state = empty.with(rule("a.mesh", WEB));

    assertThat(state.rules().tellsCallersApartAs(empty.rules())).isFalse();
    assertThat(state.with(scope()).rules().tellsCallersApartAs(state.rules())).isFalse();
    assertThat(
            state
                .with(routes("a.mesh", "b.mesh", Labels.NONE))
                .rules()
                .tellsCallersApartAs(state.rules()))
        .isTrue();
  }

  @Test
  void ofSeveralDefaultsThoseOfTheFirstNameHold() {
    MeshDefaults first = defaults(1);
    MeshDefaults second = defaults(2);
    ResourceName later = new ResourceName("zone", "mesh");
    MeshState state = empty.with(later, second);

    assertThat(state.rules().defaults()).isEqualTo(second);
    assertThat(state.with(NAME, first).rules().defaults()).isEqualTo(first);
    assertThat(state.with(NAME, first).withoutDefaults(NAME).rules().defaults()).isEqualTo(second);
    assertThat(state.with(later, second)).isSameAs(state);
    assertThat(state.withoutDefaults(NAME)).isSameAs(state);
    assertThat(empty.rules().defaults()).isEqualTo(MeshDefaults.NONE);
  }

  private static MeshDefaults defaults(int seconds) {
    return new MeshDefaults(
        new UnknownHosts.Refused(),
        new Retries.Never(),
        new CallDefaults(
            new TimeLimit(seconds, 0), ConnectionPool.Keepalive.STANDARD, Setting.unset(), false),
        ExportDefaults.NONE);
  }

  /** To whom a rule is shown says whose labels it asks for. */
  @Test
  void aRuleForSomeThatIsShownToOthersTellsCallersApartAnew() {
    MeshState state = empty.with(rule("a.mesh", WEB, List.of(".")));

    assertThat(
            state
                .with(rule("a.mesh", WEB, List.of("other")))
                .rules()
                .tellsCallersApartAs(state.rules()))
        .isFalse();
    assertThat(
            state
                .with(rule("b.mesh", WEB, List.of(".")))
                .rules()
                .tellsCallersApartAs(state.rules()))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*, a.mesh, true",
    "*.mesh, a.mesh, true",
    "*.mesh, *.b.mesh, true",
    "*.mesh, mesh, false",
    "*.mesh, amesh, false",
    "a.mesh, a.mesh, true",
    "a.mesh, *.mesh, false",
    "*.b.mesh, *.mesh, false"
  })
  void aHostCoversWhatIsAllWithinIt(String host, String other, boolean isCovered) {
    assertThat(new ServiceHost(host).covers(new ServiceHost(other))).isEqualTo(isCovered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b.mesh | a.b.mesh *.b.mesh *.mesh *",
        "*.b.mesh | *.b.mesh *.mesh *",
        "mesh | mesh *",
        "* | *"
      })
  void theMostTellingHostComesFirst(String host, String covering) {
    assertThat(new ServiceHost(host).coveredBy())
        .extracting(ServiceHost::value)
        .containsExactly(covering.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "a.mesh, demo, true",
    "b.mesh, demo, false",
    "c.shop.mesh, shop, true",
    "c.shop.mesh, far, false",
    "d.mesh, far, true",
    "e.mesh, far, false"
  })
  void aScopeShowsWhatIsNamedAndNotTakenAway(String host, String namespace, boolean isSeen) {
    EgressScope scope =
        scope(
            new EgressHost(new Origin.Own(), new ServiceHost("*"), false),
            new EgressHost(new Origin.Own(), new ServiceHost("b.mesh"), true),
            new EgressHost(new Origin.Namespace("shop"), new ServiceHost("*.shop.mesh"), false),
            new EgressHost(new Origin.Anywhere(), new ServiceHost("d.mesh"), false));
    assertThat(scope.sees(new ServiceHost(host), namespace, "demo")).isEqualTo(isSeen);
  }

  @Test
  void aWildcardOfRoutesNeedOnlyTouchWhatIsShown() {
    EgressScope scope = scope(new EgressHost(new Origin.Own(), new ServiceHost("a.mesh"), false));
    assertThat(scope.touches(new ServiceHost("*.mesh"), "demo", "demo")).isTrue();
    assertThat(scope.sees(new ServiceHost("*.mesh"), "demo", "demo")).isFalse();
  }

  private static EgressScope scope(EgressHost... hosts) {
    return EgressScope.showing(NAME, WEB, List.of(hosts), Instant.EPOCH);
  }

  private static DestinationRule rule(String host, Labels callers) {
    return rule(host, callers, List.of());
  }

  private static DestinationRule rule(String host, Labels callers, List<String> exportTo) {
    return new DestinationRule(
        NAME, new ServiceHost(host), callers, Calling.NONE, exportTo, Instant.EPOCH);
  }

  private static VirtualService routes(String host, String target, Labels callers) {
    HttpRoute route =
        new HttpRoute(
            "",
            List.of(HttpMatch.of(RequestMatch.ANY, Caller.withLabels(callers))),
            HttpAction.Forward.to(RouteTarget.of(new ServiceHost(target))),
            Handling.STANDARD);
    return new VirtualService(
        NAME,
        List.of(new ServiceHost(host)),
        Gateways.SIDECARS,
        VirtualService.Routes.ofHttp(List.of(route)),
        List.of(),
        Instant.EPOCH);
  }

  private static Gateway gateway() {
    return new Gateway(NAME, WEB, List.of(), Limits.NONE, Instant.EPOCH);
  }
}
