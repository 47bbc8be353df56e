package io.fairlead.vmagent.sds;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.fairlead.pki.Pem;
import io.fairlead.vmagent.discovery.Variant;
import io.fairlead.vmagent.fakes.FakeEnvoy;
import io.fairlead.vmagent.fakes.Pki;
import io.fairlead.vmagent.identity.CurrentIdentity;
import io.fairlead.vmagent.identity.Identity;
import io.fairlead.vmagent.transport.EventLoops;
import io.fairlead.vmagent.transport.LocalServer;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretServiceTest {

  @TempDir private Path directory;
  private final Pki pki = new Pki();
  private final Identity first = pki.identity();
  private final CurrentIdentity identity = new CurrentIdentity(first);
  private final EventLoops loops = new EventLoops();
  private final FileSecrets files = new FileSecrets(List.of());

  @AfterEach
  void stop() throws InterruptedException {
    loops.close();
  }

  private Path socket() {
    return directory.resolve("sds.sock");
  }

  private LocalServer serve(int user) throws Exception {
    return LocalServer.start(
        socket(), Set.of(user), loops, new SecretService(identity, files).definition());
  }

  private static int self() throws Exception {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  @Test
  void givesKeyChainAndRootsAndPushesTheNextOnes() throws Exception {
    try (LocalServer _ = serve(self());
        FakeEnvoy envoy = new FakeEnvoy(socket(), loops, Variant.STATE_OF_THE_WORLD.secrets())) {
      envoy.send(
          DiscoveryRequest.newBuilder()
              .setTypeUrl(Secrets.TYPE)
              .addResourceNames("default")
              .build()
              .toByteArray());
      DiscoveryResponse answer = DiscoveryResponse.parseFrom(envoy.next());
      assertHolds(answer, first);

      envoy.send(
          DiscoveryRequest.newBuilder()
              .setTypeUrl(Secrets.TYPE)
              .addResourceNames("default")
              .setResponseNonce(answer.getNonce())
              .setVersionInfo(answer.getVersionInfo())
              .build()
              .toByteArray());
      Identity second = pki.identity();
      identity.replace(second);

      DiscoveryResponse renewed = DiscoveryResponse.parseFrom(envoy.next());
      assertHolds(renewed, second);
      assertThat(renewed.getVersionInfo()).isNotEqualTo(answer.getVersionInfo());
      assertThat(envoy.answers).as("nothing for an acknowledgement").isEmpty();
    }
  }

  private static void assertHolds(DiscoveryResponse answer, Identity identity) throws Exception {
    assertThat(answer.getTypeUrl()).isEqualTo(Secrets.TYPE);
    Secret secret = Secret.parseFrom(answer.getResources(0).getValue());
    assertThat(secret.getName()).isEqualTo("default");
    assertThat(secret.getTlsCertificate().getCertificateChain().getInlineBytes().toStringUtf8())
        .isEqualTo(Pem.encode(identity.svid().chain()));
    assertThat(secret.getTlsCertificate().getPrivateKey().getInlineBytes().toStringUtf8())
        .isEqualTo(Pem.encode(identity.svid().key()));
  }

  @Test
  void answersDeltaAndSaysWhichNamesAreUnknown() throws Exception {
    try (LocalServer _ = serve(self());
        FakeEnvoy envoy = new FakeEnvoy(socket(), loops, Variant.DELTA.secrets())) {
      envoy.send(
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(Secrets.TYPE)
              .addResourceNamesSubscribe("ROOTCA")
              .addResourceNamesSubscribe("somebody-elses")
              .build()
              .toByteArray());

      DeltaDiscoveryResponse answer = DeltaDiscoveryResponse.parseFrom(envoy.next());
      assertThat(answer.getRemovedResourcesList()).containsExactly("somebody-elses");
      assertThat(answer.getResourcesCount()).isEqualTo(1);
      Secret secret = Secret.parseFrom(answer.getResources(0).getResource().getValue());
      assertThat(secret.getValidationContext().getTrustedCa().getInlineBytes().toStringUtf8())
          .isEqualTo(Pem.encode(first.roots()));

      identity.replace(pki.identity());
      envoy.send(
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(Secrets.TYPE)
              .addResourceNamesSubscribe("default")
              .build()
              .toByteArray());
      DeltaDiscoveryResponse next = DeltaDiscoveryResponse.parseFrom(envoy.next());
      assertThat(next.getResources(0).getName())
          .as("unchanged roots are not sent again")
          .isEqualTo("default");
    }
  }

  @Test
  void readsTheFilesThatRulesNameAndPushesThemWhenTheyChange() throws Exception {
    Path chain =
        Files.writeString(directory.resolve("chain.pem"), Pem.encode(first.svid().chain()));
    Path key = Files.writeString(directory.resolve("key.pem"), Pem.encode(first.svid().key()));
    String name = "file-cert:" + chain + "~" + key;
    try (LocalServer _ = serve(self());
        FakeEnvoy envoy = new FakeEnvoy(socket(), loops, Variant.DELTA.secrets())) {
      envoy.send(subscribe(name));
      assertThat(chainOf(DeltaDiscoveryResponse.parseFrom(envoy.next()), name))
          .isEqualTo(Pem.encode(first.svid().chain()));

      Identity second = pki.identity();
      Files.writeString(chain, Pem.encode(second.svid().chain()));
      files.look();
      assertThat(chainOf(DeltaDiscoveryResponse.parseFrom(envoy.next()), name))
          .isEqualTo(Pem.encode(second.svid().chain()));
    }
  }

  @Test
  void aFileThatIsNotThereHoldsNobodyUpAndIsGivenOnceItIs() throws Exception {
    Path roots = directory.resolve("roots.pem");
    String name = "file-root:" + roots;
    try (LocalServer _ = serve(self());
        FakeEnvoy envoy = new FakeEnvoy(socket(), loops, Variant.DELTA.secrets())) {
      envoy.send(subscribe(name));
      assertThat(DeltaDiscoveryResponse.parseFrom(envoy.next()).getRemovedResourcesList())
          .containsExactly(name);

      Files.writeString(roots, Pem.encode(first.roots()));
      files.look();
      DeltaDiscoveryResponse given = DeltaDiscoveryResponse.parseFrom(envoy.next());
      Secret secret = Secret.parseFrom(given.getResources(0).getResource().getValue());
      assertThat(secret.getValidationContext().getTrustedCa().getInlineBytes().toStringUtf8())
          .isEqualTo(Pem.encode(first.roots()));
    }
  }

  @Test
  void rootsComeWithWhomTheyBelieveNoMore() throws Exception {
    Path roots = Files.writeString(directory.resolve("roots.pem"), Pem.encode(first.roots()));
    String list = "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n";
    Path revocations = Files.writeString(directory.resolve("gone.crl"), list);
    String name = "file-root:" + roots + "~" + revocations;
    Secret secret = Secret.parseFrom(files.get(name).orElseThrow());
    assertThat(secret.getName()).isEqualTo(name);
    assertThat(secret.getValidationContext().getTrustedCa().getInlineBytes().toStringUtf8())
        .isEqualTo(Pem.encode(first.roots()));
    assertThat(secret.getValidationContext().getCrl().getInlineBytes().toStringUtf8())
        .isEqualTo(list);
    assertThat(files.get("file-root:" + roots + "~" + roots)).as("no list").isEmpty();
  }

  @Test
  void givesNoFileThatHoldsSomethingElse() throws Exception {
    Path other = Files.writeString(directory.resolve("other"), "secret: of somebody else");
    assertThat(files.get("file-root:" + other)).isEmpty();
    assertThat(files.get("file-root:system")).as("no roots of the host").isEmpty();
    assertThat(files.get("file-cert:" + other)).isEmpty();
  }

  private static byte[] subscribe(String name) {
    return DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(Secrets.TYPE)
        .addResourceNamesSubscribe(name)
        .build()
        .toByteArray();
  }

  private static String chainOf(DeltaDiscoveryResponse answer, String name) throws Exception {
    assertThat(answer.getResources(0).getName()).isEqualTo(name);
    return Secret.parseFrom(answer.getResources(0).getResource().getValue())
        .getTlsCertificate()
        .getCertificateChain()
        .getInlineBytes()
        .toStringUtf8();
  }

  @Test
  void hangsUpOnOtherUsers() throws Exception {
    try (LocalServer _ = serve(self() + 1);
        FakeEnvoy stranger = new FakeEnvoy(socket(), loops, Variant.DELTA.secrets())) {
      stranger.send(new byte[0]);

      assertThat(stranger.ended.get(30, TimeUnit.SECONDS).getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(stranger.answers).isEmpty();
    }
  }

  @Test
  void servesOwnerAndGroupOnASocketThatReplacesAStaleOne() throws Exception {
    Files.writeString(socket(), "left behind");

    try (LocalServer _ = serve(self())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
          .isEqualTo("rw-rw----");
    }
    assertThat(socket()).doesNotExist();
  }
}
