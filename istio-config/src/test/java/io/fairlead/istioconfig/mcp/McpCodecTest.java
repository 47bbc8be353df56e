package io.fairlead.istioconfig.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.fairlead.api.istio.mcp.v1alpha1.Metadata;
import io.fairlead.api.istio.mcp.v1alpha1.Resource;
import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.api.istio.security.v1beta1.PeerAuthentication;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import io.fairlead.testing.Cases;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class McpCodecTest {

  private static final String TYPE = "networking.istio.io/v1/WorkloadEntry";
  private static final WorkloadEntry SPEC =
      WorkloadEntry.newBuilder().setAddress("10.0.0.1").build();

  @Test
  void aResourceCarriesItsNameVersionAndTheTypeOfItsSpec() throws Exception {
    IstioResource resource =
        new IstioResource(
            Kinds.named("PeerAuthentication").orElseThrow(),
            ResourceName.parse("demo/strict"),
            new io.fairlead.istioconfig.Metadata(
                Map.of("a", "b"),
                Map.of("c", "d"),
                Instant.parse("2026-11-22T10:00:00.5Z"),
                SourceLocation.ofFile("bridge")),
            PeerAuthentication.getDefaultInstance());
    Any encoded = McpCodec.encode(resource, "42");
    assertThat(encoded.getTypeUrl()).isEqualTo("type.googleapis.com/istio.mcp.v1alpha1.Resource");
    Resource sent = Resource.parseFrom(encoded.getValue());
    assertThat(sent.getMetadata().getName()).isEqualTo("demo/strict");
    assertThat(sent.getMetadata().getVersion()).isEqualTo("42");
    assertThat(sent.getMetadata().getCreateTime().getNanos()).isEqualTo(500_000_000);
    assertThat(sent.getBody().getTypeUrl())
        .isEqualTo("type.googleapis.com/istio.security.v1beta1.PeerAuthentication");
    assertThat(decode("security.istio.io/v1beta1/PeerAuthentication", encoded).values())
        .containsExactly(resource);
  }

  @Test
  void aTypeThatIsNotKnownIsAProblem() {
    assertThat(problem("networking.istio.io/v9/WorkloadEntry", resource("demo/a", SPEC)))
        .contains("is no type of this mesh");
  }

  @Test
  void anEnvelopeOfAnotherTypeIsAProblem() {
    assertThat(problem(TYPE, Any.pack(SPEC))).contains("send an istio.mcp.v1alpha1.Resource");
  }

  @Test
  void aBodyOfAnotherKindIsAProblem() {
    assertThat(problem(TYPE, resource("demo/a", ServiceEntry.getDefaultInstance())))
        .contains("body: is a 'type.googleapis.com/istio.networking.v1alpha3.ServiceEntry'")
        .contains("send an istio.networking.v1alpha3.WorkloadEntry");
  }

  @Test
  void aNameWithoutExactlyOneSlashIsAProblem() {
    for (String name : new String[] {"", "a", "/a", "a/", "a/b/c", "a b/c", "a/B"}) {
      assertThat(problem(TYPE, resource(name, SPEC))).contains("metadata.name: ");
    }
  }

  @Test
  void bytesThatAreNoMessageAreAProblem() {
    Any broken =
        Any.pack(Resource.getDefaultInstance()).toBuilder()
            .setValue(ByteString.copyFromUtf8("no message"))
            .build();
    assertThat(problem(TYPE, broken)).contains("is no readable istio.mcp.v1alpha1.Resource");
    Any brokenBody = Any.pack(SPEC).toBuilder().setValue(ByteString.copyFromUtf8("x")).build();
    Any outer =
        Any.pack(Resource.newBuilder().setMetadata(name("demo/a")).setBody(brokenBody).build());
    assertThat(problem(TYPE, outer)).contains("demo/a: spec: is no readable");
  }

  @Test
  void aTimeOutOfRangeIsAProblem() {
    Metadata metadata =
        name("demo/a").toBuilder()
            .setCreateTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();
    Any body =
        Any.pack(Resource.newBuilder().setMetadata(metadata).setBody(Any.pack(SPEC)).build());
    assertThat(problem(TYPE, body)).contains("metadata.createTime: is out of range");
  }

  @Test
  void fieldsOfANewerPeerAreAWarning() {
    WorkloadEntry newer =
        SPEC.toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build();
    Parsed<IstioResource> parsed = decode(TYPE, resource("demo/a", newer));
    assertThat(parsed.values()).hasSize(1);
    assertThat(parsed.hasErrors()).isFalse();
    assertThat(parsed.problems())
        .singleElement()
        .asString()
        .contains("spec: the fields with the numbers [99]");
  }

  @Test
  void noMutilatedBytesMakeItThrow() {
    byte[] good = resource("demo/a", SPEC).getValue().toByteArray();
    Cases.check(
        5_000,
        (random, seed) -> {
          byte[] bytes = good.clone();
          for (int i = 0; i < 1 + random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
          Any body =
              resource("demo/a", SPEC).toBuilder().setValue(ByteString.copyFrom(bytes)).build();
          Parsed<IstioResource> parsed = decode(TYPE, body);
          assertThat(parsed.values().isEmpty()).isEqualTo(parsed.hasErrors());
        });
  }

  private static String problem(String type, Any body) {
    Parsed<IstioResource> parsed = decode(type, body);
    assertThat(parsed.values()).isEmpty();
    return parsed.problems().getFirst().toString();
  }

  private static Parsed<IstioResource> decode(String type, Any body) {
    return McpCodec.decode(type, body, "bridge");
  }

  private static Any resource(String name, com.google.protobuf.Message spec) {
    return Any.pack(Resource.newBuilder().setMetadata(name(name)).setBody(Any.pack(spec)).build());
  }

  private static Metadata name(String name) {
    return Metadata.newBuilder().setName(name).build();
  }
}
