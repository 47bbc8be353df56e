package io.fairlead.xds;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResourceTest {

  private static final List<Resource> RESOURCES =
      List.of(
          Resource.of("a", "1", "type.googleapis.com/t", ByteString.copyFromUtf8("value")),
          Resource.of("no version", "", "type.googleapis.com/t", ByteString.copyFromUtf8("v")),
          Resource.of("", "no name", "type.googleapis.com/t", ByteString.copyFromUtf8("v")),
          Resource.of("no type", "1", "", ByteString.copyFromUtf8("v")),
          Resource.of("no value", "1", "type.googleapis.com/t", ByteString.EMPTY),
          Resource.of("nothing at all", "1", "", ByteString.EMPTY),
          Resource.of("Bücher", "ä", "t", ByteString.copyFrom(new byte[70_000])));

  private static byte[] body(Resource resource) {
    return Arrays.copyOfRange(
        resource.encoding().bytes(),
        resource.encoding().bodyStart(),
        resource.encoding().bodyEnd());
  }

  @Test
  void isEncodedAsAFieldOfADeltaAnswer() {
    assertThat(RESOURCES)
        .allSatisfy(
            resource ->
                assertThat(resource.encoding().bytes())
                    .isEqualTo(
                        DeltaDiscoveryResponse.newBuilder()
                            .addResources(
                                io.envoyproxy.envoy.service.discovery.v3.Resource.newBuilder()
                                    .setName(resource.name())
                                    .setVersion(resource.version())
                                    .setResource(resource.body()))
                            .build()
                            .toByteArray()));
  }

  @Test
  void holdsTheFieldOfAStateOfTheWorldAnswerInIt() {
    assertThat(RESOURCES)
        .allSatisfy(
            resource ->
                assertThat(body(resource))
                    .isEqualTo(
                        DiscoveryResponse.newBuilder()
                            .addResources(resource.body())
                            .build()
                            .toByteArray()));
  }

  @Test
  void givesItsValueBack() {
    assertThat(RESOURCES.getFirst().value()).isEqualTo(ByteString.copyFromUtf8("value"));
    assertThat(RESOURCES.getLast().value().size()).isEqualTo(70_000);
    assertThat(RESOURCES.get(4).value()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void equalsWhatHasTheSameContent() {
    Resource one = Resource.of("a", "1", "t", ByteString.copyFromUtf8("v"));
    assertThat(Resource.of("a", "1", "t", ByteString.copyFromUtf8("v")))
        .isEqualTo(one)
        .hasSameHashCodeAs(one);
    assertThat(Resource.of("a", "1", "t", ByteString.copyFromUtf8("w"))).isNotEqualTo(one);
    assertThat(Resource.of("a", "2", "t", ByteString.copyFromUtf8("v"))).isNotEqualTo(one);
  }

  @Test
  void hasADigestOfItsNameAndVersionAlone() {
    long digest = Resource.of("ab", "c", "t", ByteString.copyFromUtf8("v")).digest();
    assertThat(Resource.of("ab", "c", "u", ByteString.EMPTY).digest()).isEqualTo(digest);
    assertThat(Resource.of("a", "bc", "t", ByteString.copyFromUtf8("v")).digest())
        .isNotEqualTo(digest);
  }
}
