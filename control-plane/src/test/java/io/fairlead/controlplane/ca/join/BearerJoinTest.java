package io.fairlead.controlplane.ca.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.controlplane.ca.TestAuthority;
import io.fairlead.controlplane.caller.Bearer;
import io.fairlead.controlplane.caller.Secret;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.WorkloadGroup;
import io.fairlead.pki.SpiffeId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BearerJoinTest {

  private static final ResourceName GROUP = new ResourceName("shop", "web");
  private static final SpiffeId WEB = SpiffeId.parse("spiffe://mesh.example.org/ns/shop/sa/web");
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestAuthority test = TestAuthority.create();
  private final JoinTokens tokens = new JoinTokens(test.store(), test.clock());
  private Optional<WorkloadGroup> group = Optional.of(group("web"));
  private final BearerJoin join =
      new BearerJoin(
          tokens,
          new GroupIdentity(
              "mesh.example.org", name -> group.filter(it -> it.name().equals(name))));

  private static WorkloadGroup group(String account) {
    return new WorkloadGroup(
        GROUP, Labels.NONE, Map.of(), new Placement("", Locality.UNKNOWN), account);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Optional<SpiffeId> member(Secret secret, String address) {
    return join.member(new Bearer(secret, "", address));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Secret secret, String address) {
    return assertThatThrownBy(() -> member(secret, address));
  }

  @Test
  void isTheGroupsAccountFromOneAddressUntilItExpires() {
    Secret secret = tokens.create(GROUP, HOUR).secret();

    assertThat(member(secret, "10.0.0.1")).contains(WEB);
    assertThat(member(secret, "10.0.0.1")).contains(WEB);
    assertRefused(secret, "10.0.0.2").hasMessageContaining("already used by bearer at 10.0.0.1");

    test.clock().advance(HOUR);
    assertRefused(secret, "10.0.0.1").hasMessageStartingWith("UNAUTHENTICATED");
  }

  @Test
  void aTokenThatIsBoundJoinsNobody() {
    Secret secret = tokens.create(GROUP, HOUR).secret();
    member(secret, "10.0.0.1");

    assertThatThrownBy(() -> tokens.prove(secret)).isInstanceOf(JoinRefused.class);
  }

  @Test
  void aTokenThatAHostJoinedWithIsNobodysBearerToken() throws JoinRefused {
    Secret secret = tokens.create(GROUP, HOUR).secret();
    tokens.redeem(tokens.prove(secret), "vm1");

    assertRefused(secret, "10.0.0.1").hasMessageContaining("already used by vm1");
  }

  @Test
  void aRevokedOrUnknownTokenIsRefused() {
    var created = tokens.create(GROUP, HOUR);
    tokens.revoke(created.token().id());

    assertRefused(created.secret(), "10.0.0.1").hasMessageContaining("revoked");
    String other = created.secret().reveal().replaceAll(".{43}$", "x".repeat(43));
    assertRefused(new Secret(other), "10.0.0.1").hasMessageContaining("not one of this mesh");
  }

  @Test
  void leavesOtherKindsOfTokenToOthers() {
    assertThat(member(new Secret("a.b.c"), "10.0.0.1")).isEmpty();
  }

  @Test
  void isNotSpentWhereTheGroupIsMissing() {
    Secret secret = tokens.create(GROUP, HOUR).secret();
    group = Optional.empty();
    assertRefused(secret, "10.0.0.1").hasMessageStartingWith("FAILED_PRECONDITION");

    group = Optional.of(group("web"));
    assertThat(member(secret, "10.0.0.2")).contains(WEB);
  }
}
