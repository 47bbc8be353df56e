package io.fairlead.controlplane.push;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.fairlead.controlplane.credential.Credential;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Calling;
import io.fairlead.model.policy.ClientTls;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.policy.GatewayServer.GatewayPort;
import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.PolicyBlocks;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TrafficPolicy;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.translation.ResourceCache;
import io.fairlead.translation.Translator;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxySecretsTest {

  private static final ResourceName WEB = new ResourceName("one", "web");

  private MeshState mesh =
      MeshState.empty(MeshSettings.STANDARD).with(gateway("one")).with(gateway("far"));
  private Credentials credentials =
      new Credentials(
          Map.of(
              WEB,
              credential("chain"),
              new ResourceName("one", "unasked"),
              credential("other"),
              new ResourceName("two", "web"),
              credential("theirs")),
          Map.of());
  private final Fleet fleet =
      new Fleet(
          new Translator(ResourceCache.none()),
          MeshState.empty(MeshSettings.STANDARD),
          () -> credentials,
          Snapshot.EMPTY);
  private final RecordingStream stream = new RecordingStream(1);

  @Test
  void aGatewayGetsWhatAGatewayOfItsNamespaceNamesThere() throws InvalidProtocolBufferException {
    Snapshot offer = offered("one", new Interception.Edge());
    assertThat(offer.resources(ResourceType.SECRET).keys())
        .containsExactlyInAnyOrder("kubernetes://web", "kubernetes://web-cacert");
    Secret secret = Secret.parseFrom(web(offer).value());
    assertThat(secret.getTlsCertificate().getCertificateChain().getInlineBytes().toStringUtf8())
        .isEqualTo("chain");
    assertThat(secret.getTlsCertificate().getPrivateKey().getInlineBytes().toStringUtf8())
        .isEqualTo("key of chain");
  }

  @Test
  void gatewaysOfAnotherNamespaceGetNothingThoughTheyServeTheSameGateway() {
    Snapshot offer = offered("two", new Interception.Edge());
    assertThat(offer.speaks(ResourceType.SECRET)).isTrue();
    assertThat(offer.resources(ResourceType.SECRET).isEmpty()).isTrue();
  }

  /** That it may name it its reader has seen to. */
  @Test
  void aGatewayGetsWhatItNamesOfANamespaceThatLetsIt() throws InvalidProtocolBufferException {
    mesh = MeshState.empty(MeshSettings.STANDARD).with(gateway("one", "two/web"));
    Snapshot offer = offered("one", new Interception.Edge());
    assertThat(offer.resources(ResourceType.SECRET).keys())
        .containsExactlyInAnyOrder("kubernetes://two/web", "kubernetes://two/web-cacert");
    Resource secret =
        requireNonNull(offer.resources(ResourceType.SECRET).get("kubernetes://two/web"));
    assertThat(
            Secret.parseFrom(secret.value())
                .getTlsCertificate()
                .getCertificateChain()
                .getInlineBytes()
                .toStringUtf8())
        .isEqualTo("theirs");
  }

  @Test
  void sidecarsAreNotSpokenToAboutSecrets() {
    assertThat(offered("one", new Interception.Redirect()).speaks(ResourceType.SECRET)).isFalse();
  }

  @Test
  void aRuleGivesItsCredentialToTheSidecarsThatItChoosesInItsNamespace() {
    mesh = mesh.with(rule("one", Labels.of("app", "edge"))).with(rule("far", Labels.NONE));
    assertThat(offered("one", new Interception.Redirect()).resources(ResourceType.SECRET).keys())
        .containsExactlyInAnyOrder("kubernetes://web", "kubernetes://web-cacert");
    assertThat(offered("two", new Interception.Redirect()).speaks(ResourceType.SECRET)).isFalse();

    mesh = mesh.withoutDestinationRule(new ResourceName("one", "rule"));
    assertThat(offered("one", new Interception.Redirect()).speaks(ResourceType.SECRET)).isFalse();
  }

  @Test
  void aRuleForEverybodyGivesItsCredentialToGatewaysOnly() {
    mesh = mesh.with(rule("two", Labels.NONE));
    assertThat(offered("two", new Interception.Edge()).resources(ResourceType.SECRET).keys())
        .containsExactlyInAnyOrder("kubernetes://web", "kubernetes://web-cacert");
    assertThat(offered("two", new Interception.Redirect()).speaks(ResourceType.SECRET)).isFalse();
  }

  @Test
  void aNewCertificateTouchesNothingElseAndAnEqualOneNothing() {
    Snapshot before = offered("one", new Interception.Edge());
    credentials = new Credentials(Map.of(WEB, credential("new")), Map.of());
    Snapshot after = offered("one", new Interception.Edge());
    assertThat(after.resources(ResourceType.LISTENER))
        .isSameAs(before.resources(ResourceType.LISTENER));
    assertThat(web(after).version()).isNotEqualTo(web(before).version());
    assertThat(after.resources(ResourceType.SECRET).get("kubernetes://web-cacert"))
        .isSameAs(before.resources(ResourceType.SECRET).get("kubernetes://web-cacert"));

    credentials = new Credentials(Map.of(WEB, credential("new")), Map.of());
    assertThat(offered("one", new Interception.Edge())).isSameAs(after);
  }

  @Test
  void aCredentialThatIsGoneIsTakenAway() {
    offered("one", new Interception.Edge());
    credentials = Credentials.NONE;
    assertThat(offered("one", new Interception.Edge()).resources(ResourceType.SECRET).isEmpty())
        .isTrue();
  }

  @Test
  void noTextShowsAKey() {
    assertThat(credentials.toString()).doesNotContain("key of");
  }

  private static Resource web(Snapshot offer) {
    return requireNonNull(offer.resources(ResourceType.SECRET).get("kubernetes://web"));
  }

  private Snapshot offered(String namespace, Interception interception) {
    Proxy proxy =
        new Proxy(
            "node",
            new Proxy.Identity(namespace, "edge"),
            List.of("10.0.0.9"),
            Labels.of("app", "edge"),
            Placement.UNKNOWN,
            interception);
    fleet.bring(mesh, List.of(new ConnectedProxy(stream, proxy, Instant.EPOCH)));
    return stream.offers().getLast();
  }

  private static Credential credential(String chain) {
    return new Credential(
        chain, new io.fairlead.controlplane.caller.Secret("key of " + chain), "roots");
  }

  private static DestinationRule rule(String namespace, Labels callers) {
    PolicyBlocks blocks =
        new PolicyBlocks(
            Setting.unset(),
            Setting.unset(),
            Setting.unset(),
            Setting.of(
                new ClientTls.Originated(
                    new ClientTls.ServerName("", List.of()),
                    new ClientTls.Trust.Held("web"),
                    new ClientTls.Proof.Held("web"))));
    return new DestinationRule(
        new ResourceName(namespace, "rule"),
        new ServiceHost("api.example.com"),
        callers,
        new Calling(Setting.of(TrafficPolicy.of(blocks)), List.of()),
        List.of(),
        Instant.EPOCH);
  }

  private static Gateway gateway(String namespace) {
    return gateway(namespace, namespace.equals("one") ? "web" : "unasked");
  }

  private static Gateway gateway(String namespace, String credential) {
    ServerTls tls =
        new ServerTls.Terminated(
            new ServerTls.Certificates.Named(List.of(credential)),
            ServerTls.Clients.ANYBODY,
            ServerTls.Handshake.STANDARD);
    return new Gateway(
        new ResourceName(namespace, "edge"),
        Labels.of("app", "edge"),
        List.of(
            new GatewayServer(
                "",
                new GatewayPort(8443, "https", Protocol.HTTPS, ""),
                List.of(new GatewayHost("", new ServiceHost(namespace + ".example.com"))),
                tls)),
        Limits.NONE,
        Instant.EPOCH);
  }
}
