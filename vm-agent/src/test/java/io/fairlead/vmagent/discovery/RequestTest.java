package io.fairlead.vmagent.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Status;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.fairlead.testing.Cases;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RequestTest {

  @Test
  void readsWhatEnvoysOwnClassesWrite() throws IOException {
    Status error = Status.newBuilder().setCode(13).setMessage("no").build();

    assertThat(
            Request.parse(
                DeltaDiscoveryRequest.newBuilder()
                    .setTypeUrl("t")
                    .addResourceNamesSubscribe("a")
                    .addResourceNamesUnsubscribe("b")
                    .setResponseNonce("n")
                    .setErrorDetail(error)
                    .build()
                    .toByteArray(),
                Variant.DELTA))
        .isEqualTo(new Request("t", "n", java.util.List.of("a"), java.util.List.of("b"), "no"));
    assertThat(
            Request.parse(
                DiscoveryRequest.newBuilder()
                    .setVersionInfo("1")
                    .setTypeUrl("t")
                    .addResourceNames("a")
                    .setResponseNonce("n")
                    .setErrorDetail(error)
                    .build()
                    .toByteArray(),
                Variant.STATE_OF_THE_WORLD))
        .isEqualTo(new Request("t", "n", java.util.List.of("a"), java.util.List.of(), "no"));
  }

  @Test
  void neverFailsOtherwiseThanByAnIoException() {
    Cases.check(
        2_000,
        (random, seed) -> {
          byte[] noise = new byte[random.nextInt(64)];
          random.nextBytes(noise);
          try {
            Request.parse(noise, Variant.DELTA);
            Response.parse(noise);
            Response.firstBody(noise, Variant.DELTA);
            Response.removed(noise);
          } catch (IOException expected) {
            assertThat(expected).isNotNull();
          }
        });
  }

  @Test
  void refusesAMessageThatIsCutShort() {
    byte[] whole = Request.subscribe(Variant.DELTA, "type", "name", "version");
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

    assertThatThrownBy(() -> Request.parse(cut, Variant.DELTA)).isInstanceOf(IOException.class);
  }
}
