package io.fairlead.controlplane.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.controlplane.workload.Registration;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.pki.SpiffeId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeReaderTest {

  private static final SpiffeId WEB = new SpiffeId("cluster.local", "demo", "web");
  private static final String ID = "sidecar~10.0.0.7~h1.demo~demo.svc.cluster.local";

  private static Node node(String id, Map<String, String> metadata) {
    Struct.Builder struct = Struct.newBuilder();
    metadata.forEach(
        (key, value) -> struct.putFields(key, Value.newBuilder().setStringValue(value).build()));
    return Node.newBuilder().setId(id).setMetadata(struct).build();
  }

  @Test
  void takesTheAddressesOfTheMetadataBeforeThatOfTheId() {
    Node node = node(ID, Map.of("INSTANCE_IPS", "10.0.0.8, 2001:db8::8"));
    assertThat(NodeReader.proxy(node, WEB).addresses()).containsExactly("10.0.0.8", "2001:db8::8");
    assertThat(NodeReader.proxy(node(ID, Map.of()), WEB).addresses()).containsExactly("10.0.0.7");
  }

  @Test
  void namesTheWorkloadAfterGroupAndAddress() {
    Node node = node(ID, Map.of("AUTO_REGISTER_GROUP", "web", "NETWORK", "dc1"));
    Registration registration =
        NodeReader.registration(node, NodeReader.proxy(node, WEB)).orElseThrow();
    assertThat(registration.workload()).isEqualTo(new ResourceName("demo", "web-10.0.0.7-dc1"));
    assertThat(registration.tellsCapture()).isFalse();
  }

  @Test
  void readsExplicitListeners() {
    Node node =
        node(ID, Map.of("INTERCEPTION_MODE", "NONE", "FAIRLEAD_EXPLICIT_ADDRESS", "127.0.77.1"));
    assertThat(NodeReader.proxy(node, WEB).interception())
        .isEqualTo(new Interception.Explicit("127.0.77.1"));
  }

  @Test
  void aRouterIsAGatewayThatIsNotCalledAsTheServicesOfItsHost() {
    Node node = node(ID.replace("sidecar", "router"), Map.of("AUTO_REGISTER_GROUP", "edge"));
    Proxy proxy = NodeReader.proxy(node, WEB);
    assertThat(proxy.interception()).isEqualTo(new Interception.Edge());
    assertThat(NodeReader.registration(node, proxy).orElseThrow().tellsCapture()).isTrue();
  }

  @Test
  void refusesAnotherNamespaceThanTheCertificates() {
    assertThatThrownBy(() -> NodeReader.requireOwn(node(ID, Map.of("NAMESPACE", "admin")), WEB))
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("'admin'");
  }

  @Test
  void refusesMalformedNodesWithASentence() {
    assertThatThrownBy(() -> NodeReader.proxy(node("me", Map.of()), WEB))
        .hasMessageContaining("the node id must be");
    assertThatThrownBy(
            () -> NodeReader.proxy(node(ID, Map.of("INSTANCE_IPS", "host.example")), WEB))
        .hasMessageContaining("INSTANCE_IPS");
    assertThatThrownBy(() -> NodeReader.proxy(node(ID, Map.of("INTERCEPTION_MODE", "TPROXY")), WEB))
        .hasMessageContaining("TPROXY");
    assertThatThrownBy(() -> NodeReader.proxy(node(ID, Map.of("INTERCEPTION_MODE", "NONE")), WEB))
        .hasMessageContaining("FAIRLEAD_EXPLICIT_ADDRESS");
  }
}
