package io.fairlead.vmagent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fairlead.pki.PublicKeyHash;
import io.fairlead.pki.SpiffeId;
import io.fairlead.vmagent.fakes.FakeControlPlane;
import io.fairlead.vmagent.fakes.Pki;
import io.fairlead.vmagent.identity.JoinFailure.Kind;
import io.fairlead.vmagent.transport.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinerTest {

  @TempDir private Path directory;
  private Path state = Path.of("/");
  private final EventLoops loops = new EventLoops();
  private final Pki pki = new Pki();
  private FakeControlPlane controlPlane;

  @BeforeEach
  void startControlPlane() throws IOException {
    state = directory.resolve("state");
    controlPlane = new FakeControlPlane(pki);
    controlPlane.tokens.add("token-1");
  }

  @AfterEach
  void stop() throws InterruptedException {
    controlPlane.close();
    loops.close();
  }

  private Membership join(JoinOrder order, InstantSource clock) throws JoinFailure {
    ControlPlaneChannels channels = new ControlPlaneChannels(loops, clock);
    return new Joiner(new IdentityStore(state), channels, clock, "1").join(order);
  }

  private JoinOrder order(String target, String token) {
    return new JoinOrder(target, token, pki.rootHash(), "web-1", List.of("10.0.0.7"), false);
  }

  private JoinFailure failure(JoinOrder order, InstantSource clock) {
    return catchThrowableOfType(JoinFailure.class, () -> join(order, clock));
  }

  private JoinFailure failure(JoinOrder order) {
    JoinFailure failure = failure(order, InstantSource.system());
    assertThat(state).as("the host is unchanged").doesNotExist();
    return failure;
  }

  @Test
  void writesIdentityAndMembershipForTheOwnerAlone() throws Exception {
    join(order(controlPlane.target(), "token-1"), InstantSource.system());

    IdentityStore store = new IdentityStore(state);
    assertThat(mode(state)).isEqualTo("rwx------");
    assertThat(mode(state.resolve("key.pem"))).isEqualTo("rw-------");
    assertThat(store.identity().svid().id()).isEqualTo(Pki.HOST);
    Membership membership = store.membership();
    assertThat(membership.workloadGroup()).isEqualTo("web");
    assertThat(membership.locality()).isEqualTo("eu/eu-1/rack-7");
    assertThat(membership.labels()).containsEntry("app", "web");
    assertThat(membership.controlPlanes()).containsExactly(controlPlane.target());
    try (var files = Files.list(state)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("key.pem", "chain.pem", "roots.pem", "join.yaml");
    }
  }

  @Test
  void aPodIsWhoItsCertificateSays() throws Exception {
    Membership membership =
        join(podOrder("Bearer token-1", Map.of("app", "cart")), InstantSource.system());

    assertThat(membership.namespace()).isEqualTo(Pki.HOST.namespace());
    assertThat(membership.serviceAccount()).isEqualTo(Pki.HOST.serviceAccount());
    assertThat(membership.workloadGroup()).isEmpty();
    assertThat(membership.labels()).containsEntry("app", "cart");
    assertThat(new IdentityStore(state).identity().svid().id()).isEqualTo(Pki.HOST);
  }

  @Test
  void aPodWithAnUnknownTokenIsRefusedAndUnchanged() {
    JoinFailure failure = failure(podOrder("Bearer other", Map.of()));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.getMessage()).contains("service account's token").doesNotContain("other");
  }

  @Test
  void labelsAreReadAsKubernetesWritesThem() {
    assertThat(PodLabels.parse("app=\"cart\"\nempty=\"\"\nbroken\n=\"x\"\n"))
        .containsExactly(Map.entry("app", "cart"), Map.entry("empty", ""));
  }

  private JoinOrder podOrder(String bearer, Map<String, String> labels) {
    controlPlane.tokens.add("Bearer token-1");
    String token = bearer.substring("Bearer ".length());
    return new JoinOrder(
        controlPlane.target(),
        new Proof.ServiceAccountToken(token, "", labels),
        pki.rootHash(),
        "cart-1",
        List.of("10.0.0.8"),
        false);
  }

  @Test
  void neverSendsTheKey() throws Exception {
    join(order(controlPlane.target(), "token-1"), InstantSource.system());

    assertThat(controlPlane.joins.take().toString())
        .contains("CERTIFICATE REQUEST")
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  void namesTheHashWhenItIsAnotherRoot() {
    JoinOrder order =
        new JoinOrder(
            controlPlane.target(),
            "token-1",
            PublicKeyHash.parse("sha256:" + "ab".repeat(32)),
            "web-1",
            List.of("10.0.0.7"),
            false);

    JoinFailure failure = failure(order);

    assertThat(failure.kind()).isEqualTo(Kind.NOT_TRUSTED);
    assertThat(failure).hasMessageContaining("--ca-hash").hasMessageContaining("ababab");
    assertThat(controlPlane.tokens).as("the token is not spent").contains("token-1");
  }

  @Test
  void refusesAWorkloadThatPosesAsControlPlane() throws Exception {
    SpiffeId other = new SpiffeId("mesh.test", "shop", "fairlead-control-plane");
    try (FakeControlPlane imposter = new FakeControlPlane(pki, pki.server(other), 0)) {
      JoinFailure failure = failure(order(imposter.target(), "token-1"));

      assertThat(failure.kind()).isEqualTo(Kind.NOT_TRUSTED);
      assertThat(failure).hasMessageContaining(other.toString());
    }
  }

  @Test
  void saysWhatToDoAboutARefusedToken() {
    JoinFailure failure = failure(order(controlPlane.target(), "token-2"));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure)
        .hasMessageContaining("the token is unknown")
        .hasMessageContaining("fairlead token create");
  }

  @Test
  void blamesTheClockOfAHostThatIsADayBehind() {
    JoinFailure failure =
        failure(
            order(controlPlane.target(), "token-1"), () -> Instant.now().minus(Duration.ofDays(1)));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_TRUSTED);
    assertThat(failure).hasMessageContaining("clock");
    assertThat(state).doesNotExist();
  }

  @Test
  void blamesTheClockOfAHostThatIsTwoDaysAhead() {
    JoinFailure failure =
        failure(
            order(controlPlane.target(), "token-1"), () -> Instant.now().plus(Duration.ofDays(2)));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_TRUSTED);
    assertThat(failure).hasMessageContaining("expired");
    assertThat(state).doesNotExist();
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket()) {
      free.bind(new InetSocketAddress("127.0.0.1", 0));
      port = free.getLocalPort();
    }

    JoinFailure failure = failure(order("127.0.0.1:" + port, "token-1"));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("cannot be reached").hasMessageContaining("refused");
  }

  @Test
  void saysThatANameIsUnknown() {
    JoinFailure failure = failure(order("no-such-host.invalid:15012", "token-1"));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("not known to DNS");
  }

  @Test
  void refusesACertificateForSomebodyElse() {
    controlPlane.signs = new SpiffeId("mesh.test", "shop", "other");

    JoinFailure failure = failure(order(controlPlane.target(), "token-1"));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_TRUSTED);
    assertThat(failure).hasMessageContaining("/sa/other");
  }

  @Test
  void joinsOnceUnlessForced() throws Exception {
    controlPlane.tokens.add("token-2");
    JoinOrder first = order(controlPlane.target(), "token-1");
    join(first, InstantSource.system());

    JoinFailure failure = failure(order(controlPlane.target(), "token-2"), InstantSource.system());
    assertThat(failure.kind()).isEqualTo(Kind.ALREADY_JOINED);
    assertThat(controlPlane.tokens).contains("token-2");

    JoinOrder forced =
        new JoinOrder(
            controlPlane.target(), "token-2", pki.rootHash(), "web-2", List.of("10.0.0.8"), true);
    assertThat(join(forced, InstantSource.system()).name()).isEqualTo("web-2");
  }

  @Test
  void spendsNoTokenWhereNothingCanBeWritten() throws Exception {
    Files.writeString(state, "a file in the way");

    JoinFailure failure = failure(order(controlPlane.target(), "token-1"), InstantSource.system());

    assertThat(failure.kind()).isEqualTo(Kind.LOCAL);
    assertThat(failure).hasMessageContaining("the token was not used");
    assertThat(controlPlane.tokens).contains("token-1");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
