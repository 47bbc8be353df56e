package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.policy.CallPolicy;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.Calling.Subset;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.ConnectionPool;
import io.fairlead.model.policy.LoadBalancing;
import io.fairlead.model.policy.PolicyBlocks;
import io.fairlead.model.policy.PolicyExtras;
import io.fairlead.model.policy.PolicyExtras.ProxyProtocol;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TrafficPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of several things that are said of a host holds: as Istio decides it. */
class CallingTest {

  private static final int PORT = 80;
  private static final PolicyExtras EXTRAS =
      new PolicyExtras(Setting.of(ProxyProtocol.V1), Setting.unset(), Setting.unset());
  private static final PolicyBlocks POOL =
      new PolicyBlocks(
          Setting.of(ConnectionPool.UNLIMITED), Setting.unset(), Setting.unset(), Setting.unset());
  private static final PolicyBlocks BALANCING =
      new PolicyBlocks(
          Setting.unset(), Setting.unset(), Setting.of(LoadBalancing.STANDARD), Setting.unset());
  private static final PolicyBlocks TLS =
      new PolicyBlocks(
          Setting.unset(), Setting.unset(), Setting.unset(), Setting.of(new ClientTls.Off()));

  @Test
  void whatIsSaidOfAPortStandsInsteadOfAllThatIsSaidOfTheHost() {
    Calling calling = host(policy(POOL, Map.of(PORT, TLS)));

    assertThat(calling.at(PORT)).isEqualTo(new CallPolicy(TLS, PolicyExtras.NONE));
    assertThat(calling.at(81)).isEqualTo(new CallPolicy(POOL, EXTRAS));
  }

  @Test
  void aSubsetInheritsEachPartThatItDoesNotMention() {
    Subset subset = subset("v1", Setting.of(TrafficPolicy.of(BALANCING)));
    Calling calling = host(policy(POOL, Map.of()), subset);

    assertThat(calling.at(PORT, subset).blocks())
        .isEqualTo(
            new PolicyBlocks(POOL.pool(), Setting.unset(), BALANCING.balancing(), Setting.unset()));
    assertThat(calling.at(PORT, subset).extras()).isEqualTo(EXTRAS);
  }

  @Test
  void aSubsetWithoutAPolicyIsCalledAsTheHostIs() {
    Subset subset = subset("v1", Setting.unset());
    Calling calling = host(policy(POOL, Map.of(PORT, TLS)), subset);

    assertThat(calling.at(PORT, subset)).isEqualTo(calling.at(PORT));
  }

  @Test
  void aSubsetInheritsNoPartForAPortThatItMentionsItself() {
    Subset subset = subset("v1", Setting.of(policy(BALANCING, Map.of(PORT, TLS))));
    Calling calling = host(policy(POOL, Map.of()), subset);

    assertThat(calling.at(PORT, subset)).isEqualTo(new CallPolicy(TLS, EXTRAS));
  }

  @Test
  void ofSeveralRulesTheFirstPolicyHoldsAndTheFirstSubsetOfEachName() {
    Subset first = subset("v1", Setting.of(TrafficPolicy.of(POOL)));
    Subset second = subset("v2", Setting.unset());

    assertThat(
            Calling.together(
                List.of(
                    new Calling(Setting.unset(), List.of(first)),
                    host(policy(TLS, Map.of()), subset("v1", Setting.unset()), second),
                    host(policy(BALANCING, Map.of())))))
        .isEqualTo(host(policy(TLS, Map.of()), first, second));
  }

  private static Calling host(TrafficPolicy policy, Subset... subsets) {
    return new Calling(Setting.of(policy), List.of(subsets));
  }

  private static Subset subset(String name, Setting<TrafficPolicy> policy) {
    return new Subset(name, Labels.of("version", name), policy);
  }

  private static TrafficPolicy policy(PolicyBlocks blocks, Map<Integer, PolicyBlocks> ports) {
    return new TrafficPolicy(new CallPolicy(blocks, EXTRAS), ports);
  }
}
