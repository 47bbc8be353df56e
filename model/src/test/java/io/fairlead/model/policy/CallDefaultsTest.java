package io.fairlead.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Labels;
import io.fairlead.model.policy.Calling.Subset;
import io.fairlead.model.policy.ConnectionPool.Http;
import io.fairlead.model.policy.ConnectionPool.Keepalive;
import io.fairlead.model.policy.ConnectionPool.Limits;
import io.fairlead.model.policy.ConnectionPool.Tcp;
import io.fairlead.model.policy.ConnectionPool.Version;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody says of a host goes before what holds in the mesh, field by field. */
class CallDefaultsTest {

  private static final TimeLimit MESH = new TimeLimit(3, 0);
  private static final TimeLimit OWN = new TimeLimit(1, 0);

  private final CallDefaults defaults =
      new CallDefaults(
          MESH,
          new Keepalive(4, MESH, TimeLimit.NONE),
          Setting.of(new LocalityBalancing(false, List.of(), List.of(), List.of())),
          true);

  @Test
  void holdWhereNobodySaysAnything() {
    assertThat(defaults.under(Calling.NONE).at(80).pool().tcp().connectTimeout()).isEqualTo(MESH);
  }

  @Test
  void changeNothingWhereTheMeshSaysNothing() {
    Calling said = calling(pool(0, OWN), List.of());

    assertThat(CallDefaults.NONE.under(said)).isSameAs(said);
  }

  @Test
  void giveWayToARule() {
    Tcp tcp = defaults.under(calling(pool(0, OWN), List.of())).at(80).pool().tcp();

    assertThat(tcp.connectTimeout()).isEqualTo(OWN);
    assertThat(tcp.keepalive()).isEqualTo(new Keepalive(4, MESH, TimeLimit.NONE));
  }

  @Test
  void holdForAPortOfWhichSomethingElseIsSaid() {
    TrafficPolicy policy =
        new TrafficPolicy(
            new CallPolicy(blocks(pool(0, OWN)), PolicyExtras.NONE),
            Map.of(8080, blocks(pool(7, TimeLimit.NONE))));
    Tcp tcp = defaults.under(new Calling(Setting.of(policy), List.of())).at(8080).pool().tcp();

    assertThat(tcp.maxConnections()).isEqualTo(7);
    assertThat(tcp.connectTimeout()).isEqualTo(MESH);
  }

  @Test
  void doNotHideFromASubsetWhatIsSaidOfItsHost() {
    Subset subset = new Subset("v1", Labels.NONE, Setting.of(TrafficPolicy.of(PolicyBlocks.NONE)));
    Calling called = defaults.under(calling(pool(0, OWN), List.of(subset)));

    assertThat(called.at(80, called.subsets().getFirst()).pool().tcp().connectTimeout())
        .isEqualTo(OWN);
  }

  @Test
  void holdForASubsetThatHasAPoolOfItsOwn() {
    Subset subset =
        new Subset(
            "v1", Labels.NONE, Setting.of(TrafficPolicy.of(blocks(pool(9, TimeLimit.NONE)))));
    Calling called = defaults.under(calling(pool(0, OWN), List.of(subset)));

    assertThat(called.at(80, called.subsets().getFirst()).pool().tcp().connectTimeout())
        .isEqualTo(MESH);
  }

  @Test
  void upgradeNothingThatARuleKeepsAsItIsDeclared() {
    Http kept = new Http(Limits.NONE, Setting.unset(), Version.AS_DECLARED, Setting.unset());
    ConnectionPool pool = new ConnectionPool(Tcp.UNLIMITED, kept);

    assertThat(version(defaults.under(Calling.NONE))).isEqualTo(Version.HTTP2);
    assertThat(version(defaults.under(calling(pool, List.of())))).isEqualTo(Version.AS_DECLARED);
  }

  private static Version version(Calling calling) {
    return calling.at(80).pool().http().version();
  }

  @Test
  void sayWhatPlacesMeanWhereARuleForTheHostDoesNot() {
    LoadBalancing random =
        new LoadBalancing(new LoadBalancing.Algorithm.Random(), Setting.unset(), Setting.unset());
    LoadBalancing near =
        new LoadBalancing(
            new LoadBalancing.Algorithm.Random(),
            Setting.unset(),
            Setting.of(LocalityBalancing.STANDARD));

    assertThat(defaults.under(balanced(random)).at(80).place().isEnabled()).isFalse();
    assertThat(defaults.under(balanced(near)).at(80).place().isEnabled()).isTrue();
  }

  private static Calling balanced(LoadBalancing balancing) {
    PolicyBlocks blocks =
        new PolicyBlocks(Setting.unset(), Setting.unset(), Setting.of(balancing), Setting.unset());
    return new Calling(Setting.of(TrafficPolicy.of(blocks)), List.of());
  }

  private static Calling calling(ConnectionPool pool, List<Subset> subsets) {
    return new Calling(Setting.of(TrafficPolicy.of(blocks(pool))), subsets);
  }

  private static PolicyBlocks blocks(ConnectionPool pool) {
    return new PolicyBlocks(Setting.of(pool), Setting.unset(), Setting.unset(), Setting.unset());
  }

  private static ConnectionPool pool(int connections, TimeLimit connectTimeout) {
    return new ConnectionPool(
        new Tcp(connections, connectTimeout, Keepalive.STANDARD, TimeLimit.NONE, Setting.unset()),
        Http.UNLIMITED);
  }
}
