package io.fairlead.controlplane.ca.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.api.fairlead.v1.JoinResponse;
import io.fairlead.api.fairlead.v1.JoinServiceGrpc;
import io.fairlead.controlplane.ca.CertificateService;
import io.fairlead.controlplane.ca.Issuance;
import io.fairlead.controlplane.ca.TestAuthority;
import io.fairlead.controlplane.caller.CallerInterceptor;
import io.fairlead.controlplane.caller.Loopback;
import io.fairlead.controlplane.caller.ServerTls;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrustDomains;
import io.fairlead.model.service.Placement;
import io.fairlead.model.workload.WorkloadGroup;
import io.fairlead.pki.Certificates;
import io.fairlead.pki.Csr;
import io.fairlead.pki.Pem;
import io.fairlead.pki.PrivateKeys;
import io.fairlead.pki.PublicKeyHash;
import io.fairlead.pki.SpiffeTrust;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinServiceTest {

  private static final KeyPair KEY = PrivateKeys.generate();
  private static final ResourceName WEB = new ResourceName("shop", "web");
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestAuthority test = TestAuthority.create();
  private final JoinTokens tokens = new JoinTokens(test.store(), test.clock());
  private final Map<ResourceName, WorkloadGroup> groups = new ConcurrentHashMap<>();
  private final Loopback loopback =
      new Loopback(
          test.authority().authority(),
          test.clock(),
          List.of(
              new JoinService(
                  new Joining(
                      List.of(new TokenJoin(tokens)),
                      new GroupIdentity(
                          Loopback.DOMAIN.name(), name -> Optional.ofNullable(groups.get(name))),
                      test.issuer(),
                      new MeshSettings(
                          TrustDomains.of(Loopback.DOMAIN.name()),
                          "fairlead-system",
                          "m1",
                          "c1",
                          "cluster.local"),
                      List.of("10.0.0.1:15012", "10.0.0.2:15012")),
                  test.clock()),
              new CertificateService(test.issuer(), test.clock())));
  private final Channel channel = loopback.anonymous();

  @BeforeEach
  void addGroup() {
    add(WEB, "web-account");
  }

  @AfterEach
  void close() {
    loopback.close();
    test.close();
  }

  private void add(ResourceName name, String account) {
    groups.put(
        name,
        new WorkloadGroup(
            name,
            Labels.of("app", "web"),
            Map.of("http", 8080),
            new Placement("net1", new Locality("eu", "eu-1", "")),
            account));
  }

  private String token(ResourceName group) {
    return tokens.create(group, HOUR).secret().reveal();
  }

  private static JoinRequest.Builder request() {
    return JoinRequest.newBuilder()
        .setCsr(Csr.create(KEY))
        .setHostname("vm1.example.org")
        .addAddresses("10.1.2.3")
        .setAgentVersion("0.1.0");
  }

  private static JoinResponse join(Channel channel, String token, JoinRequest request) {
    var headers = new Metadata();
    headers.put(CallerInterceptor.JOIN_TOKEN, token);
    return JoinServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .join(request);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      String token, JoinRequest.Builder request) {
    return assertThatThrownBy(() -> join(channel, token, request.build()))
        .isInstanceOf(StatusRuntimeException.class);
  }

  private void assertStillGood(String token) {
    assertThat(join(channel, token, request().build()).getCertChainCount()).isEqualTo(2);
  }

  @Test
  void admitsAHostThatPinsTheRootAndShowsAToken() {
    var pinned =
        SpiffeTrust.pinned(
            PublicKeyHash.parse(test.authority().caHash()),
            ServerTls.serverId(Loopback.DOMAIN)::equals,
            test.clock());
    var answer = join(loopback.channel(pinned, Optional.empty()), token(WEB), request().build());

    assertThat(answer.toBuilder().clearCertChain().build())
        .isEqualTo(
            JoinResponse.newBuilder()
                .setTrustDomain("mesh.example.org")
                .setNamespace("shop")
                .setWorkloadGroup("web")
                .setServiceAccount("web-account")
                .setMeshId("m1")
                .setClusterId("c1")
                .setNetwork("net1")
                .setLocality("eu/eu-1/")
                .putLabels("app", "web")
                .addControlPlanes("10.0.0.1:15012")
                .addControlPlanes("10.0.0.2:15012")
                .build());
    assertThat(Pem.certificates(answer.getCertChain(1))).isEqualTo(test.authority().roots());
    assertThat(Certificates.spiffeId(Pem.certificates(answer.getCertChain(0)).getFirst()))
        .contains(Loopback.DOMAIN.id("shop", "web-account"));
  }

  @Test
  void recordsTheJoinWithoutTheToken() {
    String token = token(WEB);
    join(channel, token, request().build());

    assertThat(test.log().entries())
        .extracting(Issuance::requester)
        .containsExactly(
            "join of vm1.example.org from 127.0.0.1 by token " + token.substring(4, 16));
  }

  @Test
  void refusesATokenThatWasUsed() {
    String token = token(WEB);
    assertStillGood(token);

    assertRefused(token, request())
        .hasMessageStartingWith("PERMISSION_DENIED: the join token was already used");
  }

  @Test
  void refusesAnUnknownToken() {
    assertRefused("flj_x", request())
        .hasMessageStartingWith("UNAUTHENTICATED: the join token is not one of this mesh");
  }

  @Test
  void refusesCallersWithoutAToken() {
    assertThatThrownBy(() -> JoinServiceGrpc.newBlockingStub(channel).join(request().build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("UNAUTHENTICATED: joining needs a token");
  }

  @Test
  void keepsTheTokenGoodWhenTheRequestIsBad() {
    String token = token(WEB);

    assertRefused(token, request().setCsr("nonsense"))
        .hasMessageStartingWith("INVALID_ARGUMENT: csr: ");
    assertRefused(token, request().setHostname("a b"))
        .hasMessageStartingWith("INVALID_ARGUMENT: hostname: ");
    assertRefused(token, request().addAddresses("vm1"))
        .hasMessageStartingWith("INVALID_ARGUMENT: addresses: ");
    assertRefused(token, request().setAgentVersion("\n"))
        .hasMessageStartingWith("INVALID_ARGUMENT: agent_version: ");
    assertStillGood(token);
  }

  @Test
  void keepsTheTokenGoodWhenTheGroupIsMissing() {
    String token = token(new ResourceName("shop", "db"));

    assertRefused(token, request())
        .hasMessageStartingWith("FAILED_PRECONDITION: there is no WorkloadGroup shop/db: apply it");
    add(new ResourceName("shop", "db"), "db");
    assertStillGood(token);
  }

  @Test
  void neverGivesTheIdentityOfTheControlPlane() {
    var own = new ResourceName("fairlead-system", "fake");
    add(own, "fairlead-control-plane");

    assertRefused(token(own), request())
        .hasMessageStartingWith("FAILED_PRECONDITION")
        .hasMessageContaining("the service account of the control plane");
  }

  @Test
  void refusesAGroupThatCannotGiveAnIdentity() {
    add(WEB, "not/an/account");

    assertRefused(token(WEB), request())
        .hasMessageStartingWith("FAILED_PRECONDITION")
        .hasMessageContaining("cannot give an identity");
  }

  @Test
  void limitsRefusedAttemptsOfAnAddress() {
    String good = token(WEB);
    for (int i = 0; i < 5; i++) {
      assertRefused("flj_x", request()).hasMessageStartingWith("UNAUTHENTICATED");
    }

    assertRefused(good, request()).hasMessageStartingWith("RESOURCE_EXHAUSTED");
    test.clock().advance(Duration.ofSeconds(1));
    assertStillGood(good);
  }

  @Test
  void admitsOneOfAHundredWithTheSameToken() throws Exception {
    String token = token(WEB);
    Callable<Status.Code> attempt =
        () -> {
          try {
            join(channel, token, request().build());
            return Status.Code.OK;
          } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Status.Code> codes =
          threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> attempt).toList()).stream()
              .map(future -> future.resultNow())
              .toList();

      assertThat(codes).containsOnlyOnce(Status.Code.OK);
      assertThat(codes)
          .containsOnly(
              Status.Code.OK, Status.Code.PERMISSION_DENIED, Status.Code.RESOURCE_EXHAUSTED);
    }
    assertThat(test.log().entries()).hasSize(1);
  }

  @Test
  void saysNothingOfItsInsideWhenTheStoreFails() {
    String token = token(WEB);
    test.store().close();

    assertRefused(token, request())
        .hasMessageStartingWith("UNAVAILABLE: the control plane cannot admit hosts");
  }
}
