package io.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.fairlead.api.fairlead.v1.Admin;
import io.fairlead.api.fairlead.v1.Join;
import io.fairlead.api.fairlead.v1.State;
import io.fairlead.api.istio.extensions.v1alpha1.TrafficExtensionOuterClass;
import io.fairlead.api.istio.extensions.v1alpha1.Wasm;
import io.fairlead.api.istio.mcp.v1alpha1.ResourceOuterClass;
import io.fairlead.api.istio.mesh.v1alpha1.Config;
import io.fairlead.api.istio.mesh.v1alpha1.NetworkOuterClass;
import io.fairlead.api.istio.mesh.v1alpha1.Proxy;
import io.fairlead.api.istio.networking.nds.v1.Nds;
import io.fairlead.api.istio.networking.v1alpha3.DestinationRuleOuterClass;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilterOuterClass;
import io.fairlead.api.istio.networking.v1alpha3.GatewayOuterClass;
import io.fairlead.api.istio.networking.v1alpha3.Selectors;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntryOuterClass;
import io.fairlead.api.istio.networking.v1alpha3.SidecarOuterClass;
import io.fairlead.api.istio.networking.v1alpha3.VirtualServiceOuterClass;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntryOuterClass;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadGroupOuterClass;
import io.fairlead.api.istio.networking.v1beta1.ProxyConfigOuterClass;
import io.fairlead.api.istio.security.v1beta1.AuthorizationPolicyOuterClass;
import io.fairlead.api.istio.security.v1beta1.PeerAuthenticationOuterClass;
import io.fairlead.api.istio.security.v1beta1.RequestAuthenticationOuterClass;
import io.fairlead.api.istio.telemetry.v1alpha1.TelemetryOuterClass;
import io.fairlead.api.istio.type.v1beta1.Selector;
import io.fairlead.api.istio.v1.Health;
import io.fairlead.api.istio.v1.auth.Ca;
import io.fairlead.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, numbers and types are a promise to every peer: a change of them shows in a golden. */
class WireContractTest {

  private static final Path PROTOS = Path.of("src/main/proto");

  static List<FileDescriptor> files() {
    return List.of(
        Admin.getDescriptor(),
        Join.getDescriptor(),
        State.getDescriptor(),
        ResourceOuterClass.getDescriptor(),
        Nds.getDescriptor(),
        DestinationRuleOuterClass.getDescriptor(),
        GatewayOuterClass.getDescriptor(),
        Selectors.getDescriptor(),
        ServiceEntryOuterClass.getDescriptor(),
        SidecarOuterClass.getDescriptor(),
        VirtualServiceOuterClass.getDescriptor(),
        WorkloadEntryOuterClass.getDescriptor(),
        WorkloadGroupOuterClass.getDescriptor(),
        PeerAuthenticationOuterClass.getDescriptor(),
        AuthorizationPolicyOuterClass.getDescriptor(),
        RequestAuthenticationOuterClass.getDescriptor(),
        EnvoyFilterOuterClass.getDescriptor(),
        ProxyConfigOuterClass.getDescriptor(),
        TelemetryOuterClass.getDescriptor(),
        TrafficExtensionOuterClass.getDescriptor(),
        Wasm.getDescriptor(),
        Config.getDescriptor(),
        NetworkOuterClass.getDescriptor(),
        Proxy.getDescriptor(),
        Selector.getDescriptor(),
        Health.getDescriptor(),
        Ca.getDescriptor());
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesNumbersAndTypesStayAsPromised(FileDescriptor file) {
    Path golden = Path.of("src/test/resources/wire", file.getName().replace(".proto", ".txt"));
    Goldens.assertMatches(golden.toAbsolutePath(), WireText.of(file));
  }

  @Test
  void everyProtoIsGuarded() throws IOException {
    try (Stream<Path> found = Files.walk(PROTOS)) {
      List<String> written =
          found
              .filter(path -> path.toString().endsWith(".proto"))
              .map(path -> PROTOS.relativize(path).toString())
              .toList();
      assertThat(files()).extracting(FileDescriptor::getName).hasSameElementsAs(written);
    }
  }
}
