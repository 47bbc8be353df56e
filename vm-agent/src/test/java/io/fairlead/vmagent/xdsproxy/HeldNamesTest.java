package io.fairlead.vmagent.xdsproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.fairlead.api.istio.networking.nds.v1.NameTable;
import io.fairlead.vmagent.discovery.Response;
import io.fairlead.vmagent.discovery.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldNamesTest {

  private static final NameTable NOTHING = NameTable.getDefaultInstance();

  private final List<NameTable> tables = new ArrayList<>();
  private final HeldNames names =
      new HeldNames(
          table -> {
            if (table.containsTable("bad.mesh")) {
              throw new IllegalArgumentException("no address");
            }
            tables.add(table);
          });

  private static NameTable table(String host) {
    return NameTable.newBuilder()
        .putTable(host, NameTable.NameInfo.newBuilder().addIps("240.0.0.1").build())
        .build();
  }

  private static DeltaDiscoveryResponse.Builder answer() {
    return DeltaDiscoveryResponse.newBuilder().setTypeUrl(HeldNames.TYPE).setNonce("n");
  }

  private static DeltaDiscoveryResponse answer(String version, ByteString table) {
    return answer()
        .addResources(
            Resource.newBuilder()
                .setName("names")
                .setVersion(version)
                .setResource(Any.newBuilder().setTypeUrl(HeldNames.TYPE).setValue(table)))
        .build();
  }

  private String take(DeltaDiscoveryResponse answer) throws IOException {
    byte[] bytes = answer.toByteArray();
    return names.take(Variant.DELTA, Response.parse(bytes), bytes).refusal();
  }

  private Map<String, String> asksWith() throws IOException {
    return DeltaDiscoveryRequest.parseFrom(names.subscription(Variant.DELTA))
        .getInitialResourceVersionsMap();
  }

  @Test
  void asksForAllBeforeThereIsATable() throws IOException {
    DeltaDiscoveryRequest request =
        DeltaDiscoveryRequest.parseFrom(names.subscription(Variant.DELTA));
    assertThat(request)
        .isEqualTo(DeltaDiscoveryRequest.newBuilder().setTypeUrl(HeldNames.TYPE).build());
  }

  @Test
  void anAnswerWithoutATableLeavesTheOneThatIsHeld() throws IOException {
    take(answer("v1", table("db.mesh").toByteString()));
    assertThat(take(answer().build())).isEmpty();
    assertThat(tables).containsExactly(table("db.mesh"));
    assertThat(asksWith()).isEqualTo(Map.of("names", "v1"));
  }

  @Test
  void aMeshWithoutATableIsAMeshWithoutNames() throws IOException {
    take(answer().build());
    assertThat(tables).containsExactly(NOTHING);
    assertThat(asksWith()).isEmpty();
  }

  @Test
  void aRemovedTableTakesItsNamesAway() throws IOException {
    take(answer("v1", table("db.mesh").toByteString()));
    take(answer().addRemovedResources("names").build());
    assertThat(tables).containsExactly(table("db.mesh"), NOTHING);
    assertThat(asksWith()).isEmpty();
  }

  @Test
  void whatIsRefusedIsNotHeld() throws IOException {
    take(answer("v1", table("db.mesh").toByteString()));
    assertThat(take(answer("v2", table("bad.mesh").toByteString()))).contains("no address");
    assertThat(take(answer("v3", ByteString.copyFromUtf8("no table")))).contains("malformed");
    assertThat(asksWith()).isEqualTo(Map.of("names", "v1"));
  }

  @Test
  void aTableWithoutAVersionCannotBeResumed() throws IOException {
    take(answer("", table("db.mesh").toByteString()));
    assertThat(asksWith()).isEmpty();
  }

  @Test
  void theStateOfTheWorldResumesByTheVersionOfTheAnswer() throws IOException {
    byte[] bytes =
        DiscoveryResponse.newBuilder()
            .setTypeUrl(HeldNames.TYPE)
            .setVersionInfo("w7")
            .addResources(Any.newBuilder().setValue(table("db.mesh").toByteString()))
            .build()
            .toByteArray();
    names.take(Variant.STATE_OF_THE_WORLD, Response.parse(bytes), bytes);
    assertThat(tables).containsExactly(table("db.mesh"));
    assertThat(DiscoveryRequest.parseFrom(names.subscription(Variant.STATE_OF_THE_WORLD)))
        .isEqualTo(
            DiscoveryRequest.newBuilder().setTypeUrl(HeldNames.TYPE).setVersionInfo("w7").build());
  }
}
